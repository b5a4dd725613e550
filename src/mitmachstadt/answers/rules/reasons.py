"""What a reason and a text template have to say."""

import re
from collections.abc import Collection

from mitmachstadt.answers.enums import LONGEST_REASON, LONGEST_TEMPLATE_NAME, SHORTEST_REASON
from mitmachstadt.answers.errors import (
    NotYourTemplate,
    OnlyNoted,
    PlaceholderAboutOne,
    PlaceholderLeft,
    PlaceholderUnknown,
    ReasonTooLong,
    ReasonTooShort,
    TemplateEmpty,
    TemplateNameMissing,
)
from mitmachstadt.answers.queries import Officer
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation

# What a template can have filled in, as people write it between braces.
PLACEHOLDERS = ("titel", "textstelle", "verfahren", "stelle")
_PLACEHOLDER = re.compile(r"\{([^{}\n]{1,40})\}")
# Thanking and noting. Where a reason does that, what remains without these words and without
# those that only hold them together has to say something by itself.
_NOTING = re.compile(
    r"\b(kenntnis(nahme)?|notiert|vermerkt|registriert|gelesen|erhalten|eingegangen|interesse"
    r"|(be)?dank\w*)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset(
    """
    als an auch auf bei beim damit dafür das dem den der des dessen deren die dient dies
    diese diesem diesen dieser dieses ein eine einen einer es für gern gerne hat habe haben
    hiermit ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ist lediglich mit nahm
    nahmen nehmen nimmt nur rein sehr sei sie sind so uns unser und vom von war waren werden
    wir wird worden wurde wurden zu zum zur aufmerksam ausdrücklich besten bestem
    freundliche freundlichen grüße grüßen gruß herzlich herzliche herzlichen herzlichst
    hochachtungsvoll interessante interessanten interessanter interessiert nochmals vielen
    vielmals wertvolle wertvollen wichtige wichtigen anliegen anmerkung anmerkungen anregung
    anregungen beitrag beitrags beiträge beiträgen beteiligung bürgerin bürger eingabe
    einsendung engagement genommen hinweis hinweise hinweisen ideen idee kommentar meinung
    mitarbeit mitwirkung mühe nachricht rückmeldung stellungnahme strategiebüro teilnahme
    text verwaltung vorschlag vorschläge zeit zuschrift
    """.split()
)


def may_reason_with(reason: str) -> Verdict:
    """A reason in words; thanks and "noted" alone are none."""
    if len(reason) > LONGEST_REASON:
        return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    if left := placeholders_in(reason):
        return no(PlaceholderLeft(names=_named(left)))
    words = re.findall(r"[^\W_]+", reason)
    if not _NOTING.search(reason):
        enough = len(" ".join(words)) >= SHORTEST_REASON
        return YES if enough else no(ReasonTooShort(shortest=SHORTEST_REASON))
    rest = [w for w in words if w.lower() not in _SAYS_NOTHING and not _NOTING.fullmatch(w)]
    return YES if len(" ".join(rest)) >= SHORTEST_REASON else no(OnlyNoted())


def placeholders_in(text: str) -> list[str]:
    """The known placeholders of a text, each once, as they come."""
    found = dict.fromkeys(name.strip().casefold() for name in _PLACEHOLDER.findall(text))
    return [name for name in found if name in PLACEHOLDERS]


def may_write_template(*, name: str, text: str) -> Verdict:
    """A name, words, and only placeholders that can be filled in."""
    if not 0 < len(name) <= LONGEST_TEMPLATE_NAME:
        return no(TemplateNameMissing(longest=LONGEST_TEMPLATE_NAME))
    if not 0 < len(text) <= LONGEST_REASON:
        return no(TemplateEmpty(longest=LONGEST_REASON))
    written = dict.fromkeys(_PLACEHOLDER.findall(text))
    unknown = [each for each in written if each.strip().casefold() not in PLACEHOLDERS]
    if unknown:
        return no(PlaceholderUnknown(names=_named(unknown), known=_named(PLACEHOLDERS)))
    return YES


def may_keep_template(officer: Officer, unit: Organisation | None) -> Verdict:
    """The office keeps everybody's; a unit's are kept by who works for it."""
    if officer.is_office or (unit is not None and unit.pk in officer.unit_ids):
        return YES
    return no(NotYourTemplate())


def may_fill_in(text: str, contributions: Collection[Node]) -> Verdict:
    """What a template names has to be the same for all that it answers."""
    several = []
    for name in placeholders_in(text):
        if name == "titel" and len(contributions) > 1:
            several.append(name)
        if name == "textstelle" and len({node.parent_id for node in contributions}) > 1:
            several.append(name)
        if name == "verfahren" and len({node.window_id for node in contributions}) > 1:
            several.append(name)
    return no(PlaceholderAboutOne(names=_named(several))) if several else YES


def _named(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
