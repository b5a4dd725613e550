"""A public screen: what was typed is for this run alone, and its key is worth what it is worth."""

import re

import pytest
from django.test import Client

from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.nodes.enums import Kind, Moderation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.actions import end_kiosk, open_kiosk, say_at_kiosk
from mitmachstadt.outreach.enums import KIOSK_PER_HOUR
from mitmachstadt.outreach.errors import HelperNeeded, KioskBusy, KioskEnded, OccasionOver
from mitmachstadt.outreach.models import Entry, Kiosk
from tests import factories as f
from tests.factories import DAY, NOW
from tests.outreach.cities import helper, kiosk, occasion, topic_of
from tests.outreach.screens import screen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_somebody_writes_and_gets_a_code_that_opens_it():
    place = occasion(f.open_passage(moderation=Moderation.NOBODY), ends=NOW + DAY)
    node = node_by_code(screen(made=place).say("Mehr Bänke."))
    assert node is not None and (node.text, node.author) == ("Mehr Bänke.", None)
    assert node.remark.channel == "kiosk"
    assert Entry.objects.get().kiosk == Kiosk.objects.get() and Entry.objects.get().by is None
    assert "<!--w:kiosk-->" in node.card


@pytest.mark.parametrize(
    ("moderation", "state"),
    [
        (Moderation.NOBODY, Visibility.PUBLIC),
        (Moderation.WITHOUT_ACCOUNT, Visibility.WAITING),
    ],
)
def test_it_stands_like_everything_without_an_account(moderation, state):
    place = occasion(f.open_passage(moderation=moderation), ends=NOW + DAY)
    node = node_by_code(screen(made=place).say())
    assert node is not None and node.visibility == state and not node.remark.unproven


def test_no_screen_leaves_a_cookie_or_may_be_kept():
    here = screen()
    fields = here.begin()
    for page in (
        here.start(),
        here.client.get(here.way),
        here.post("check", text="Hallo", **fields),
        here.post("send", text="Hallo", **here.begin()),
    ):
        assert page["Cache-Control"] == "no-store" and not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
    assert "cookies" in here.start()["Clear-Site-Data"]


def test_no_link_leaves_the_screen():
    here = screen()
    fields = here.begin()
    pages = [
        here.start(),
        here.client.get(here.way),
        here.post("check", text="Siehe https://example.org", **here.begin()),
        here.post("send", text="Siehe https://example.org", **here.begin()),
        here.post("check", text="", **fields),
    ]
    for page in pages:
        for address in re.findall(r'<a [^>]*href="([^"]*)"', page.content.decode()):
            inside = rf"(/(de|en|tr|ar)/terminal/{here.key}/|#id_text$)"
            assert re.match(inside, address), address


def test_half_filled_form_is_thrown_away_when_the_screen_begins_anew():
    here = screen()
    fields = here.begin()
    here.post("check", text="Mein Geheimnis", **fields)
    assert "Was möchten Sie sagen?" in here.done().content.decode()
    for step in ("write", "check", "send"):
        page = here.post(step, text="Mein Geheimnis", **fields)
        assert page.status_code == 302 and page["Location"] == f"/de/terminal/{here.key}/"
        assert b"Geheimnis" not in page.content
    assert not Node.objects.filter(kind=Kind.REMARK).exists()


def test_code_of_the_person_before_is_not_shown_again():
    here = screen()
    fields = here.begin()
    first = here.post("send", text="Hallo", **fields)
    twice = here.post("send", text="Hallo", **fields)
    assert b"m-code--large" in first.content and b"m-code--large" in twice.content
    assert Entry.objects.count() == 1
    here.done()
    assert here.post("send", text="Hallo", **fields).status_code == 302


def test_more_time_keeps_the_words():
    here = screen()
    page = here.post("write", text="Noch nicht fertig", **here.begin())
    assert "Noch nicht fertig" in page.content.decode() and page.status_code == 200


def test_without_script_the_screen_resets_itself_and_axe_is_not_asked():
    here = screen()
    words = here.client.get(here.way).content.decode()
    way = f"/de/terminal/{here.key}/?neu={Kiosk.objects.get().run}"
    assert f'<noscript><meta http-equiv="refresh" content="600;url={way}"></noscript>' in words


def test_empty_text_is_refused_beside_its_field():
    here = screen()
    page = here.post("check", text=" ", **here.begin())
    assert page.status_code == 400 and "das Feld ist leer" in page.content.decode()


def test_ended_kiosk_takes_nothing():
    here = screen()
    fields = here.begin()
    end_kiosk(kiosk=Kiosk.objects.get(), visitor=helper(), at=NOW)
    assert here.start().status_code == 410
    assert here.post("send", text="Hallo", **fields).status_code == 302
    with pytest.raises(KioskEnded):
        say_at_kiosk(
            kiosk=Kiosk.objects.get(), about=here.place, text="Hallo", submission="a", at=NOW
        )
    assert not Entry.objects.exists()


def test_kiosk_ends_with_its_occasion():
    made, _key = kiosk()
    with pytest.raises(KioskEnded):
        say_at_kiosk(
            kiosk=made, about=topic_of(made.occasion), text="Hallo", submission="a", at=NOW + DAY
        )
    with pytest.raises(OccasionOver):
        open_kiosk(occasion=occasion(), name="Zu spät", visitor=helper(), at=NOW)


def test_unknown_key_opens_nothing():
    kiosk()
    assert Client().get("/de/terminal/abcdefghjkmnpqrstvwx/").status_code == 410


def test_key_itself_is_kept_nowhere():
    made, key = kiosk()
    assert key not in str(Kiosk.objects.values().get()) and made.key_hash


def test_only_what_was_chosen_can_be_talked_about():
    here = screen()
    other = f.open_passage("Etwas anderes.")
    address = f"/de/terminal/{here.key}/{other.public_id}/"
    page = here.client.post(address, {"step": "send", "text": "Hallo", **here.begin()})
    assert page.status_code == 302 and not Entry.objects.exists()


def test_kiosk_spam_is_stopped_for_this_screen_and_no_other():
    place = occasion(ends=NOW + DAY)
    (one, _), (other, _) = kiosk(place), kiosk(place)
    about = topic_of(place)

    def say(at_kiosk: Kiosk, text: str):
        return say_at_kiosk(kiosk=at_kiosk, about=about, text=text, submission=text, at=NOW)

    for number in range(KIOSK_PER_HOUR):
        say(one, f"Nr. {number}")
    with pytest.raises(KioskBusy):
        say(one, "Eins zu viel")
    assert say(other, "Von nebenan").node
    assert Entry.objects.count() == KIOSK_PER_HOUR + 1


def test_busy_screen_keeps_the_words_on_the_page(monkeypatch):
    monkeypatch.setattr("mitmachstadt.outreach.actions.kiosks.KIOSK_PER_HOUR", 0)
    here = screen()
    page = here.post("send", text="Mein langer Text", **here.begin())
    assert page.status_code == 429 and "Mein langer Text" in page.content.decode()


def test_whoever_set_it_up_is_signed_out_before_anybody_writes():
    here = screen()
    here.client.force_login(f.person("Helferin"))
    words = here.start().content.decode()
    assert "ist noch jemand angemeldet" in words
    assert here.client.get(f"/de/terminal/{here.key}/{here.place.public_id}/").status_code == 302
    left = here.client.post(f"/de/terminal/{here.key}/")
    assert left.status_code == 302 and "sessionid" in left.cookies
    assert left.cookies["sessionid"].value == ""
    assert "Was möchten Sie sagen?" in here.start().content.decode()


def test_only_helpers_open_and_end_a_kiosk():
    made, _key = kiosk()
    for act in (
        lambda: open_kiosk(occasion=made.occasion, name="X", visitor=f.citizen(), at=NOW),
        lambda: end_kiosk(kiosk=made, visitor=f.moderator(), at=NOW),
    ):
        with pytest.raises(HelperNeeded):
            act()


def test_arabic_screen_is_written_from_right_to_left():
    here = screen()
    words = here.client.get(f"/ar/terminal/{here.key}/").content.decode()
    assert '<html lang="ar" dir="rtl">' in words and 'lang="de" dir="ltr"' in words
