"""What lies at the desks: a unit's draft and template, concerns, barriers, questions, patterns."""

from datetime import date
from typing import Any

from mitmachstadt.answers import actions as answers
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.barriers.actions import keep_barrier
from mitmachstadt.barriers.calculations import Said as Barrier
from mitmachstadt.concerns.actions import submit_concern
from mitmachstadt.concerns.enums import About
from mitmachstadt.contributions.actions import PatternWords, enter_pattern
from mitmachstadt.contributions.enums import PatternKind
from mitmachstadt.formats.actions import record_involvement
from mitmachstadt.help.actions import keep_question
from mitmachstadt.help.calculations import Asked
from mitmachstadt.measures import actions as doing
from mitmachstadt.measures.enums import MeasureType
from mitmachstadt.measures.rules.contents import Content
from mitmachstadt.outreach.actions import open_kiosk
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.places.actions import keep_place
from mitmachstadt.places.calculations import Described as Place
from mitmachstadt.responsibilities.actions import enter_responsibility, hand_over
from tests import factories as f
from tests.factories import DAY, NOW
from tests.outreach import cities

TODAY = NOW.date()
LONG_AGO = NOW - 100 * DAY


def answering(
    passage: Any, worker: Person, unit: Organisation, other: Organisation
) -> dict[str, Any]:
    """A draft of a unit, for which it asked another one for a part and for its signature."""
    by = f.visitor(worker)
    about = f.remark(passage, "Und an die Wege im Park.", by=f.citizen())
    hand_over(nodes=[about], unit=unit, reason="Radwege.", visitor=f.office(), at=NOW)
    words = answers.Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)
    draft = answers.begin_draft(contributions=[about], words=words, visitor=by, at=NOW)
    part = answers.ask_for_part(
        draft=draft, unit=other, question="Was gilt im Park?", due=TODAY, visitor=by, at=NOW
    )
    signatures = answers.ask_to_sign(draft=draft, units=[other], visitor=by, at=NOW)
    template = answers.keep_template(
        name="Zuständig", text="Wir sind zuständig.", unit=unit, visitor=by, at=NOW
    )
    return {
        "answer_draft": draft,
        "part": part,
        "signature": signatures[0].pk,
        "answer_template": template,
    }


def measures(unit: Organisation) -> dict[str, Any]:
    """A measure of a unit, and one of an association that signed and is recognised."""
    by, member = f.office(), f.person("Mitglied")
    club = f.organisation("Werkstatt am Kanal", member)
    version = doing.word_principles(
        label="2026", items=[("principle", "offen und vertrauenswürdig")], visitor=by, at=LONG_AGO
    )
    version = doing.bring_into_force(version=version, visitor=by, at=LONG_AGO)
    doing.commit_to_principles(
        organisation=club, version=version, visitor=f.visitor(member), at=NOW
    )
    starting = {"visitor": by, "at": NOW, "confirmed": True}
    measure = doing.start_measure(
        type=MeasureType.DECENTRAL, owner=unit, content=Content(title="Wege im Park"), **starting
    )
    project = doing.start_measure(
        type=MeasureType.NETWORK, owner=club, content=Content(title="Werkstatt"), **starting
    )
    doing.check_item(
        measure=project, number=1, evidence="Alle Pläne liegen im Netz.", visitor=by, at=NOW
    )
    doing.recognise(
        measure=project, reason="Offen und nützlich.", contact="Büro", visitor=by, at=NOW
    )
    taken = doing.take_up(
        measure=measure, source=f.passage(), reason="Daraus ist sie entstanden.", visitor=by, at=NOW
    )
    return {
        "measure": measure.node,
        "recognised_measure": project.node,
        "measure_link": taken.pk,
    }


def duties() -> dict[str, Any]:
    """What people write to the office, and what it says to everybody."""
    by = f.office()
    says = Barrier(
        "Das Diagramm wird nicht vorgelesen.", TODAY, place="Bericht", affected=["blind"],
        alternative="Die Tabelle darunter.", planned=date(2027, 3, 31), shown=True,
    )  # fmt: skip
    asked = Asked("Mitmachen", "Wer darf mitmachen?", "Alle.", TODAY, date(2027, 11, 21))
    library = Place(name="Bücherei am Hafen", address="Hafenweg 1", services=["paper"])
    phrases = PatternWords("Werbung", PatternKind.PHRASES, phrases="gratis*")
    concern = submit_concern(
        about=About.BARRIER, text="Der Knopf hat keinen Namen.", submission="a" * 32,
        visitor=ANYONE, at=NOW,
    ).concern  # fmt: skip
    return {
        "concern": concern,
        "barrier": keep_barrier(barrier=None, says=says, visitor=by, at=NOW),
        "question": keep_question(question=None, says=asked, visitor=by, at=NOW),
        "place": keep_place(place=None, says=library, visitor=by, at=NOW),
        "pattern": enter_pattern(words=phrases, visitor=f.moderator(), at=NOW),
    }


def occasion(passage: Any, helper: Person) -> dict[str, Any]:
    """An occasion that lasts, with cards, an entry and a kiosk."""
    by = f.visitor(helper)
    made = cities.occasion(passage, by=by, ends=NOW + DAY)
    card, _ = cities.cards(made, 2)
    cities.entered(made, by=by)
    opened = open_kiosk(occasion=made, name="Eingang", visitor=by, at=NOW)
    return {"occasion": made, "sheet": card.sheet, "kiosk": opened.kiosk, "key": opened.key}


def process(edition: Any) -> dict[str, Any]:
    """A process in preparation with a phase and an invitation, and one that is open."""
    by = f.office()
    planned = f.planned_process(edition, at=NOW - 20 * DAY)
    phase = f.planned_phase(planned)
    invited = record_involvement(
        process=planned, district=f.district(), invited_on=TODAY, visitor=by, at=NOW
    )
    return {
        "process": planned.node,
        "phase": phase.pk,
        "invitation": invited.pk,
        "open_process": f.opened_process().node,
    }


def responsibility(section: Any, unit: Organisation) -> dict[str, Any]:
    rule = enter_responsibility(unit=unit, since=TODAY, visitor=f.office(), at=NOW, node=section)
    return {"responsibility": rule}
