"""What is taken off a measure's desk again: involvements, evidence, packages, commitments."""

import pytest
from django.utils import timezone

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.models import Entry
from mitmachstadt.measures import actions
from mitmachstadt.measures import errors as e
from mitmachstadt.measures.models import SelfCommitment
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import LONG, TODAY, City, city, committed, full, network

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    return city()


def desk_of(measure) -> str:
    return f"/de/verwaltung/massnahmen/{measure.node.public_id}/"


def test_somebody_takes_part_no_longer(here, client):
    measure = full(here)
    row = measure.involvements.get()
    address = f"{desk_of(measure)}beteiligte-ende/"
    client.force_login(here.worker.person)
    assert "Verein 0: erprobt" in client.get(address).content.decode()
    for wrong in ("", "0", "x", "\x00", "99999999999999999999"):
        assert client.post(address, {"involved": wrong}).status_code == 400
    client.force_login(here.member.person)
    assert client.post(address, {"involved": row.pk}).status_code == 403
    client.force_login(here.worker.person)
    assert client.post(address, {"involved": row.pk}).status_code == 302
    assert not measure.involvements.exists()
    assert client.post(address, {"involved": row.pk}).status_code == 400


def test_package_is_finished_once(here, client):
    measure = full(here)
    package = measure.iterations.get().packages.get()
    address = f"{desk_of(measure)}paket/"
    client.force_login(here.worker.person)
    assert "Sensoren einbauen" in client.get(address).content.decode()
    assert client.post(address, {"package": package.pk}).status_code == 302
    package.refresh_from_db()
    assert package.done == TODAY
    answer = client.post(address, {"package": package.pk})
    assert answer.status_code == 400
    with pytest.raises(e.PackageDone):
        actions.finish_package(package=package, visitor=here.office, at=NOW)
    said = client.get(f"/de/n/{measure.node.public_id}/").content.decode()
    assert "fertig am 21. November 2026" in said


def test_package_of_another_measure_is_not_finished_here(here, client):
    one, other = full(here), full(here)
    package = other.iterations.get().packages.get()
    client.force_login(here.worker.person)
    assert client.post(f"{desk_of(one)}paket/", {"package": package.pk}).status_code == 400
    package.refresh_from_db()
    assert package.done is None


def test_evidence_that_does_not_hold_is_taken_off(here, client):
    committed(here)
    measure = network(here)
    made = actions.check_item(
        measure=measure, number=1, evidence="Bericht im Netz", visitor=here.member, at=NOW
    )
    address = f"{desk_of(measure)}beleg-streichen/"
    client.force_login(here.worker.person)
    assert client.post(address, {"item": made.pk}).status_code == 403
    client.force_login(here.member.person)
    assert "Bericht im Netz" in client.get(address).content.decode()
    assert client.post(address, {"item": made.pk + 1}).status_code == 400
    assert client.post(address, {"item": made.pk}).status_code == 302
    assert not measure.checked.exists()


def test_commitment_is_ended_with_a_reason_by_who_speaks_for_it_or_the_office(here, client):
    committed(here)
    measure = network(here)
    address = f"/de/verwaltung/massnahmen/zusage/{here.club.public_id}/beenden/"
    for stranger in (here.worker, f.citizen()):
        client.force_login(stranger.person)
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": LONG}).status_code == 403
        assert "Unterschriebene" not in client.get("/de/verwaltung/massnahmen/").content.decode()
    client.force_login(here.member.person)
    for page in ("/de/verwaltung/massnahmen/", desk_of(measure)):
        assert address in client.get(page).content.decode(), page
    said = client.get(address).content.decode()
    assert "Fassung „2026“" in said
    for reason, words in (("", "füllen Sie"), ("tbd", "den Grund"), ("x" * 501, "500")):
        answer = client.post(address, {"reason": reason})
        assert answer.status_code == 400 and words in answer.content.decode(), reason
    assert client.post(address, {"reason": LONG}).status_code == 302
    row = SelfCommitment.objects.get()
    assert (row.ended, row.ended_because) == (timezone.localdate(NOW), LONG)
    assert client.get(address).status_code == 404
    assert "Unterschriebene" not in client.get("/de/verwaltung/massnahmen/").content.decode()


def test_office_ends_the_commitment_of_an_organisation(here, client):
    committed(here)
    address = f"/de/verwaltung/massnahmen/zusage/{here.club.public_id}/beenden/"
    client.force_login(here.office.person)
    assert client.post(address, {"reason": LONG}).status_code == 302
    assert SelfCommitment.objects.get().ended
    assert client.get("/de/verwaltung/massnahmen/zusage/gibtesnich/beenden/").status_code == 404


def told(kind: str) -> list[dict]:
    """What the register tells of it."""
    found = Entry.objects.filter(kind=kind).select_related("payload").order_by("pk")
    return [each.payload.content for each in found]


def test_register_tells_of_everything_that_was_ended(here):
    committed(here)
    checked, measure = network(here), full(here)
    row, package = measure.involvements.get(), measure.iterations.get().packages.get()
    by = {"visitor": here.office, "at": NOW}
    actions.end_involvement(involvement=row, **by)
    assert told("measure.left") == [{"organisation": row.organisation.public_id}]
    actions.finish_package(package=package, **by)
    assert told("measure.package-done") == [{"title": package.title}]
    item = actions.check_item(measure=checked, number=2, evidence="Bericht im Netz", **by)
    actions.uncheck_item(item=item, **by)
    assert told("measure.unchecked") == [{"number": 2}]
    signed = SelfCommitment.objects.get()
    actions.end_commitment(commitment=signed, reason=LONG, **by)
    assert told("commitment.ended") == [{"reason": LONG}]


def test_strangers_end_nothing_of_a_measure(here):
    committed(here)
    checked, measure = network(here), full(here)
    item = actions.check_item(
        measure=checked, number=1, evidence="Bericht im Netz", visitor=here.member, at=NOW
    )
    row, package = measure.involvements.get(), measure.iterations.get().packages.get()
    by = {"visitor": f.citizen(), "at": NOW}
    for ending in (
        lambda: actions.end_involvement(involvement=row, **by),
        lambda: actions.finish_package(package=package, **by),
        lambda: actions.uncheck_item(item=item, **by),
    ):
        with pytest.raises(Refusal):
            ending()
    package.refresh_from_db()
    assert package.done is None
    assert measure.involvements.exists() and checked.checked.exists()
    for kind in ("left", "package-done", "unchecked"):
        assert told(f"measure.{kind}") == []
