"""What somebody gets of rows that are about two people: their own words, not the other's."""

import pytest

from mitmachstadt.contributions.actions import appeal, decide_appeal
from mitmachstadt.contributions.models import Claim, Report
from mitmachstadt.data_protection.queries import parts_of_node, parts_of_person
from mitmachstadt.outreach.models import Entry
from mitmachstadt.people.actions import ask_to_speak, decline_request
from tests import factories as f
from tests.outreach import cities

pytestmark = pytest.mark.django_db


def rows_of(parts, model):
    return [row for part in parts if part.declared.model == model for row in part.rows()]


def of(visitor, model):
    return rows_of(parts_of_person(visitor.person), model)


def test_the_author_gets_the_words_of_an_appeal_and_whoever_decided_only_the_decision():
    author, judge = f.citizen("Autorin"), f.moderator("Zweite Moderation")
    made = f.hidden(f.remark(f.open_passage(), by=author))
    appeal(node=made, visitor=author, text="Das war Spaß.", at=f.NOW)
    decide_appeal(node=made, visitor=judge, grant=False, reason="Nein.", at=f.NOW)
    [mine], [judged] = of(author, "contributions.Appeal"), of(judge, "contributions.Appeal")
    assert (mine["text"], mine["reason"], mine["by"]) == ("Das war Spaß.", "Nein.", None)
    assert (judged["text"], judged["reason"], judged["by"]) == (None, "Nein.", "selbst")
    [with_code] = rows_of(parts_of_node(made), "contributions.Appeal")
    assert with_code["text"] == "Das war Spaß."


def test_whoever_asked_to_speak_gets_their_proof_and_whoever_declined_does_not():
    me, boss = f.citizen(), f.administrator()
    asked = ask_to_speak(
        name="Turnverein", function="Kasse", proof="Registerauszug", visitor=me, at=f.NOW
    )
    decline_request(request=asked, reason="Unbekannt.", visitor=boss, at=f.NOW)
    [mine], [declined] = of(me, "people.SpeakingRequest"), of(boss, "people.SpeakingRequest")
    assert (mine["proof"], mine["reason"], mine["decided_by"]) == (
        "Registerauszug", "Unbekannt.", None,
    )  # fmt: skip
    assert (declined["proof"], declined["name"], declined["person"]) == (None, None, None)
    assert (declined["reason"], declined["decided_by"]) == ("Unbekannt.", "selbst")


def test_an_author_learns_that_they_were_reported_but_not_in_whose_words():
    author, looks = f.citizen("Autorin"), f.moderator()
    made = f.remark(f.open_passage(), by=author)
    Report.objects.create(key="k", node=made, reason="insult", text="Wie immer.", at=f.NOW)
    Claim.objects.create(node=made, by=looks.person, at=f.NOW)
    [told] = of(author, "contributions.Report")
    assert told["reason"] == "insult" and "text" not in told
    assert of(author, "contributions.Claim") == []
    assert len(of(looks, "contributions.Claim")) == 1


def test_a_helper_gets_what_they_typed_and_whoever_said_it_does_not_learn_by_whom():
    typing = cities.helper()
    node = cities.entered(cities.occasion(by=typing), by=typing).node
    assert of(typing, "outreach.Entry")[0]["by"] == "selbst"
    assert rows_of(parts_of_node(node), "outreach.Entry")[0]["by"] is None
    assert Entry.objects.get().by == typing.person
