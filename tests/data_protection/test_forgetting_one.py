"""What an author may have deleted: contributions of their own, and not the city's words."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.errors import NothingToForget, WordsOfAnOrganisation
from mitmachstadt.data_protection.models import Deletion
from mitmachstadt.kernel.forgetting import remember_forgetting
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Visibility
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from tests import factories as f

pytestmark = pytest.mark.django_db


def forget(client, node, choice):
    return client.post(reverse("forget", args=[node.public_id]), {"choice": choice})


@pytest.mark.parametrize("choice", ["words", "nameless"])
@pytest.mark.parametrize("kind", sorted(set(Kind) - set(CONTRIBUTIONS)))
def test_nothing_but_a_contribution_is_forgotten_by_its_author(client, kind, choice):
    ada = f.person("Ada", BuiltInGroup.OFFICE)
    made = f.node(kind=kind, author=ada, author_name="Ada", text="Die Stadt sagt etwas.")
    client.force_login(ada)
    assert client.get(reverse("forget", args=[made.public_id])).status_code == 403
    assert forget(client, made, choice).status_code == 403
    with pytest.raises(NothingToForget):
        actions.ask_to_forget(node=made, choice=choice, at=f.NOW)
    left = f.fresh(made)
    assert (left.text, left.author_name) == ("Die Stadt sagt etwas.", "Ada")
    assert not Entry.objects.filter(kind="remark.renamed").exists()
    assert not Deletion.objects.exists()


def test_register_still_says_what_was_answered(client):
    me = f.office()
    answer = f.answer(f.remark(f.open_passage()), by=me)
    client.force_login(me.person)
    before = Payload.objects.filter(entry__subject=answer.public_id).count()
    assert forget(client, answer, "nameless").status_code == 403
    assert Payload.objects.filter(entry__subject=answer.public_id).count() == before == 1


def official(capacity):
    ada = f.person("Ada", BuiltInGroup.OFFICE)
    club = f.organisation("Radverein", ada) if capacity == Capacity.ORGANISATION else None
    given = {"capacity": capacity} | ({"organisation": club} if club else {})
    return ada, f.remark(f.open_passage(), "Wir zählen Räder.", by=f.visitor(ada), **given)


@pytest.mark.parametrize("capacity", [Capacity.ORGANISATION, Capacity.OFFICE])
def test_words_for_an_organisation_stay_and_the_name_may_go(client, capacity):
    ada, made = official(capacity)
    client.force_login(ada)
    page = client.get(reverse("forget", args=[made.public_id])).content.decode()
    assert "ohne meinen Namen" in page and "Meine Worte werden gelöscht" not in page
    assert forget(client, made, "words").status_code == 400
    with pytest.raises(WordsOfAnOrganisation):
        actions.ask_to_forget(node=made, choice="words", at=f.NOW)
    assert f.fresh(made).text == "Wir zählen Räder."
    assert forget(client, made, "nameless").status_code == 302
    left = f.fresh(made)
    assert (left.author, left.text) == (None, "Wir zählen Räder.")
    assert left.organisation_name == ("Radverein" if capacity == Capacity.ORGANISATION else "")


def test_backup_forgets_again_what_was_taken_back_for_an_organisation():
    _ada, made = official(Capacity.ORGANISATION)
    remember_forgetting("node", made.public_id, how="words", at=f.NOW)
    assert actions.forget_again(at=f.NOW) == 1
    assert f.state_of(made) == Visibility.WITHDRAWN
    assert ModerationStep.objects.filter(node=made, step="withdrawn").exists()
