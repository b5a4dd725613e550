"""From an item of a list to what a measure would say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from mitmachstadt.kernel.text import shorten
from mitmachstadt.measures.calculations.imports.here import Here
from mitmachstadt.measures.calculations.imports.money import money_of
from mitmachstadt.measures.calculations.imports.origin import digests, key_of, point_of
from mitmachstadt.measures.calculations.imports.places import districts_of
from mitmachstadt.measures.calculations.imports.said import Said
from mitmachstadt.measures.calculations.imports.standing import standing_of
from mitmachstadt.measures.calculations.imports.words import fields_of, papers_of, words_of
from mitmachstadt.measures.enums import LONGEST_LINE, Health, MeasureType, Phase, State
from mitmachstadt.measures.rules.contents import LONGEST_ADDRESS, Content
from mitmachstadt.measures.rules.words import is_placeholder
from mitmachstadt.methods.list_import import Item, Note

LONGEST_LEFT = 500


@dataclass(frozen=True)
class Standing:
    """How far it is and how it goes, as far as the list says it for certain."""

    phase: Phase
    state: State
    health: Health | None = None
    words: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Money:
    """A line of the budget as people write it; of which year, if that is known."""

    requested: str = ""
    approved: str = ""
    spent: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Entry:
    """What an entry of a list says as a measure; `notes` tell what was not, or not wholly, taken.

    `owner` is who is responsible there, in words; `says` the digest of each thing that stood there.
    """

    line: int
    key: str
    content: Content
    standing: Standing
    money: Money
    type: MeasureType | None
    owner: str
    papers: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    url: str = ""
    place: str = ""
    point: str = ""
    cost: str = ""
    says: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.content.title

    @property
    def has_a_name(self) -> bool:
        return not is_placeholder(self.title)


def entry_of(item: Item, notes: Iterable[Note], here: Here) -> Entry:
    """Take over what is certain; of everything else a note says what became of it."""
    said = Said(item, notes)
    title, texts = words_of(said)
    amount, money, cost = money_of(said)
    type, standing = standing_of(said, here)
    owner = _owner(said)
    content = Content(
        title=title, starts=item.begins, ends=item.ends, amount=amount,
        districts=districts_of(said, here), **texts,
    )  # fmt: skip
    url = _address(said)
    papers, terms = papers_of(said), fields_of(said, here)
    place = said.line(gettext("Ort"), item.place, LONGEST_LINE)
    point = point_of(said)
    if left := said.left_in_words():
        said.tell(gettext("Nicht übernommen: {words}").format(words=shorten(left, LONGEST_LEFT)))
    return Entry(
        line=item.line, key=key_of(item), content=content, standing=Standing(*standing),
        money=Money(*money), type=type, owner=owner, papers=papers, terms=terms,
        url=url, place=place, point=point, cost=cost, says=digests(item),
        notes=tuple(said.notes),
    )  # fmt: skip


def _owner(said: Said) -> str:
    """Who is responsible, by name; where the list has a key beside it, that means nothing here."""
    named, other = said.take("owner_name"), said.item.organisation
    if named and other and named != other:
        said.left["owner"] = other
    owner = named or other
    if owner and is_placeholder(owner):
        said.nothing(gettext("Verantwortlich"), owner)
        return ""
    return owner


def _address(said: Said) -> str:
    """The page of the entry; half an address leads nowhere."""
    url = said.item.url
    if len(url) > LONGEST_ADDRESS:
        said.not_taken(gettext("Adresse"), url)
        return ""
    return url
