"""Whoever follows hears that a process ended before its time, and why."""

import pytest

from mitmachstadt.contributions.enums import NewsKind
from mitmachstadt.contributions.queries import NewsByPath, newest
from mitmachstadt.formats.actions import call_off
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
WHY = "Die Förderung wurde gestrichen."


@pytest.fixture
def process():
    opened = f.opened_process(f.passage())
    return call_off(process=opened, reason=WHY, visitor=f.office(), at=NOW)


def told(news):
    return [(each.public_id, each.words) for each in news if each.kind == NewsKind.CALLED_OFF]


def test_feed_of_the_process_and_of_the_city_tell_it_with_the_reason(process):
    expected = [(process.node.public_id, WHY)]
    assert told(newest(process.node, at=NOW + DAY)) == expected
    assert told(newest(None, at=NOW + DAY)) == expected


def test_feed_of_the_text_that_it_was_about_tells_it(process):
    about = process.node.windows_opened.first().node
    assert told(newest(about, at=NOW + DAY)) == [(process.node.public_id, WHY)]


def test_feed_of_something_else_does_not_tell_it(process):
    assert told(newest(f.passage(text="Anderswo."), at=NOW + DAY)) == []


def test_digest_tells_it_once_in_its_span(process):
    here = process.node.path
    news = NewsByPath(since=NOW - DAY, until=NOW + DAY)
    assert told(news.about(here, since=NOW - DAY)) == [(process.node.public_id, WHY)]
    later = NewsByPath(since=NOW, until=NOW + DAY)
    assert told(later.about(here, since=NOW)) == []
