"""The desks of those who work here are no visits, wherever they stand."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from mitmachstadt.kernel import visits
from mitmachstadt.kernel.web.visits import DESKS, DESKS_BELOW_A_NODE
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.kernel.test_visits import BROWSER
from tests.outreach.cities import occasion

GUARD = "mitmachstadt.people.views.pages"


@pytest.fixture(autouse=True)
def _empty(settings, tmp_path, time_machine):
    settings.VAR = tmp_path
    time_machine.move_to(f.NOW, tick=False)


def pages(found: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in found.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from pages(each, path)
        else:
            yield path, each


def is_a_desk(page: URLPattern) -> bool:
    """Whether only those with a role come in."""
    view = page.callback
    while view is not None:
        code = getattr(view, "__code__", None)
        if code is not None and code.co_qualname.startswith("only_for."):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_every_page_for_roles_only_is_known_as_a_desk():
    with override("de"):
        found = list(pages(get_resolver()))
    below = {
        page.name for path, page in found if is_a_desk(page) and path.split("/")[1] not in DESKS
    }
    assert below == DESKS_BELOW_A_NODE


@pytest.mark.django_db
def test_helpers_and_moderators_at_work_are_no_visits():
    helper = Client(headers={"User-Agent": BROWSER})
    helper.force_login(f.person("Helferin", BuiltInGroup.HELPER))
    made = occasion()
    assert helper.get(reverse("enter-stack", args=[made.public_id])).status_code == 200
    moderator = Client(headers={"User-Agent": BROWSER})
    moderator.force_login(f.moderator().person)
    node = f.remark(f.open_passage())
    assert moderator.get(reverse("moderate", args=[node.public_id])).status_code == 200
    assert not visits.folder().exists()
    moderator.get(reverse("node", args=[node.public_id]))
    assert visits.folder().exists()
