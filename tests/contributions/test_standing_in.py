"""Who stands in for a moderator reads hidden words only while they are theirs to decide about."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import appeal, decide_appeal, hide, propose_removal
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f

pytestmark = pytest.mark.django_db
WORDS = "Brombeerquastel"
STANDS_IN = [BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def author():
    return f.citizen("Ada")


@pytest.fixture
def hider():
    return f.moderator("Mo")


@pytest.fixture
def made(author, hider):
    node = f.remark(f.open_passage(), f"Das ist {WORDS}.", by=author)
    return hide(node=node, visitor=hider, reason="Beleidigt andere.", at=f.NOW)


def object_to(made, author):
    appeal(node=made, visitor=author, text="Warum?", at=f.NOW)


def read(client, made, role, name="judge", **form):
    client.force_login(f.person(f"Springt ein {role}", role))
    address = reverse(name, args=[made.public_id])
    return client.post(address, form) if form else client.get(address)


@pytest.mark.parametrize("role", STANDS_IN)
@pytest.mark.parametrize("name", ["judge", "removal"])
def test_without_a_case_nobody_but_moderators_and_auditors_reads_it(client, made, role, name):
    page = read(client, made, role, name)
    assert page.status_code == 403 and WORDS not in page.content.decode()
    for looks in (BuiltInGroup.MODERATOR, BuiltInGroup.AUDITOR):
        assert read(client, made, looks, name).status_code == 200


@pytest.mark.parametrize("role", STANDS_IN)
def test_with_an_appeal_that_is_theirs_they_read_it(client, made, author, role):
    object_to(made, author)
    page = read(client, made, role)
    assert page.status_code == 200 and WORDS in page.content.decode()
    assert read(client, made, role, "removal").status_code == 403


@pytest.mark.parametrize("role", STANDS_IN)
def test_with_a_second_moderator_they_do_not_read_it(client, made, author, role):
    object_to(made, author)
    f.moderator("Mia")
    page = read(client, made, role)
    assert page.status_code == 403 and WORDS not in page.content.decode()
    assert "Dort gibt es noch jemanden" in page.content.decode()


def test_removal_that_is_theirs_is_read_until_it_is_decided(client, made, author, hider):
    propose_removal(node=made, visitor=hider, reason="Strafbar.", at=f.NOW)
    role = BuiltInGroup.OFFICE
    assert WORDS in read(client, made, role, "removal").content.decode()
    page = read(client, made, role, "removal", act="decline", reason="Nur grob.")
    assert page.status_code == 302
    assert read(client, made, role, "removal").status_code == 403


def test_whoever_came_too_late_gets_the_own_words_back_and_not_the_hidden_ones(
    client, made, author
):
    object_to(made, author)
    decide_appeal(node=made, visitor=f.moderator("Mia"), grant=False, reason="Nein.", at=f.NOW)
    page = read(client, made, BuiltInGroup.OFFICE, outcome="shown", reason="Ich finde es gut.")
    words = page.content.decode()
    assert page.status_code == 403 and "Ich finde es gut." in words and WORDS not in words


@pytest.mark.parametrize("role", STANDS_IN)
def test_list_of_cases_tells_them_no_hidden_word(client, made, author, hider, role):
    object_to(made, author)
    propose_removal(node=made, visitor=hider, reason="Strafbar.", at=f.NOW)
    client.force_login(f.person("Springt ein", role))
    words = client.get(reverse("moderation-cases")).content.decode()
    assert WORDS not in words and words.count("Beitrag vom ") == 2
    client.force_login(hider.person)
    assert WORDS in client.get(reverse("moderation-cases")).content.decode()
