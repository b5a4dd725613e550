"""Small cities for tests: one tiny function for each thing, with everything else filled in.

Everything goes through the actions, as in life; only `node` writes a row by itself, for kinds
that no action of the core makes.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import altcha

from mitmachstadt.answers.actions import give_answer
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.contributions.actions import Submitted, submit_remark
from mitmachstadt.contributions.models import Receipt
from mitmachstadt.formats import actions as formats
from mitmachstadt.formats.models import Phase, Process
from mitmachstadt.kernel.codes import code_for, code_hash
from mitmachstadt.kernel.proofs import challenge_for, form_key
from mitmachstadt.news import actions as news
from mitmachstadt.nodes import actions as nodes
from mitmachstadt.nodes.enums import Kind, Moderation, Verb, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.actions import (
    enter_districts,
    found_organisation,
    grant_role,
    join_organisation,
    register_person,
)
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.models import District, Organisation, Person
from mitmachstadt.people.queries import ANYONE, Visitor
from mitmachstadt.people.queries import visitor as visitor_of
from mitmachstadt.strategy import actions as strategy
from mitmachstadt.strategy.calculations import ReadText, read_bytes
from mitmachstadt.strategy.enums import DocumentKind
from mitmachstadt.strategy.models import Document, Edition, EditionPassage

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
REASON = "Der Vorschlag steht jetzt im zweiten Absatz, weil er die Wege kürzer macht."
CONCEPT = {
    "decidable": "Der Wortlaut aller Ziele und die Reihenfolge der Maßnahmen.",
    "not_decidable": "Die Mittel des Haushalts und die Aufgaben der Bezirke.",
    "who_decides": "Das Strategiebüro schreibt den Entwurf, der Senat beschließt ihn.",
    "how_used": "Alle Beiträge werden gelesen und einzeln beantwortet.",
    "answers_when": "Spätestens dreißig Tage nach dem Ende der Phase.",
    "selection": "Alle können mitmachen, ohne Auswahl und ohne Konto.",
    "districts": "Die Bezirksämter wurden drei Wochen vorher eingeladen.",
    "terms": "Bitte bleiben Sie freundlich.",
    "licence": "CC BY 4.0",
}
TEXT = """\
# Grünbuch

Vorwort der Stadt.

## Verkehr

Die Stadt baut sichere Wege.

- Ampeln schalten schneller.

## Bildung

Jede Schule hat Netz.
"""
_numbers = count(1)


def person(name: str = "Ada", *roles: BuiltInGroup, password: str | None = None) -> Person:
    """Somebody with an account and these roles; every call makes another one."""
    email = f"person{next(_numbers)}@example.org"
    made = register_person(email=email, name=name, password=password, at=NOW - 365 * DAY)
    for role in roles:
        grant_role(person=made, role=role, by=None, at=NOW - 365 * DAY)
    return made


def visitor(who: Person | None = None, *, at: datetime = NOW) -> Visitor:
    """The person as the actions see them; nobody in particular without one."""
    return visitor_of(who, at=at) if who else ANYONE


def citizen(name: str = "Bürgerin") -> Visitor:
    return visitor(person(name))


def office(name: str = "Büro") -> Visitor:
    return visitor(person(name, BuiltInGroup.OFFICE))


def moderator(name: str = "Moderation") -> Visitor:
    return visitor(person(name, BuiltInGroup.MODERATOR))


def administrator(name: str = "Administration") -> Visitor:
    return visitor(person(name, BuiltInGroup.ADMINISTRATOR))


def district(name: str = "Mitte") -> District:
    return enter_districts([name])[0]


def organisation(
    name: str = "Radverein",
    *members: Person,
    kind: OrganisationKind = OrganisationKind.CIVIL_SOCIETY,
) -> Organisation:
    """An organisation for which these people may speak."""
    made = found_organisation(name=name, kind=kind)
    for member in members:
        join_organisation(person=member, organisation=made, at=NOW - DAY)
    return made


def node(
    kind: Kind = Kind.SECTION,
    *,
    parent: Node | None = None,
    title: str = "",
    at: datetime = NOW - 30 * DAY,
    **fields: Any,
) -> Node:
    """A saved node of any kind."""
    made = nodes.new_node(kind=kind, parent=parent, title=title or kind.label, at=at, **fields)
    made.save(force_insert=True)
    return made


def passage(parent: Node | None = None, text: str = "Die Stadt baut Wege.", **fields: Any) -> Node:
    return node(Kind.PASSAGE, parent=parent, title=text, text=text, **fields)


def open_window(
    on: Node,
    *verbs: Verb,
    audience: str = BuiltInGroup.EVERYONE,
    opens: datetime = NOW - 7 * DAY,
    closes: datetime = NOW + 7 * DAY,
    answer_due: datetime | None = NOW + 14 * DAY,
    moderation: Moderation = Moderation.WITHOUT_ACCOUNT,
) -> Window:
    """A window around NOW for remarks and supports, unless other verbs are named."""
    return nodes.open_window(
        node=on,
        verbs=verbs or (Verb.REMARK, Verb.SUPPORT),
        audience=audience,
        opens=opens,
        closes=closes,
        answer_due=answer_due,
        moderation=moderation,
        at=NOW - 30 * DAY,
    )


def open_passage(text: str = "Die Stadt baut Wege.", **window: Any) -> Node:
    """A passage on which everybody can remark and support now."""
    made = passage(text=text)
    open_window(made, **window)
    return made


def submitted(
    about: Node,
    text: str = "Bitte auch an die Lieferräder denken.",
    *,
    by: Visitor = ANYONE,
    submission: str = "",
    at: datetime = NOW,
    **rest: Any,
) -> Submitted:
    """Say something, from a form of its own unless one is named."""
    key = submission or f"form-{next(_numbers)}"
    return submit_remark(about=about, text=text, visitor=by, submission=key, at=at, **rest)


def proof(submission: str, *, at: datetime = NOW) -> str:
    """What a browser calculates for the form with this key."""
    challenge = altcha.Challenge.from_dict(challenge_for(form_key(submission), at=at))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def remark(about: Node, text: str = "Bitte auch an die Lieferräder denken.", **rest: Any) -> Node:
    """A remark, public unless it has to wait: `by` somebody new with an account by default."""
    rest.setdefault("by", citizen("Rita"))
    return submitted(about, text, **rest).node


def many_remarks(about: Node, number: int, *, at: datetime = NOW, **fields: Any) -> list[Node]:
    """Public remarks in one statement, each a moment after the other: rows without receipts."""
    window = Window.objects.filter(node=about).first()
    return Node.objects.bulk_create(
        nodes.new_node(
            kind=Kind.REMARK,
            parent=about,
            title=f"Nr. {place}",
            text=f"Nr. {place}",
            at=at + place * TICK,
            window=window,
            **fields,
        )
        for place in range(number)
    )


def answer(
    *contributions: Node,
    kind: AnswerKind = AnswerKind.TAKEN_UP,
    reason: str = REASON,
    by: Visitor | None = None,
    at: datetime = NOW,
    **rest: Any,
) -> Node:
    return give_answer(
        contributions=contributions,
        kind=kind,
        reason=reason,
        visitor=by or office(),
        at=at,
        **rest,
    )


def planned_process(about: Node | None = None, **rest: Any) -> Process:
    """A process that the office prepares, without concept and phase."""
    return formats.plan_process(
        about=about or passage(),
        title=rest.pop("title", "Was fehlt im Grünbuch?"),
        purpose=rest.pop("purpose", "Wir wollen wissen, welche Handlungsbedarfe fehlen."),
        visitor=rest.pop("by", None) or office(),
        at=rest.pop("at", NOW - 20 * DAY),
        **rest,
    )


def planned_phase(process: Process, **rest: Any) -> Phase:
    """A phase around NOW, unless other moments are named."""
    moments = {"opens": NOW - 7 * DAY, "closes": NOW + 7 * DAY, "answer_due": NOW + 14 * DAY}
    given = {"name": "Anmerkungen", "at": NOW - 20 * DAY, **moments, **rest}
    return formats.plan_phase(process=process, visitor=office(), **given)


def opened_process(
    about: Node | None = None, *, at: datetime = NOW - 10 * DAY, phase: Any = None, **rest: Any
) -> Process:
    """A public process with a whole concept and one phase around NOW; `phase` changes moments."""
    process = planned_process(about, **rest)
    formats.write_concept(process=process, words=CONCEPT, visitor=office(), at=NOW - 20 * DAY)
    planned_phase(process, **(phase or {}))
    return formats.open_process(process=process, visitor=office(), at=at)


def strategy_document(
    title: str = "Grünbuch", *, kind: DocumentKind = DocumentKind.GREEN_PAPER, **rest: Any
) -> Document:
    """A document without an edition, in a strategy of its own unless one is named."""
    by, at = office(), rest.pop("at", NOW - 60 * DAY)
    parent = rest.pop("strategy", None) or strategy.found_strategy(
        name="Digitalstrategie", visitor=by, at=at
    )
    return strategy.add_document(strategy=parent, kind=kind, title=title, visitor=by, at=at)


def read_text(text: str | bytes = TEXT, name: str = "text.md") -> ReadText:
    """A text as the importer reads it."""
    return read_bytes(text.encode() if isinstance(text, str) else text, name=name)


def draft_edition(
    text: str | bytes = TEXT,
    *,
    document: Document | None = None,
    label: str = "Fassung 1",
    name: str = "text.md",
    at: datetime = NOW - 40 * DAY,
) -> Edition:
    """A draft with this text, of a document of its own unless one is named."""
    return strategy.import_edition(
        document=document or strategy_document(),
        label=label,
        read=read_text(text, name),
        visitor=office(),
        at=at,
    )


def published_edition(
    text: str | bytes = TEXT, *, at: datetime = NOW - 40 * DAY, **rest: Any
) -> Edition:
    """The same, published in the same moment; every question of the importer is answered no."""
    edition, by = draft_edition(text, at=at, **rest), office()
    asked = [n for n, f in enumerate(edition.report["flags"]) if f["suggestion"] is not None]
    if asked:
        no = {str(number): False for number in asked}
        strategy.decide(edition=edition, decisions=no, visitor=by, at=at)
    return strategy.publish_edition(edition=edition, visitor=by, at=at)


def article(kind: Kind = Kind.REPORT, *, title: str = "Konferenz am Hafen") -> Node:
    """A published report or piece of news."""
    written = news.Written(
        title=title,
        lead="Achtzig Menschen haben über sichere Wege gesprochen.",
        source="## Tisch 1\n\nMehr **Ampeln**.",
        took_place=(NOW - DAY).date() if kind == Kind.REPORT else None,
    )
    made = news.draft_article(kind=kind, written=written, visitor=office(), at=NOW - DAY)
    return news.publish_article(article=made, visitor=office(), at=NOW - DAY).node


def placed(edition: Edition, words: str) -> EditionPassage:
    """The passage of an edition that contains these words."""
    return EditionPassage.objects.select_related("passage__node", "section__node", "wording").get(
        edition=edition, wording__text__contains=words
    )


def code_of(made: Node) -> str:
    """A code that opens the remark. Only its hash is kept, so the receipt is made anew."""
    code = code_for(submission=f"code-{next(_numbers)}", about=made.public_id, text="")
    Receipt.objects.filter(node=made).update(code_hash=code_hash(code))
    return code


def hidden(made: Node, reason: str = "Beleidigt eine Person.") -> Node:
    """The same node after a moderator has hidden it."""
    from mitmachstadt.contributions.actions import hide

    return hide(node=made, visitor=moderator(), reason=reason, at=NOW)


def fresh(made: Node) -> Node:
    """The node as the database has it now."""
    return Node.objects.get(pk=made.pk)


def state_of(made: Node) -> Visibility:
    return Visibility(fresh(made).visibility)
