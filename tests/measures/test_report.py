"""Progress reports: frozen, two pages, with what changed and what has to be decided."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.ledger.models import Entry
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Health, Phase, State
from mitmachstadt.measures.errors.reporting import LabelMissing, LabelTaken, LabelTooLong
from mitmachstadt.measures.models import (
    BudgetLine,
    Lesson,
    Measure,
    MeasureReport,
    MilestoneMove,
    PhaseChange,
    Risk,
)
from mitmachstadt.measures.queries.report import NAMED, content_now, content_of
from mitmachstadt.nodes.enums import Visibility
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import RESOURCED, TODAY, City, city, decentral
from tests.measures.portfolio import copied, measure, milestone
from tests.methods.tagged_pdf.reading import pages, roles

pytestmark = pytest.mark.django_db
LATER = NOW + 60 * DAY


@pytest.fixture
def here(time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    return city()


def made(here: City, label: str = "Herbst", at=NOW) -> MeasureReport:
    return actions.make_report(label=label, visitor=here.office, at=at)


def changes(here: City, last: MeasureReport):
    return content_now(last, at=LATER)["changes"]


def titles(found):
    return [each["title"] for each in found["items"]]


def test_figures_count_by_type_phase_and_status_with_copies_apart(here):
    first = measure(here.unit, phase=Phase.PILOT, state=State.RUNNING)
    copied(first, measure(here.unit, phase=Phase.PILOT, state=State.PLANNED))
    measure(here.unit, phase=Phase.SCALING, state=State.FINISHED)
    BudgetLine.objects.create(measure=first, title="A", year=2026, requested=500, approved=300)
    figures = content_of(made(here))["figures"]
    assert figures["total"] == [2, 1]
    assert figures["phases"]["3"] == [1, 1] and figures["phases"]["5"] == [1, 0]
    assert figures["states"]["running"] == [1, 0] and figures["states"]["planned"] == [0, 1]
    assert figures["money"] == {"requested": 500, "approved": 300, "spent": None}


def test_first_report_compares_with_nothing(here):
    assert content_of(made(here))["changes"] is None


def test_changes_since_the_last_report(here):
    gone, moved = measure(here.unit, "Läuft aus"), measure(here.unit, "Kommt voran")
    late, done = milestone(moved, TODAY, None, "Spät"), milestone(moved, TODAY, None, "Fertig")
    before = milestone(moved, TODAY, TODAY, "Schon da")
    last = made(here)
    measure(here.unit, "Neu dabei")
    Measure.objects.filter(pk=gone.pk).update(state=State.STOPPED)
    PhaseChange.objects.create(measure=moved, before=3, after=4, reason="Es trägt.", on=TODAY)
    MilestoneMove.objects.create(
        milestone=late, before=TODAY, after=TODAY + DAY, reason="Lieferung", on=TODAY
    )
    type(done).objects.filter(pk=done.pk).update(reached=TODAY)
    found = changes(here, last)
    assert titles(found["new"]) == ["Neu dabei"]
    assert [(e["title"], e["state"]) for e in found["over"]["items"]] == [("Läuft aus", "stopped")]
    assert [e["reason"] for e in found["phase"]["items"]] == ["Es trägt."]
    assert titles(found["reached"]) == ["Fertig"] and before
    assert [e["reason"] for e in found["moved"]["items"]] == ["Lieferung"]


def test_nothing_is_told_twice_and_nothing_of_the_same_day_is_lost(here):
    moved = measure(here.unit)
    first = made(here)
    PhaseChange.objects.create(measure=moved, before=3, after=4, reason="Es trägt.", on=TODAY)
    second = made(here, "Am selben Tag")
    assert content_of(second)["changes"]["phase"]["count"] == 1 and first.day == second.day
    assert changes(here, second)["phase"]["count"] == 0


def test_decisions_are_open_gates_old_blockers_and_overdue_milestones(here):
    lacking = measure(here.unit, "Lückenhaft", phase=Phase.SCALING)
    over = measure(here.unit, "Vorbei", state=State.FINISHED)
    for days, text in ((31, "zu lange"), (30, "noch nicht")):
        Risk.objects.create(
            measure=lacking, text=text, blocks=True, owner=here.unit,
            since=TODAY - timedelta(days=days),
        )  # fmt: skip
    Risk.objects.create(measure=over, text="egal", blocks=True, owner=here.unit,
                        since=TODAY - 99 * DAY)  # fmt: skip
    milestone(lacking, TODAY - DAY, None, "Überfällig")
    milestone(lacking, TODAY, None, "Heute")
    milestone(over, TODAY - DAY, None, "Entfallen")
    found = content_of(made(here))["decisions"]
    assert (
        titles(found["gates"]) == ["Lückenhaft"]
        and "problem" in found["gates"]["items"][0]["needs"]
    )
    assert [(e["text"], e["days"]) for e in found["blockers"]["items"]] == [("zu lange", 31)]
    assert titles(found["overdue"]) == ["Überfällig"]


def test_lessons_are_those_since_the_last_report_and_hidden_measures_are_left_out(here):
    open_one, hidden = measure(here.unit, "Offen"), measure(here.unit, "Verborgen")
    hidden.node.visibility = Visibility.HIDDEN
    hidden.node.save()
    for each in (open_one, hidden):
        Lesson.objects.create(measure=each, tried="A", happened="B", changes="C", on=TODAY)
    last = made(here)
    assert titles(content_of(last)["lessons"]) == ["Offen"]
    assert "Verborgen" not in last.content
    Lesson.objects.create(measure=open_one, tried="D", happened="E", changes="F", on=TODAY)
    again = content_now(last, at=LATER)["lessons"]
    assert [e["happened"] for e in again["items"]] == ["E"]


def test_report_never_changes_afterwards(here, client):
    kept = decentral(here, RESOURCED, phase=Phase.PILOT)
    milestone(kept, TODAY - DAY)
    report = made(here)
    addresses = [f"/de/massnahmen/bericht/{report.number}{end}" for end in ("/", ".pdf")]
    before = [client.get(address).content for address in addresses]
    actions.say_status(
        measure=kept, state=State.STOPPED, health=Health.RED, words="Das Geld fehlt.",
        visitor=here.office, at=NOW + DAY,
    )  # fmt: skip
    kept.node.title = "Ganz anders"
    kept.node.save()
    forget_pages()
    assert [client.get(address).content for address in addresses] == before
    again = MeasureReport.objects.get(pk=report.pk)
    assert (again.content, again.digest) == (report.content, report.digest)


def test_register_keeps_the_digest(here):
    report = made(here)
    entry = Entry.objects.get(kind="measure-report.made")
    assert entry.subject == f"report-{report.number}" and len(report.digest) == 64


def test_label_is_needed_short_and_given_once(here):
    made(here, "Herbst 2026")
    for label, refusal in ((" ", LabelMissing), ("x" * 201, LabelTooLong),
                           ("HERBST  2026", LabelTaken)):  # fmt: skip
        with pytest.raises(refusal):
            made(here, label)
    assert MeasureReport.objects.count() == 1


def test_only_the_office_makes_reports(here):
    for visitor in (here.worker, here.member, f.moderator()):
        with pytest.raises(Refusal):
            actions.make_report(label="Herbst", visitor=visitor, at=NOW)
    assert not MeasureReport.objects.exists()


def test_desk_makes_one_and_leads_to_it(here, client):
    client.force_login(here.office.person)
    address = "/de/buero/massnahmen/bericht/"
    assert "Noch gibt es" not in client.get(address).content.decode()
    answer = client.post(address, {"label": "Herbst"})
    assert answer.status_code == 302 and answer.url == "/de/massnahmen/bericht/1/"
    taken = client.post(address, {"label": "herbst"})
    assert taken.status_code == 409 and "gibt es schon" in taken.content.decode()
    assert "Er vergleicht mit „Herbst“" in client.get(address).content.decode()


def crowded(here: City, times: int) -> None:
    """So much of everything, with long words."""
    long = "Straßenbegleitgrünflächenbewässerung Größe Übergänge „Zitat“ – " * 2
    for number in range(times):
        each = measure(here.unit, f"{number} {long}"[:190], phase=Phase.SCALING)
        Risk.objects.create(measure=each, text=long, blocks=True, owner=here.unit,
                            since=TODAY - 99 * DAY)  # fmt: skip
        Lesson.objects.create(measure=each, tried=long, happened=long * 3, changes=long * 3,
                              on=TODAY)  # fmt: skip
        PhaseChange.objects.create(measure=each, before=4, after=5, reason=long, on=TODAY)
        late = milestone(each, TODAY - DAY, None, f"{number} {long}"[:190])
        milestone(each, TODAY - DAY, TODAY, f"{number} {long}"[:190])
        MilestoneMove.objects.create(
            milestone=late, before=TODAY, after=TODAY - DAY, reason=long, on=TODAY
        )


def test_full_report_names_some_and_counts_all(here):
    made(here, "Zuerst")
    crowded(here, 12)
    content = content_of(made(here))
    for name, found in {**content["changes"], **content["decisions"]}.items():
        if name != "over":
            assert (found["count"], len(found["items"])) == (12, NAMED[name]), name
    assert content["lessons"]["count"] == 12


def test_document_has_headings_words_and_its_language(here, client):
    crowded(here, 2)
    number = made(here).number
    answer = client.get(f"/de/massnahmen/bericht/{number}.docx")
    document = Document(io.BytesIO(answer.content))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    assert "Worüber zu entscheiden ist" in said and "Straßenbegleitgrünflächen" in said
    assert document.core_properties.language == "de"
    assert document.tables[0].rows[0].cells[0].text == "Maßnahmen"


@pytest.mark.parametrize("times", [1, 3])
def test_pages_take_as_many_statements_for_one_as_for_three(here, client, times):
    for number in range(times):
        crowded(here, times)
        report = made(here, f"Bericht {number}")
    for address, most in ((f"{report.number}/", 1), ("", 1), (f"{report.number}.pdf", 1)):
        forget_pages()
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(f"/de/massnahmen/bericht/{address}")
        assert answer.status_code == 200 and len(counted) == most, address
        assert len(answer.content) < (200_000 if address.endswith("pdf") else 60_000)


@pytest.mark.parametrize("times", [1, 3])
def test_making_takes_as_many_statements_for_one_as_for_three(here, times):
    made(here, "Zuerst")
    crowded(here, times)
    with CaptureQueriesContext(connection) as counted:
        made(here)
    assert len(counted) == 27


@pytest.mark.parametrize("number", ["7", "99999999999999999999"])
def test_report_that_there_is_not_is_not_found(here, client, number):
    for end in ("/", ".pdf", ".docx"):
        assert client.get(f"/de/massnahmen/bericht/{number}{end}").status_code == 404


def test_pdf_has_two_pages_however_much_there_is_and_says_it_in_words(here, client):
    made(here, "Zuerst")
    crowded(here, 12)
    answer = client.get(f"/de/massnahmen/bericht/{made(here).number}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    said = pages(answer.content)
    assert len(said) == 2
    words = " ".join(" ".join(said).split())
    for each in ("Fortschritt der Maßnahmen: Herbst", "Worüber zu entscheiden ist",
                 "Meilensteine überfällig (12)", "Straßenbegleitgrünflächenbewässerung",
                 "21. November 2026"):  # fmt: skip
        assert each in words
    assert {"H1", "H2", "H3", "P", "L", "Table"} <= set(roles(answer.content))
