"""Retention rules: data with limits, applied by a job with a record, safe at any moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    appeal,
    correct_remark,
    decide_appeal,
    withdraw_remark,
)
from mitmachstadt.contributions.models import (
    Appeal,
    Claim,
    Mail,
    ModerationStep,
    Receipt,
    Report,
)
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.actions import forgetting_desks, forgetting_old, retaining
from mitmachstadt.data_protection.enums import RULES, RULES_BY_CODE
from mitmachstadt.data_protection.errors import PeriodFixed, PeriodOutOfBounds
from mitmachstadt.data_protection.models import Deletion, Export, Hold, RetentionRun
from mitmachstadt.data_protection.queries import file_of, rule_in_force
from mitmachstadt.kernel.models import Forgotten
from mitmachstadt.measures.actions import hold_list
from mitmachstadt.measures.enums import MeasureType
from mitmachstadt.measures.models import HeldList
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Wording
from mitmachstadt.outreach.models import Entry
from mitmachstadt.people.actions import (
    ask_to_speak,
    close_account,
    open_account,
    take_request_back,
)
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded
from mitmachstadt.people.models import Person, SpeakingRequest
from tests import factories as f
from tests.data_protection.whole import tables_that_say
from tests.outreach import cities

pytestmark = pytest.mark.django_db


def days(code: str) -> timedelta:
    return timedelta(days=RULES_BY_CODE[code].days)


def after(code: str) -> Any:
    return f.NOW + days(code)


def mail(key: str, **more: Any) -> Mail:
    return Mail.objects.create(key=key, subject="", text="", created=f.NOW, **more)


def withdrawn() -> Any:
    made = f.submitted(f.open_passage(), by=f.citizen())
    withdraw_remark(code=made.code, at=f.NOW)
    return Receipt.objects.filter(node=made.node)


def corrected() -> Any:
    made = f.submitted(f.open_passage(), "Erst so.", by=f.citizen())
    correct_remark(code=made.code, text="Dann so.", at=f.NOW)
    return Wording.objects.filter(node=made.node)


def moderated() -> Any:
    made = f.hidden(f.remark(f.open_passage()))
    return ModerationStep.objects.filter(node=made, by__isnull=False)


def ended_hold() -> Any:
    until = f.NOW + f.DAY
    ada, chief = f.person(), f.administrator()
    actions.set_hold(person=ada, reason="Anzeige", until=until, visitor=chief, at=f.NOW)
    Hold.objects.update(at=f.NOW - f.DAY, until=f.NOW)
    return Hold.objects.all()


def written_file() -> Any:
    export = Export.objects.create(person=f.person(), form="json", asked=f.NOW, name="x.json")
    file_of(export).parent.mkdir(parents=True, exist_ok=True)
    file_of(export).write_text("{}")
    return Export.objects.all()


def keys() -> Any:
    Forgotten.objects.create(key="k" * 64, how="words", at=f.NOW)
    return Forgotten.objects.all()


def record() -> Any:
    Deletion.objects.create(choice="words", asked=f.NOW, done=f.NOW)
    return Deletion.objects.all()


def sent() -> Any:
    mail("sent")
    return Mail.objects.filter(key="sent")


def unsent() -> Any:
    mail("unsent", due=f.NOW)
    return Mail.objects.filter(key="unsent")


def appealed() -> Any:
    made = f.remark(f.open_passage(), by=f.visitor(f.person()))
    f.hidden(made)
    appeal(node=made, visitor=f.visitor(made.author), text="Das war Spaß.", at=f.NOW)
    judge = f.moderator("Zweite Moderation")
    decide_appeal(node=made, visitor=judge, grant=False, reason="Nein.", at=f.NOW)
    return Appeal.objects.exclude(text="")


def reported() -> Any:
    made = f.remark(f.open_passage())
    Report.objects.create(key="k", node=made, reason="insult", text="Frech.", at=f.NOW)
    Report.objects.create(key="open", node=made, reason="insult", text="Offen.", at=f.NOW)
    Report.objects.filter(key="k").update(settled=f.NOW)
    return Report.objects.filter(key="k").exclude(text="")


def looked_at() -> Any:
    Claim.objects.create(node=f.remark(f.open_passage()), by=f.person(), at=f.NOW)
    return Claim.objects.all()


def list_held() -> Any:
    by = {"visitor": f.office(), "at": f.NOW, "type": MeasureType.DECENTRAL, "owner": None}
    given = {"content": b"Titel\nLicht", "name": "l.csv", "kind": "", "source": "Liste"}
    hold_list(**given, **by, year=None)
    return HeldList.objects.all()


def asked_to_speak() -> Any:
    me = f.citizen()
    for name in ("Ruderclub", "Turnverein"):
        asked = ask_to_speak(name=name, function="Kasse", proof="Register", visitor=me, at=f.NOW)
    take_request_back(request=asked, visitor=me, at=f.NOW)
    return SpeakingRequest.objects.filter(name="Turnverein")


def typed() -> Any:
    cities.entered(cities.occasion())
    return Entry.objects.filter(by__isnull=False)


OLD = {
    "reports": reported,
    "claims": looked_at,
    "held-lists": list_held,
    "requests": asked_to_speak,
    "entries": typed,
    "sent-mail": sent,
    "unsent-mail": unsent,
    "receipts": withdrawn,
    "former-words": corrected,
    "moderation": moderated,
    "holds": ended_hold,
    "exports": written_file,
    "forgotten": keys,
    "records": record,
}


@pytest.mark.parametrize("code", OLD)
def test_a_rule_forgets_what_is_older_and_nothing_else_and_twice_is_once(code, settings, tmp_path):
    settings.VAR = tmp_path
    found = OLD[code]()
    assert found.count() == 1
    before = after(code) - days(code)
    forget = retaining._FORGET[code]
    assert forget(before, after(code)) == 0
    assert found.count() == 1
    assert forget(before + f.TICK, after(code) + f.TICK) == 1
    assert found.count() == 0
    assert forget(before + f.TICK, after(code) + f.TICK) == 0
    assert not list(tmp_path.glob("exports/*"))


def test_what_was_written_to_object_goes_from_the_register_too_and_the_decision_stays():
    found = appealed()
    assert tables_that_say(["Das war Spaß."])
    assert forgetting_desks.reports(f.NOW + f.TICK, after("reports")) == 1
    assert (found.count(), tables_that_say(["Das war Spaß."])) == (0, {})
    assert Appeal.objects.get().reason == "Nein."
    assert forgetting_desks.moderation(f.NOW + f.TICK, after("moderation")) == 4
    assert Appeal.objects.get().by is None


def test_what_was_written_to_object_stays_while_somebody_holds_it():
    found, until = appealed(), after("reports") + f.DAY
    author = Appeal.objects.get().node.author
    actions.set_hold(
        person=author, reason="Anzeige", until=until, visitor=f.administrator(), at=f.NOW
    )
    assert forgetting_desks.reports(f.NOW + f.TICK, after("reports")) == 0
    assert found.count() == 1


def test_words_of_what_is_hidden_go_and_decision_place_and_reason_stay():
    made = f.hidden(f.remark(f.open_passage(), "Eine Drohung."), reason="Bedroht andere.")
    at = after("hidden-words") + f.TICK
    assert forgetting_old.hidden_words(f.NOW, at) == 0
    assert forgetting_old.hidden_words(f.NOW + f.TICK, at) == 1
    left = f.fresh(made)
    assert (left.text, left.author, left.visibility) == ("", None, Visibility.HIDDEN)
    assert "Bedroht andere." in left.card and "Drohung" not in left.card
    assert forgetting_old.hidden_words(f.NOW + f.TICK, at) == 0


def test_words_of_what_is_hidden_stay_while_somebody_holds_them():
    ada = f.person("Ada")
    f.hidden(f.remark(f.open_passage(), "Eine Drohung.", by=f.visitor(ada)))
    at = after("hidden-words")
    actions.set_hold(
        person=ada, reason="Anzeige", until=at + f.DAY, visitor=f.administrator(), at=at
    )
    assert forgetting_old.hidden_words(at, at) == 0
    assert forgetting_old.hidden_words(at, at + f.DAY) == 1


def test_accounts_that_nothing_hangs_on_go_and_all_others_stay():
    idle = f.person("Nie da")
    said, role = f.person("Schrieb"), f.administrator().person
    f.remark(f.open_passage(), by=f.visitor(said))
    back = f.person("War wieder da")
    back.last_login = f.NOW
    back.save()
    at = idle.created + days("unused-accounts") + f.TICK
    actions.apply_rules(at=at)
    while actions.carry_out_waiting(at=at):
        pass
    left = set(Person.objects.values_list("name", flat=True))
    assert idle.name not in left
    assert {said.name, role.name, back.name} <= left


def test_closed_accounts_go_after_a_time_and_their_words_stay_without_a_name():
    chief, ada, berta = f.administrator(), f.person("Ada"), f.person("Berta")
    said = f.remark(f.open_passage(), "Mehr Bänke.", by=f.visitor(ada))
    f.remark(f.open_passage(), by=f.visitor(berta))
    for each in (ada, berta):
        close_account(person=each, visitor=chief, at=f.NOW)
    open_account(person=berta, visitor=chief, at=f.NOW)
    at = after("closed-accounts")
    for moment in (at, at + f.TICK):
        assert Person.objects.filter(pk=ada.pk).exists()
        actions.apply_rules(at=moment)
        actions.carry_out_waiting(at=moment)
    assert not Person.objects.filter(pk=ada.pk).exists()
    assert Person.objects.filter(pk=berta.pk).exists()
    assert (f.fresh(said).text, f.fresh(said).author_name) == ("Mehr Bänke.", "")


def test_every_rule_with_a_number_is_applied_and_each_run_is_written_down():
    done = actions.apply_rules(at=f.NOW)
    numbered = {rule.code for rule in RULES if rule.days}
    assert set(done) | retaining.ELSEWHERE == numbered
    for run in RetentionRun.objects.all():
        assert (run.at, run.ended) == (f.NOW, f.NOW)
        assert run.before == f.NOW - days(run.rule)


def test_a_run_goes_in_batches_and_one_that_was_killed_is_continued(monkeypatch):
    monkeypatch.setattr(forgetting_old, "BATCH", 2)
    for number in range(5):
        mail(f"m{number}")
    at = after("sent-mail") + f.TICK
    calls = []

    def killed(before, moment):
        calls.append(before)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return forgetting_old.sent_mail(before, moment)

    monkeypatch.setitem(retaining._FORGET, "sent-mail", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.apply_rules(at=at)
    run = RetentionRun.objects.get(rule="sent-mail")
    assert (run.count, run.ended, Mail.objects.count()) == (4, None, 1)
    monkeypatch.setitem(retaining._FORGET, "sent-mail", forgetting_old.sent_mail)
    assert actions.apply_rules(at=at)["sent-mail"] == 1
    assert sum(RetentionRun.objects.filter(rule="sent-mail").values_list("count", flat=True)) == 5


def test_with_the_clock_set_back_nothing_more_goes():
    mail("old")
    actions.apply_rules(at=after("sent-mail") + f.TICK)
    mail("new")
    for moment in (f.NOW, f.NOW - 4000 * f.DAY):
        assert set(actions.apply_rules(at=moment).values()) == {0}
    assert Mail.objects.get().key == "new"


def test_the_administration_changes_a_period_within_its_limits():
    chief = f.administrator()
    actions.change_period(code="sent-mail", days=7, visitor=chief, at=f.NOW)
    assert rule_in_force("sent-mail").days == 7
    for number in (6, 91):
        with pytest.raises(PeriodOutOfBounds):
            actions.change_period(code="sent-mail", days=number, visitor=chief, at=f.NOW)
    for code in ("sessions", "words"):
        with pytest.raises(PeriodFixed):
            actions.change_period(code=code, days=14, visitor=chief, at=f.NOW)
    with pytest.raises(RoleNeeded):
        actions.change_period(code="sent-mail", days=8, visitor=f.office(), at=f.NOW)
    assert rule_in_force("sent-mail").days == 7


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_usual_number_of_a_rule_lies_within_its_limits(rule):
    assert rule.least <= rule.days <= rule.most


def test_administrators_change_auditors_read_and_others_see_no_records(client):
    address = reverse("retention")
    assert client.get(address).status_code == 302
    actions.apply_rules(at=f.NOW)
    for role, sees, changes in (
        (BuiltInGroup.ADMINISTRATOR, 200, 302),
        (BuiltInGroup.AUDITOR, 200, 403),
        (BuiltInGroup.OFFICE, 403, 403),
    ):
        client.force_login(f.person(str(role), role))
        page = client.get(address)
        assert page.status_code == sees
        assert ("Speichern" in page.content.decode()) == (changes == 302)
        sent = client.post(address, {"rule": "sent-mail", "days": "10"})
        assert sent.status_code == changes
    client.force_login(f.person("Chef", BuiltInGroup.ADMINISTRATOR))
    for wrong in ({"rule": "nothing", "days": "9"}, {"rule": "sent-mail", "days": "x"}):
        assert client.post(address, wrong).status_code == 400


def test_the_page_takes_as_many_queries_with_three_runs(client, django_assert_num_queries):
    client.force_login(f.person("Chef", BuiltInGroup.ADMINISTRATOR))
    address = reverse("retention")
    for runs in (1, 3):
        while RetentionRun.objects.count() < runs:
            RetentionRun.objects.create(rule="records", at=f.NOW, before=f.NOW, count=1)
        with django_assert_num_queries(6):
            client.get(address)


def test_everybody_reads_the_periods_in_force_on_the_privacy_page():
    actions.change_period(code="receipts", days=33, visitor=f.administrator(), at=f.NOW)
    page = Client().get(reverse("privacy")).content.decode()
    assert "33 Tage nach dem Zurückziehen" in page
    assert all(str(rule.what) in page for rule in RULES)
