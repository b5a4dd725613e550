"""The arena of the demonstration city: a story of two dozen ideas, and at full size 400 of them."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import SHEET_NAMES, Sort, State, Target
from mitmachstadt.arena.models import Arena, Idea, Sponsorship
from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.crowd.people import Crowd
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.supports import write_supports
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.contributions.actions import Said
from mitmachstadt.contributions.models import Support
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.models import District, Person
from mitmachstadt.people.queries import Visitor, districts, visitor
from mitmachstadt.taxonomies.queries import entries_in_force

ALL = 400
_WITH_TWO = 12
_SAME = "Die Ideen sagen im Kern dasselbe; zusammen kommen sie weiter."
_ON = {
    "selected": 3, "assessment": 3, "fact_sheet": 2, "development": 1,
}  # fmt: skip
_STEPS = (State.DEVELOPMENT, State.FACT_SHEET, State.ASSESSMENT)
_ASIDE = {
    "declined": (State.DECLINED, "Ein Programm für alles hätten wir nicht in der Hand. Was die "
                 "einzelnen Ämter öffnen, kann dagegen jedes Programm nutzen."),
    "parked": (State.PARKED, "Das Land schreibt gerade vor, wer im Notfall wofür da ist. Danach "
               "kommt die Idee wieder auf den Tisch."),
}  # fmt: skip


@dataclass
class Floor:
    """The arena while it is loaded: what its ideas can name."""

    cast: Cast
    arena: Arena
    window: Window
    at: datetime
    goals: dict[str, Node]
    terms: dict[str, str]
    places: dict[int, District]
    ideas: dict[str, Idea] = field(default_factory=dict)

    @property
    def office(self) -> Visitor:
        return self.cast.visitors[OFFICE]


def load_ideas(cast: Cast, library: Library, crowd: Crowd, at: datetime) -> None:
    """Open the arena, let the ideas come in, and let them go their ways."""
    given = read("ideas.json")
    floor = _floor(given["arena"], cast, library, at)
    for nth, row in enumerate(given["ideas"]):
        _bring(floor, row, nth)
    for row in given["ideas"]:
        _support(floor, floor.ideas[row["key"]], list(cast.persons.values()), row, crowd.rng)
    for row in given["ideas"]:
        _walk(floor, row, given)
    if crowd.people:
        _crowd(floor, given, crowd, ALL - len(given["ideas"]))


def _floor(row: dict[str, Any], cast: Cast, library: Library, at: datetime) -> Floor:
    goals = {name: library.sections[f"weissbuch:{name}"] for name in row["goals"]}
    began = days_before(at, row["days_ago"])
    office = cast.visitors[OFFICE]
    arena = actions.keep_arena(
        arena=None, title=row["title"], intro=row["intro"], goals=list(goals.values()),
        body=cast.organisations["strategieboard"], stuck_days=row["stuck_days"],
        visitor=office, at=began,
    )  # fmt: skip
    window = actions.open_arena(
        arena=arena, opens=began, closes=at + timedelta(days=row["open_days"]),
        answer_due=at + timedelta(days=row["open_days"] + 60), visitor=office, at=began,
    )  # fmt: skip
    terms = {entry.slug: entry.term.public_id for entry in entries_in_force()}
    places = {district.number: district for district in districts()}
    short = {name.removeprefix("p-"): node for name, node in goals.items()}
    return Floor(cast, arena, window, at, short, terms, places)


def _bring(floor: Floor, row: dict[str, Any], nth: int) -> None:
    _submit(floor, row, floor.cast.visitors[row["author"]], nth)


def _submit(floor: Floor, row: dict[str, Any], who: Visitor, nth: int) -> Idea:
    said = Said(
        text=row["text"], title=row["title"], submission=f"{nth:032x}",
        district=floor.places.get(row["district"] or 0),
    )  # fmt: skip
    words = actions.IdeaWords(
        said=said,
        sort=Sort(row["sort"]),
        goals=[(floor.goals[name], reason) for name, reason in row["goals"]],
        terms=[floor.terms[slug] for slug in row["fields"]],
    )
    moment = days_before(floor.at, row["days_ago"], nth=nth)
    done = actions.submit_idea(arena=floor.arena, words=words, visitor=who, at=moment)
    idea = Idea.objects.select_related("node", "arena__node").get(pk=done.node.pk)
    floor.ideas[row["key"]] = idea
    return idea


def _support(
    floor: Floor, idea: Idea, people: list[Person], row: dict[str, Any], rng: random.Random
) -> None:
    """Some stand behind it, each a little later than it came."""
    others = [person for person in people if person.pk != idea.node.author_id]
    chosen = rng.sample(others, min(len(others), 3 + rng.randrange(14)))
    moments = [idea.node.created + timedelta(hours=rng.randrange(4, 700)) for _ in chosen]
    write_supports(
        [
            Support(node=idea.node, person=person, window=floor.window,
                    created=min(moment, floor.at))
            for person, moment in zip(chosen, moments, strict=True)
        ]
    )  # fmt: skip


def _walk(floor: Floor, row: dict[str, Any], given: dict[str, Any]) -> None:
    """The way of one idea, with everything that its gates ask for."""
    idea, way = floor.ideas[row["key"]], row["way"]
    after = days_before(floor.at, max(2, row["days_ago"] - 12))
    if row["sponsor"]:
        _sponsor(floor, idea, floor.cast.persons[row["sponsor"]], after)
    if way.startswith("merged:"):
        whole = floor.ideas[way.partition(":")[2]]
        actions.merge_ideas(whole=whole, parts=[idea], reason=_SAME, visitor=floor.office, at=after)
    elif way in _ASIDE:
        to, reason = _ASIDE[way]
        day = timezone.localdate(floor.at) + timedelta(days=90)
        actions.move_idea(
            idea=idea, to=to, reason=reason, visitor=floor.office, at=after,
            review_on=day if to == State.PARKED else None,
        )  # fmt: skip
    elif row["sponsor"] and way in _ON:
        parts = dict(zip(SHEET_NAMES, given["sheets"].get(row["key"], []), strict=False))
        _grow(floor, idea, parts or _usual(given["words"], row), _ON[way], after)


def _usual(words: dict[str, str], row: dict[str, Any]) -> dict[str, str]:
    return {name: words[name].format(text=row["text"], where="hier") for name in SHEET_NAMES}


def _sponsor(floor: Floor, idea: Idea, person: Person, at: datetime) -> None:
    Sponsorship.objects.create(
        idea=idea, person=person, name=person.name, since=at, renewed=floor.at
    )


def _grow(floor: Floor, idea: Idea, parts: dict[str, str], steps: int, after: datetime) -> None:
    """A fact sheet in two versions, a target, and step by step as far as it is to come."""
    half = dict(list(parts.items())[:3])
    actions.write_sheet(idea=idea, parts=half, seen=0, visitor=floor.office, at=after)
    later = after + timedelta(hours=30)
    if steps > 1:
        actions.write_sheet(
            idea=idea, parts=parts, seen=1, note="Wirkung und Aufwand ergänzt",
            visitor=floor.office, at=later,
        )  # fmt: skip
    target = Target.NETWORK if idea.pk % 3 == 0 else Target.DECENTRAL
    actions.aim_at(idea=idea, target=target, visitor=floor.office, at=later)
    for nth, to in enumerate(_STEPS[:steps]):
        moment = min(floor.at, later + timedelta(days=2 * nth))
        actions.move_idea(idea=idea, to=to, visitor=floor.office, at=moment)


def _crowd(floor: Floor, given: dict[str, Any], crowd: Crowd, count: int) -> None:
    """Many more, on themes that several people bring; each theme grows together into one."""
    rng, themes = crowd.rng, given["themes"]
    by_theme: dict[int, list[Idea]] = {}
    for nth in range(count):
        theme = nth % len(themes)
        row = _invented(given, themes[theme], nth, rng)
        who = visitor(rng.choice(crowd.people), at=floor.at)
        idea = _submit(floor, row, who, 1000 + nth)
        by_theme.setdefault(theme, []).append(idea)
        if rng.random() < 0.4:
            _support(floor, idea, crowd.some(40), row, rng)
    for theme, ideas in by_theme.items():
        _condense(floor, given, ideas, theme)


def _invented(
    given: dict[str, Any], theme: list[str], nth: int, rng: random.Random
) -> dict[str, Any]:
    thing, slug, goal, sort = theme
    place = rng.choice(given["places"])
    title = rng.choice(given[f"{sort}_titles"]).format(thing=thing, place=place)
    return {
        "key": f"crowd{nth}",
        "sort": sort,
        "title": title[0].upper() + title[1:],
        "text": rng.choice(given["texts"]).format(thing=thing, place=place),
        "district": rng.choice([None, *range(1, 13)]),
        "days_ago": rng.randrange(20, 110),
        "goals": [[goal, given["reason"].format(place=place)]],
        "fields": [slug],
    }


def _condense(floor: Floor, given: dict[str, Any], ideas: list[Idea], theme: int) -> None:
    """The first of a theme takes most others in, gets a sponsor and a fact sheet."""
    whole, *parts = ideas
    after = days_before(floor.at, 18)
    merged = parts[: max(1, len(parts) - 2)]
    actions.merge_ideas(whole=whole, parts=merged, reason=_SAME, visitor=floor.office, at=after)
    # On some themes there is a second one that goes its own way.
    for idea in [whole, *parts[-1:]] if theme < _WITH_TWO else [whole]:
        author = idea.node.author
        if author is not None:
            _sponsor(floor, idea, author, after)
            row = {"text": idea.node.text}
            _grow(floor, idea, _usual(given["words"], row), 1 + theme % 3, after)
