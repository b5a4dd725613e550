"""A long list is taken over by the worker, part by part: every entry once, whatever happens."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from mitmachstadt.ledger.models import Entry
from mitmachstadt.measures import actions, tasks
from mitmachstadt.measures.enums import Fate
from mitmachstadt.measures.errors import ListBeingRead, OwnerHasEnded
from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from mitmachstadt.people.models import GroupMembership, Person
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import City, city
from tests.measures.lists import BENCHES, HEAD, OURS, fates, hold, read_in, rows

pytestmark = pytest.mark.django_db
ADDRESS = "/de/verwaltung/massnahmen/einlesen/"
REPORT = f"{ADDRESS}bericht.csv"
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def here(monkeypatch, time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    for module in ("importing", "looking"):
        monkeypatch.setattr(f"mitmachstadt.measures.actions.{module}.READ_AT_ONCE", 2)
    return city()


@pytest.fixture
def desk(here, client):
    client.force_login(here.office.person)
    return client


def asked() -> list[dict]:
    """What the worker was asked to do, in the order of it."""
    found = DBTaskResult.objects.filter(task_path=tasks.go_on_reading.module_path)
    return sorted((each.args_kwargs["kwargs"] for each in found), key=lambda each: each["batch"])


def next_part(at=NOW) -> int:
    """What a worker does with the last task."""
    return actions.go_on_reading(**asked()[-1], at=at)


def test_list_of_five_is_one_click_and_three_parts(here):
    assert read_in(here, rows(5)) is None
    assert not Measure.objects.exists() and len(asked()) == 1
    held = HeldList.objects.get()
    assert (held.expected, held.moved) == (5, NOW)
    assert [next_part() for _ in range(3)] == [2, 2, 1]
    assert len(asked()) == 3 and HeldList.objects.get().moved is None
    assert Measure.objects.count() == ImportedMeasure.objects.count() == 5
    assert Entry.objects.filter(kind="measures.imported").count() == 3
    look = actions.look_at_list(visitor=here.office, at=NOW)
    assert fates(look) == [Fate.TAKEN] * 5


def test_task_calls_the_action_with_the_time_of_now(here):
    read_in(here, rows(3))
    assert tasks.go_on_reading.func(**asked()[-1]) == 2


def test_part_that_is_run_again_does_nothing_and_asks_for_nothing(here):
    read_in(here, rows(5))
    first = asked()[0]
    assert next_part() == 2
    assert actions.go_on_reading(**first, at=NOW) == 0
    assert Measure.objects.count() == 2 and len(asked()) == 2


def test_part_that_fails_in_the_middle_leaves_nothing_and_is_whole_next_time(here, monkeypatch):
    read_in(here, rows(5))
    with monkeypatch.context() as broken:
        broken.setattr("mitmachstadt.measures.actions.importing.enqueue", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            next_part()
    assert not Measure.objects.exists() and len(asked()) == 1
    assert [next_part() for _ in range(3)] == [2, 2, 1]


def test_second_click_asks_for_nothing_more_unless_it_stands_still(here):
    read_in(here, rows(5))
    almost = LATER - timedelta(seconds=1)
    assert actions.import_measures(visitor=here.office, at=almost) is None
    assert len(asked()) == 1
    old = asked()[0]
    assert actions.import_measures(visitor=here.office, at=LATER) is None
    assert len(asked()) == 2 and asked()[1]["batch"] == old["batch"] + 1
    # The worker comes back and finds both.
    assert actions.go_on_reading(**old, at=LATER) == 0
    assert [next_part(LATER) for _ in range(3)] == [2, 2, 1]


def test_two_people_with_the_same_list_bring_each_entry_once_and_each_has_a_report(here):
    other = f.office("T. Zweite")
    for visitor in (here.office, other):
        hold(visitor, rows(5))
        assert actions.import_measures(visitor=visitor, at=NOW) is None
    first, second = asked()
    for each in (first, second, {**first, "batch": 2}, {**second, "batch": 2}):
        actions.go_on_reading(**each, at=NOW)
    assert Measure.objects.count() == 5
    assert not HeldList.objects.exclude(moved=None).exists()
    reports = [fates(actions.look_at_list(visitor=v, at=NOW)) for v in (here.office, other)]
    assert sorted(each.count(Fate.TAKEN) for each in reports) == [2, 3]
    assert all(each.count(Fate.TAKEN) + each.count(Fate.KNOWN) == 5 for each in reports)


def test_whoever_may_read_in_no_more_ends_it(here):
    read_in(here, rows(5))
    assert next_part() == 2
    GroupMembership.objects.filter(person=here.office.person).update(until=NOW)
    assert next_part() == 0
    assert Measure.objects.count() == 2 and HeldList.objects.get().moved is None
    assert len(asked()) == 2
    # Whoever has the role again goes on where it ended.
    GroupMembership.objects.filter(person=here.office.person).update(until=None)
    assert actions.import_measures(visitor=here.office, at=NOW) is None
    assert [next_part(), next_part()] == [2, 1]


def test_account_that_is_closed_ends_it(here):
    read_in(here, rows(5))
    Person.objects.filter(pk=here.office.person.pk).update(is_active=False)
    assert next_part() == 0
    assert not Measure.objects.exists() and HeldList.objects.get().moved is None


def test_stopped_list_goes_on_with_the_next_click_and_one_put_away_never(here):
    read_in(here, rows(7))
    assert next_part() == 2
    actions.stop_reading(visitor=here.office)
    assert next_part() == 0 and Measure.objects.count() == 2
    assert actions.import_measures(visitor=here.office, at=NOW) is None
    assert HeldList.objects.get().expected == 7
    assert next_part() == 2
    actions.put_list_away(visitor=here.office)
    assert next_part() == 0 and Measure.objects.count() == 4


def test_somebody_else_stops_nothing(here):
    read_in(here, rows(5))
    actions.stop_reading(visitor=f.office("T. Zweite"))
    assert next_part() == 2


def test_another_list_takes_its_place_only_when_it_is_over(here):
    read_in(here, rows(3))
    with pytest.raises(ListBeingRead, match="halten Sie es an"):
        hold(here.office, BENCHES)
    assert [next_part(), next_part()] == [2, 1]
    assert read_in(here, BENCHES, source="Neu") == 1
    assert fates(actions.look_at_list(visitor=here.office, at=NOW)) == [Fate.TAKEN]


def test_list_that_no_longer_reads_ends_it_and_is_told_on_the_page(here, desk):
    read_in(here, rows(5))
    HeldList.objects.update(content=b"%PDF \x00")
    assert next_part() == 0 and HeldList.objects.get().moved is None
    assert "keine Textdatei" in desk.get(ADDRESS).content.decode()
    answer = desk.get(REPORT)
    assert answer.status_code == 400 and "keine Textdatei" in answer.content.decode()


def test_row_that_is_refused_only_when_its_turn_comes_stays_out_and_stops_nobody(here, monkeypatch):
    from mitmachstadt.measures.actions import importing

    real = importing.start_measure

    def start(*, content, **rest):
        made = real(content=content, **rest)
        if content.title == "Ort 1":
            raise OwnerHasEnded(name="Amt am Ziel")
        return made

    monkeypatch.setattr(importing, "start_measure", start)
    read_in(here, rows(5))
    assert [next_part(), next_part(), next_part()] == [1, 2, 1]
    look = actions.look_at_list(visitor=here.office, at=NOW)
    assert fates(look) == [Fate.TAKEN, Fate.LEFT_OUT, *[Fate.TAKEN] * 3]
    assert "Ziel" in look.outcomes[1].words
    assert not Measure.objects.filter(node__title="Ort 1").exists()


def test_what_was_read_in_before_is_not_said_to_come_from_this_list(here):
    assert read_in(here, rows(2)) == 2
    hold(here.office, rows(2).replace("Ort 1;;", "Ort 1;Hier;"))
    assert fates(actions.look_at_list(visitor=here.office, at=NOW)) == [Fate.KNOWN, Fate.CHANGED]


def test_page_shows_how_far_it_is_and_the_report_at_the_end(here, desk, time_machine):
    hold(here.office, f"{rows(3)}9;N.N.;;;{OURS}\n")
    html = desk.post(ADDRESS, {"read": "1"}, follow=True).content.decode()
    assert 'max="3" value="0"' in html and "0 von 3 Maßnahmen" in html
    assert 'http-equiv="refresh"' in html and "Jetzt neu laden" in html
    assert "anstoßen" not in html and "Datei wählen" not in html
    next_part()
    assert 'max="3" value="2"' in desk.get(ADDRESS).content.decode()
    time_machine.move_to(LATER, tick=False)
    html = desk.get(ADDRESS).content.decode()
    assert "nicht weiter" in html and "Noch einmal anstoßen" in html
    next_part(LATER)
    html = desk.get(ADDRESS).content.decode()
    assert "Bericht vom Einlesen" in html and 'http-equiv="refresh"' not in html
    assert "übernommen</a>: 3" in html and "nicht übernommen</a>: 1" in html


def test_stop_at_the_desk(here, desk):
    hold(here.office, rows(5))
    desk.post(ADDRESS, {"read": "1"})
    html = desk.post(ADDRESS, {"stop": "1"}, follow=True).content.decode()
    assert "5 Maßnahmen übernehmen" in html and next_part() == 0


def test_upload_while_another_is_read_in_says_why_not(here, desk):
    hold(here.office, rows(5))
    desk.post(ADDRESS, {"read": "1"})
    given = {"file": SimpleUploadedFile("b.csv", BENCHES.encode()), "source": "Neu"}
    answer = desk.post(ADDRESS, {**given, "type": "decentral"})
    html = answer.content.decode()
    assert answer.status_code == 409 and "wird gerade eingelesen" in html
    assert 'http-equiv="refresh"' not in html


@pytest.mark.parametrize("number", [3, 9])
def test_progress_takes_as_many_statements_for_few_as_for_many(here, desk, number):
    hold(here.office, rows(number))
    desk.post(ADDRESS, {"read": "1"})
    next_part()
    with CaptureQueriesContext(connection) as counted:
        assert len(desk.get(ADDRESS).content) < 60_000
    assert len(counted) == 6, [each["sql"][:90] for each in counted]


def table(answer) -> list[list[str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_report_holds_every_row_and_runs_nothing_in_a_spreadsheet(here, desk):
    text = f"{rows(1)}8;=1+1;;Mitte;{OURS}\n9;@Ort;;Mitte;+49 Amt\n"
    read_in(here, text)
    answer = desk.get(REPORT)
    assert "attachment" in answer["Content-Disposition"] and "csv" in answer["Content-Type"]
    head, *lines = table(answer)
    assert head[:3] == ["Zeile", "Maßnahme", "Was daraus wird"]
    assert [each[:3] for each in lines] == [
        ["2", "Ort 0", "übernommen"], ["3", "'=1+1", "übernommen"],
        ["4", "'@Ort", "nicht übernommen"],
    ]  # fmt: skip
    assert "„+49 Amt“" in lines[2][3] and lines[2][5] == ""
    measure = Measure.objects.get(node__title="Ort 0")
    assert lines[0][5] == f"http://testserver/de/n/{measure.node.public_id}/"


def test_report_is_of_ones_own_list_alone(here, desk, client):
    assert desk.get(REPORT).status_code == 404
    hold(here.office, BENCHES)
    assert desk.get(REPORT).status_code == 200
    client.force_login(f.office("T. Zweite").person)
    assert client.get(REPORT).status_code == 404
    client.force_login(here.worker.person)
    assert client.get(REPORT).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_report_takes_as_many_statements_for_one_as_for_many(here, desk, number):
    hold(here.office, rows(number))
    with CaptureQueriesContext(connection) as counted:
        assert len(table(desk.get(REPORT))) == number + 1
    assert len(counted) == 9, [each["sql"][:90] for each in counted]


def test_head_alone_asks_the_worker_for_nothing(here):
    with pytest.raises(Exception, match="nur eine Kopfzeile"):
        hold(here.office, HEAD)
    assert asked() == []
