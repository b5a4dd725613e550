"""The support button and the account page."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.models import Support
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def press(client, node, support="ja", **more):
    return client.post(reverse("support", args=[node.public_id]), {"support": support}, **more)


def test_support_leads_back_to_the_remark_and_is_counted_once(client):
    about = f.open_passage()
    node = f.remark(about)
    client.force_login(f.person())
    for _ in range(2):
        response = press(client, node)
        there = reverse("node", args=[about.public_id])
        assert response["Location"] == f"{there}#r-{node.public_id}"
    assert f.fresh(node).supports == 1
    press(client, node, "nein")
    press(client, node, "nein")
    assert f.fresh(node).supports == 0


def test_support_leads_back_to_the_page_it_came_from_on_this_site_only(client):
    node = f.remark(f.open_passage())
    client.force_login(f.person())
    here = press(client, node, HTTP_REFERER="http://testserver/de/lesen/x/2/?a=b#c")
    assert here["Location"] == f"/de/lesen/x/2/?a=b#r-{node.public_id}"
    there = press(client, node, HTTP_REFERER="http://testserver.example.com/de/")
    assert "example.com" not in there["Location"]


def test_script_gets_the_card_with_its_new_count(client):
    node = f.remark(f.open_passage())
    client.force_login(f.person())
    html = press(client, node, HTTP_X_TEIL="karte").content.decode()
    assert "1 Unterstützung" in html
    assert 'aria-pressed="true"' in html
    assert "<html" not in html


def test_without_account_to_the_sign_in(client):
    node = f.remark(f.open_passage())
    assert press(client, node)["Location"].startswith(reverse("sign-in"))
    assert not Support.objects.exists()


def test_own_contribution_is_refused_in_words(client):
    ada = f.person("Ada")
    node = f.remark(f.open_passage(), by=f.visitor(ada))
    client.force_login(ada)
    page = press(client, node)
    assert page.status_code == 403
    assert "Ihr eigener Beitrag" in page.content.decode()


def test_after_the_end_is_refused_with_the_moment(client, time_machine):
    node = f.remark(f.open_passage())
    client.force_login(f.person())
    time_machine.move_to(f.NOW + 8 * f.DAY, tick=False)
    page = press(client, node)
    assert page.status_code == 403
    assert "endete am 28. November 2026" in page.content.decode()


def test_unknown_remark_is_told(client):
    client.force_login(f.person())
    assert client.post(reverse("support", args=["zzzzzzzzzz"])).status_code == 404


def test_address_leads_to_the_remark(client):
    node = f.remark(f.open_passage())
    response = client.get(reverse("support", args=[node.public_id]))
    assert response["Location"] == reverse("node", args=[node.public_id])


def test_account_shows_what_i_said_and_nothing_of_others(client):
    ada, about = f.person("Ada"), f.open_passage()
    mine = f.remark(about, "Meine Worte.", by=f.visitor(ada))
    f.hidden(f.remark(about, "Zu grob.", by=f.visitor(ada)), "Beleidigt jemanden.")
    f.remark(about, "Fremde Worte.")
    f.answer(mine)
    client.force_login(ada)
    page = client.get(reverse("account"))
    html = page.content.decode()
    assert "Meine Worte." in html
    assert f.REASON in html
    assert "Beleidigt jemanden." in html
    assert "Fremde Worte." not in html
    assert page["Cache-Control"] == "no-store"


def test_account_is_paged_and_takes_as_many_queries_with_three(client, django_assert_num_queries):
    ada, about = f.person("Ada"), f.open_passage()
    me = f.visitor(ada)
    client.force_login(ada)
    f.remark(about, "Beitrag 00", by=me)
    with django_assert_num_queries(9):
        client.get(reverse("account"))
    for number in range(1, 22):
        f.remark(about, f"Beitrag {number:02}", by=me, at=f.NOW + number * f.TICK)
    with django_assert_num_queries(9):
        page = client.get(reverse("account"))
    rest = client.get(reverse("account") + page.context["older"]).content.decode()
    assert "Beitrag 01" in rest
    assert "Beitrag 21" not in rest


def test_account_of_nobody_leads_to_the_sign_in(client):
    assert client.get(reverse("account"))["Location"].startswith(reverse("sign-in"))
