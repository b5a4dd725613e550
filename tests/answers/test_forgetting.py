"""Who leaves takes their name from the desk; what they wrote for it stays."""

import pytest

from mitmachstadt.answers.actions import (
    Words,
    ask_to_sign,
    begin_draft,
    publish_draft,
    sign,
    take_name_from_desk,
)
from mitmachstadt.answers.enums import AnswerKind, Opinion
from mitmachstadt.answers.models import CoSignature, Draft
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
WORDS = Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)


def begun(*, by, unit=None):
    return begin_draft(contributions=[desks.duty(unit)], words=WORDS, visitor=by, at=f.NOW)


def signed(draft, unit, *, by):
    (asked,) = ask_to_sign(draft=draft, units=[unit], visitor=f.office(), at=f.NOW)
    return sign(signature=asked, opinion=Opinion.AGREED, version=1, visitor=by, at=f.NOW)


def test_drafts_and_signatures_lose_the_name_and_the_tie_of_who_left():
    roads, parks = desks.unit("Straßenamt"), desks.unit("Parkamt " + "x" * 80)
    office, leaving = f.office("Frieda"), desks.officer(roads, parks, name="Geht")
    signed(begun(by=office), roads, by=leaving)
    begun(by=leaving, unit=parks)
    begun(by=f.office("Bleibt"))
    assert take_name_from_desk(person=leaving.person) == 2
    assert take_name_from_desk(person=office.person) == 1
    signature = CoSignature.objects.get()
    assert (signature.by, signature.by_name, signature.verdict) == (None, "", Opinion.AGREED)
    names = Draft.objects.order_by("pk").values_list("author_name", flat=True)
    assert list(names) == ["Strategiebüro", parks.name[:60], "Bleibt"]
    assert take_name_from_desk(person=leaving.person) == 0


def test_a_new_name_stands_at_the_desk_too_and_the_tie_stays():
    roads = desks.unit("Straßenamt")
    office, person = f.office(), desks.officer(roads, name="Vorher")
    signed(begun(by=office), roads, by=person)
    begun(by=person, unit=roads)
    assert take_name_from_desk(person=person.person, name="Nachher") == 2
    assert take_name_from_desk(person=person.person, name="Nachher") == 0
    assert CoSignature.objects.get().by_name == "Nachher"
    assert Draft.objects.get(author=person.person).author_name == "Nachher"


def test_what_who_left_had_begun_is_still_published():
    roads = desks.unit("Straßenamt")
    leaving = desks.officer(roads, name="Geht")
    draft = begun(by=leaving, unit=roads)
    take_name_from_desk(person=leaving.person)
    given = publish_draft(draft=draft, visitor=desks.officer(roads), at=f.NOW)
    assert (given.author, given.author_name) == (None, "Straßenamt")
