"""Patterns are tried, switched on, and then let contributions wait; nothing is thrown away."""

import pytest
from django.urls import reverse

from mitmachstadt.contributions.actions import (
    PatternWords,
    change_pattern,
    correct_remark,
    enter_pattern,
    release,
    switch_pattern,
)
from mitmachstadt.contributions.enums import PATTERNS_MOST, PatternKind, Queue, Suspicion
from mitmachstadt.contributions.errors import (
    MinutesOutOfRange,
    NumberOutOfRange,
    PatternNameMissing,
    PhraseImpossible,
    PhrasesMissing,
    TooManyPatterns,
)
from mitmachstadt.contributions.models import SpamPattern
from mitmachstadt.contributions.queries import Asked, waiting_page
from mitmachstadt.nodes.enums import Moderation, Visibility
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from tests import factories as f

pytestmark = pytest.mark.django_db
SPAM = "Jetzt GRATIS Probe sichern!"
COPIED = "Wir fordern mehr Bänke in allen Straßen der Stadt."
PHRASES = PatternWords("Werbung", PatternKind.PHRASES, phrases="gratis*\njetzt kaufen")
LINKS = PatternWords("Links", PatternKind.LINKS, number=3)
REPEATED = PatternWords("Kopien", PatternKind.REPEATED, number=2, minutes=60)
CAPITALS = PatternWords("Schreien", PatternKind.CAPITALS, number=80)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def about():
    return f.open_passage(moderation=Moderation.NOBODY)


@pytest.fixture
def mo():
    return f.moderator("Mo")


def active(words, by):
    pattern = enter_pattern(words=words, visitor=by, at=f.NOW)
    return switch_pattern(pattern=pattern, on=True, visitor=by, at=f.NOW)


def test_match_waits_with_its_kind_and_says_so(about, mo):
    active(PHRASES, mo)
    done = f.submitted(about, SPAM, by=f.citizen())
    assert f.state_of(done.node) == Visibility.WAITING
    assert done.suspicion == Suspicion.PHRASES
    asked = Asked(suspicion=Suspicion.PHRASES)
    assert waiting_page(asked=asked)[0] == [done.node]
    assert waiting_page(asked=Asked(suspicion=Suspicion.LINKS))[0] == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (LINKS, "https://a.example https://b.example https://c.example"),
        (CAPITALS, "DIE STADT MUSS SOFORT ALLES ÄNDERN"),
    ],
)
def test_links_and_capitals_wait(about, mo, words, text):
    active(words, mo)
    assert f.state_of(f.remark(about, text)) == Visibility.WAITING


def test_entered_pattern_does_nothing_before_it_is_switched_on_and_after_it_is_off(about, mo):
    pattern = enter_pattern(words=PHRASES, visitor=mo, at=f.NOW)
    assert f.state_of(f.remark(about, SPAM)) == Visibility.PUBLIC
    switch_pattern(pattern=pattern, on=True, visitor=mo, at=f.NOW)
    assert f.state_of(f.remark(about, SPAM)) == Visibility.WAITING
    switch_pattern(pattern=pattern, on=False, visitor=mo, at=f.NOW)
    assert f.state_of(f.remark(about, SPAM)) == Visibility.PUBLIC


def test_changed_pattern_is_off_until_it_was_seen_again(about, mo):
    pattern = active(PHRASES, mo)
    change_pattern(pattern=pattern, words=LINKS, visitor=mo, at=f.NOW)
    assert not SpamPattern.objects.get().active
    assert f.state_of(f.remark(about, SPAM)) == Visibility.PUBLIC


def test_same_words_wait_when_they_come_too_often_within_the_time(about, mo):
    active(REPEATED, mo)
    states = [
        f.state_of(f.remark(about, f"{COPIED}{'!' * n}", at=f.NOW + n * f.TICK)) for n in range(3)
    ]
    assert states == [Visibility.PUBLIC, Visibility.PUBLIC, Visibility.WAITING]
    later = f.remark(about, COPIED, at=f.NOW + f.DAY / 12)
    assert f.state_of(later) == Visibility.PUBLIC


def test_office_is_not_held_against_patterns(about, mo):
    active(PHRASES, mo)
    made = f.remark(about, SPAM, by=f.office(), capacity=Capacity.OFFICE)
    assert f.state_of(made) == Visibility.PUBLIC


def test_correction_is_held_against_patterns_too(about, mo):
    active(PHRASES, mo)
    made = f.remark(about)
    correct_remark(code=f.code_of(made), text=SPAM, at=f.NOW)
    assert f.state_of(made) == Visibility.WAITING


def test_released_match_is_public(about, mo):
    active(PHRASES, mo)
    made = f.remark(about, SPAM)
    release(node=made, visitor=mo, at=f.NOW)
    assert f.state_of(made) == Visibility.PUBLIC


def test_author_is_told_on_the_receipt_and_with_the_code(client, about, mo):
    active(PHRASES, mo)
    page = client.post(reverse("remark", args=[about.public_id]), {"text": SPAM})
    html = page.content.decode()
    assert "ähnelt Werbung" in html and "Ihr Beitrag wartet auf Freigabe" in html
    told = client.post(reverse("code"), {"code": page.context["code"]}).content.decode()
    assert "ähnelt Werbung" in told


@pytest.mark.usefixtures("kept_salt")
@pytest.mark.parametrize("patterns", [0, 3])
def test_patterns_cost_no_statement(about, mo, django_assert_num_queries, patterns):
    for words in (PHRASES, LINKS, CAPITALS)[:patterns]:
        active(words, mo)
    by = f.citizen()
    f.submitted(about, "Vorher.", by=by)
    with django_assert_num_queries(13):
        f.submitted(about, COPIED, by=by)


@pytest.mark.usefixtures("kept_salt")
def test_looking_for_copies_costs_one(about, mo, django_assert_num_queries):
    active(REPEATED, mo)
    by = f.citizen()
    f.submitted(about, "Vorher.", by=by)
    with django_assert_num_queries(14):
        f.submitted(about, COPIED, by=by)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (PatternWords(" ", PatternKind.LINKS, number=3), PatternNameMissing),
        (PatternWords("a", PatternKind.PHRASES, phrases=" \n"), PhrasesMissing),
        (PatternWords("a", PatternKind.PHRASES, phrases="a*"), PhraseImpossible),
        (PatternWords("a", PatternKind.LINKS, number=0), NumberOutOfRange),
        (PatternWords("a", PatternKind.CAPITALS, number=101), NumberOutOfRange),
        (PatternWords("a", PatternKind.REPEATED, number=2, minutes=0), MinutesOutOfRange),
        (PatternWords("a", PatternKind.REPEATED, number=2, minutes=99999), MinutesOutOfRange),
    ],
)
def test_what_makes_no_pattern_is_refused(mo, words, refusal):
    with pytest.raises(refusal):
        enter_pattern(words=words, visitor=mo, at=f.NOW)
    assert not SpamPattern.objects.exists()


def test_there_are_only_so_many_patterns(mo):
    for _ in range(PATTERNS_MOST):
        enter_pattern(words=LINKS, visitor=mo, at=f.NOW)
    with pytest.raises(TooManyPatterns):
        enter_pattern(words=LINKS, visitor=mo, at=f.NOW)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [(f.citizen, RoleNeeded), (f.office, RoleNeeded), (lambda: f.ANYONE, SignInNeeded)],
)
def test_only_moderators_switch(mo, who, refusal):
    pattern = enter_pattern(words=LINKS, visitor=mo, at=f.NOW)
    with pytest.raises(refusal):
        switch_pattern(pattern=pattern, on=True, visitor=who(), at=f.NOW)


def test_pattern_page_shows_what_would_have_waited(client, about):
    f.remark(about, SPAM)
    f.remark(about, "Ohne Werbung.")
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))
    form = {"name": "Werbung", "kind": "phrases", "phrases": "gratis"}
    made = client.post(reverse("pattern-new"), form)
    html = client.get(made["Location"]).content.decode()
    assert "Von den letzten 2 Beiträgen hätten 1 gewartet." in html
    assert SPAM in html and "Ohne Werbung." not in html
    client.post(made["Location"], {"act": "on"})
    assert SpamPattern.objects.get().active


def test_refused_pattern_keeps_what_was_typed(client):
    client.force_login(f.person("Mo", BuiltInGroup.MODERATOR))
    form = {"name": "Werbung", "kind": "phrases", "phrases": "a*"}
    page = client.post(reverse("pattern-new"), form)
    assert page.status_code == 400
    assert "a*" in page.content.decode() and "Werbung" in page.content.decode()


def test_queue_of_unseen_is_what_nobody_let_through(about, mo):
    made = f.remark(about)
    waits = f.submitted(f.open_passage()).node
    f.remark(about, by=f.office(), capacity=Capacity.OFFICE)
    release(node=waits, visitor=mo, at=f.NOW)
    assert waiting_page(asked=Asked(queue=Queue.UNSEEN))[0] == [made]
