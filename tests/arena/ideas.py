"""A small arena, and ideas on their way."""

from itertools import count

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import Sort, State
from mitmachstadt.arena.models import Arena, Idea, Sponsorship
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.contributions.actions import Said
from tests import factories as f

_numbers = count(1)
REASON = "Die Idee verkürzt die Wege im Kiez, und das ist eines der Ziele."
SHEET = {
    "problem": "Ohne Terminal wartet man zwei Stunden.",
    "concerned": "Alle, die ohne Termin kommen.",
    "solution": "Ein Terminal im Wartebereich.",
    "effect": "Wartezeit unter zwanzig Minuten.",
    "effort": "Ein Gerät, zwölf Stunden Arbeit im Monat.",
}


def arena(*goals, title="Arena Nord", opened=True, **more) -> Arena:
    """An arena that takes ideas, remarks and supports around NOW."""
    made = actions.keep_arena(
        arena=None, title=title, intro="Was fehlt in der Stadt?", goals=goals,
        visitor=f.office(), at=f.NOW - 20 * f.DAY, **more,
    )  # fmt: skip
    if opened:
        actions.open_arena(
            arena=made, opens=f.NOW - 7 * f.DAY, closes=f.NOW + 7 * f.DAY,
            answer_due=f.NOW + 40 * f.DAY, visitor=f.office(), at=f.NOW - 20 * f.DAY,
        )  # fmt: skip
    return made


def words(title="Terminal im Amt", text="Im Bürgeramt fehlt ein Terminal.", **more):
    sort = more.pop("sort", Sort.PROPOSAL)
    goals, terms = more.pop("goals", ()), more.pop("terms", ())
    said = Said(text=text, title=title, submission=f"{next(_numbers):032x}", **more)
    return actions.IdeaWords(said=said, sort=sort, goals=goals, terms=terms)


def idea(inside: Arena, title="Terminal im Amt", *, by=None, at=f.NOW, **more) -> Idea:
    """A public idea; somebody signed in brings it."""
    done = actions.submit_idea(
        arena=inside, words=words(title, **more), visitor=by or f.citizen(), at=at
    )
    return Idea.objects.select_related("node", "arena__node").get(pk=done.node.pk)


def sponsored(one: Idea, who=None) -> Sponsorship:
    """Somebody takes responsibility."""
    person = who or f.person("Kim")
    return Sponsorship.objects.create(
        idea=one, person=person, name=person.name, since=f.NOW, renewed=f.NOW
    )


def fresh(one: Idea) -> Idea:
    return Idea.objects.select_related("node", "arena__node").get(pk=one.pk)


def move(one: Idea, to: State, **more) -> Idea:
    more.setdefault("visitor", f.office())
    actions.move_idea(idea=one, to=to, at=more.pop("at", f.NOW), **more)
    return fresh(one)


def ready_for_assessment(one: Idea) -> Idea:
    """With a sponsor, a full fact sheet, a target, moved on step by step."""
    from mitmachstadt.arena.enums import Target

    sponsored(one)
    goals = goals_of(one.arena)
    if goals and not one.node.traces_forward.exists():
        actions.pay_into(idea=one, goals=[(goals[0], REASON)], visitor=f.office(), at=f.NOW)
    actions.write_sheet(idea=one, parts=SHEET, seen=0, visitor=f.office(), at=f.NOW)
    actions.aim_at(idea=one, target=Target.DECENTRAL, visitor=f.office(), at=f.NOW)
    move(one, State.DEVELOPMENT)
    move(one, State.FACT_SHEET)
    return move(one, State.ASSESSMENT)
