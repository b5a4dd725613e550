"""The demonstration city: whole, honest, and fit to be looked at."""

import random
import re
import time
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.db.models import Q
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from mitmachstadt.answers.queries import answer_times, decisions_on
from mitmachstadt.cli.demonstration.cast import DISTRICTS
from mitmachstadt.cli.demonstration.crowd.people import STORY
from mitmachstadt.cli.demonstration.files import FOLDER, read
from mitmachstadt.cli.demonstration.load import EMAIL, PASSWORD, SEED, load_city
from mitmachstadt.contributions import cards
from mitmachstadt.formats.enums import ProcessState
from mitmachstadt.formats.queries import process_list, process_page
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window
from mitmachstadt.people.models import Person
from mitmachstadt.strategy.actions.keeping import hash_of
from mitmachstadt.strategy.calculations import read_bytes
from mitmachstadt.strategy.models import Document, Edition, EditionPassage, Leaf
from mitmachstadt.strategy.queries import changes_between, needs_of, placed_sections
from tests.factories import NOW
from tests.strategy.pages import headings_without_jump, ids_on, targets_of

pytestmark = pytest.mark.slow
TABLES = [Node, Trace, Window, Entry, Person, Edition, EditionPassage, Leaf]


def everything():
    """All rows of all tables, as far as they say anything."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


class TestCity(TestCase):
    """One city for all of these: each test sees it as it was loaded."""

    steps: list[tuple[str, int, int]]
    seconds: float

    @classmethod
    def setUpTestData(cls) -> None:
        cls.steps = []
        began = time.process_time()
        with time_machine.travel(NOW, tick=False):
            cls.city = load_city(
                at=NOW,
                rng=random.Random(SEED),
                scale=STORY,
                progress=lambda *step: cls.steps.append(step),
            )
        cls.seconds = time.process_time() - began

    def setUp(self) -> None:
        clock = time_machine.travel(NOW, tick=False)
        clock.start()
        self.addCleanup(clock.stop)
        forget_pages()
        self.addCleanup(forget_pages)

    def page(self, address: str) -> str:
        found = self.client.get(address)
        assert found.status_code == 200, address
        assert len(found.content) < 60_000, (address, len(found.content))
        html = found.content.decode()
        assert headings_without_jump(html), address
        assert len(ids_on(html)) == len(set(ids_on(html))), address
        return html

    def as_somebody(self, key: str) -> None:
        assert self.client.login(username=EMAIL.format(key=key), password=PASSWORD)

    # What there is.

    def test_city_loads_within_twenty_seconds_and_says_how_far_it_is(self) -> None:
        assert self.city.loaded
        assert self.seconds < 20
        assert [number for _, number, _ in self.steps] == list(range(1, len(self.steps) + 1))
        assert {total for *_, total in self.steps} == {len(self.steps)}

    def test_city_has_four_documents_five_editions_and_a_draft_and_a_hundred_remarks(self) -> None:
        assert Document.objects.count() == 4
        assert [e.is_published for e in Edition.objects.order_by("pk")] == [True] * 5 + [False]
        assert Node.objects.filter(kind=Kind.REMARK).count() == STORY.remarks

    def test_city_has_answers_of_every_kind_and_some_that_are_overdue(self) -> None:
        times = answer_times(at=NOW)
        assert 0 < times.overdue < times.answered < times.contributions
        kinds = {row["kind"] for row in read("answers.json")}
        assert len(kinds) == 8
        # One more was drafted at the desk.
        assert Node.objects.filter(kind=Kind.ANSWER).count() == len(read("answers.json")) + 1

    def test_city_shows_every_state_of_a_remark(self) -> None:
        states = Node.objects.filter(kind=Kind.REMARK).values_list("visibility", flat=True)
        assert set(states) == {
            Visibility.PUBLIC, Visibility.WAITING, Visibility.HIDDEN, Visibility.WITHDRAWN,
        }  # fmt: skip

    def test_city_has_three_needs_that_nothing_took_up(self) -> None:
        green = Document.objects.get(kind="green_paper")
        lines = needs_of(green)
        assert sum(not line.taken_up for line in lines) == 3
        assert len(lines) > 3
        html = self.page(f"/de/handlungsbedarfe/{green.node.public_id}/")
        assert html.count("von nichts aufgegriffen") == 3 + 1

    def test_city_has_an_open_process_without_two_districts(self) -> None:
        open_now = [p for p in process_list(at=NOW).processes if p.state == ProcessState.OPEN]
        assert open_now
        gaps = [process_page(p.process.node, at=NOW).gaps for p in open_now]
        assert sorted(len(gap) for gap in gaps)[-1] == 2
        assert len(DISTRICTS) == 12

    def test_city_has_a_decision_on_an_edition(self) -> None:
        assert any(decisions_on(edition.node) for edition in Edition.objects.all())

    def test_second_edition_names_the_remarks_that_changed_it(self) -> None:
        second = Edition.objects.get(label="Arbeitsfassung 2")
        first = Edition.objects.get(label="Arbeitsfassung 1")
        changes = changes_between(first, second)
        assert len(changes) == len(read("weissbuch-2.json"))
        for change, row in zip(
            sorted(changes, key=lambda c: len(c.because_of)),
            sorted(read("weissbuch-2.json"), key=lambda r: len(r["because_of"])),
            strict=True,
        ):
            assert len(change.because_of) == len(row["because_of"])

    def test_nothing_in_the_city_happens_in_the_future(self) -> None:
        assert not Node.objects.filter(created__gt=NOW).exists()
        assert not Entry.objects.filter(at__gt=NOW).exists()
        for answer in Trace.objects.filter(relation="answered_by").select_related(
            "source", "target"
        ):
            assert answer.source.created < answer.target.created

    def test_loading_twice_changes_nothing(self) -> None:
        before = everything()
        again = load_city(at=NOW, rng=random.Random(SEED), scale=STORY)
        assert not again.loaded
        assert again.accounts == self.city.accounts
        assert everything() == before

    def test_every_account_of_the_city_signs_in(self) -> None:
        for email, password, _ in self.city.accounts:
            assert self.client.login(username=email, password=password)
            assert email.endswith(".example")

    # What it looks like.

    def addresses(self) -> list[str]:
        nodes = Node.objects.exclude(visibility__in=(Visibility.DRAFT, Visibility.WAITING))
        editions = Edition.objects.exclude(published=None).select_related("node")
        return [
            "/de/",
            "/de/texte/",
            "/de/verfahren/",
            *(f"/de/n/{public_id}/" for public_id in nodes.values_list("public_id", flat=True)),
            *(f"/de/lesen/{leaf.edition.node.public_id}/{leaf.number}/"
              for leaf in Leaf.objects.select_related("edition__node")),
            *(f"/de/vergleich/{edition.node.public_id}/" for edition in editions),
            *(f"/de/handlungsbedarfe/{d.node.public_id}/"
              for d in Document.objects.select_related("node")),
        ]  # fmt: skip

    def test_every_page_is_there_for_anonymous_readers(self) -> None:
        addresses = self.addresses()
        assert len(addresses) > 200
        for address in addresses:
            self.page(address)
        assert not self.client.cookies

    def test_every_page_is_there_for_the_office_within_twelve_statements(self) -> None:
        self.as_somebody("buero1")
        for address in self.addresses():
            with CaptureQueriesContext(connection) as queries:
                self.page(address)
            assert len(queries) <= 12, (address, len(queries))
        for address in ("/de/buero/", "/de/buero/texte/", "/de/buero/texte/neu/"):
            assert self.client.get(address).status_code == 200, address

    def test_every_link_of_the_main_pages_leads_somewhere(self) -> None:
        edition = Edition.objects.get(label="Arbeitsfassung 2")
        for address in ("/de/", "/de/texte/", f"/de/lesen/{edition.node.public_id}/1/"):
            links = set(re.findall(r'href="(/[^"#]*)', self.page(address)))
            for link in links:
                if not link.startswith("/static/"):
                    assert self.client.get(unescape(link)).status_code in {200, 302}, link

    def test_contents_of_every_edition_lead_to_headings_that_exist(self) -> None:
        for edition in Edition.objects.exclude(published=None).select_related("node"):
            targets = targets_of(edition.contents)
            assert targets
            for leaf, anchor in targets:
                html = self.page(f"/de/lesen/{edition.node.public_id}/{leaf}/")
                assert anchor in ids_on(html)

    def test_words_that_were_hidden_or_withdrawn_stand_on_no_page(self) -> None:
        gone = [row for row in read("remarks.json") if row["state"] in {"hidden", "withdrawn"}]
        waiting = [row for row in read("remarks.json") if row["state"] == "waiting"]
        assert gone
        assert waiting
        pages = [unescape(self.page(address)) for address in self.addresses()]
        for row in (*gone, *waiting):
            beginning = row["text"].split("\n")[0][:40]
            assert not [page for page in pages if beginning in page], row["key"]

    # What it rests on.

    def test_cards_are_as_they_would_be_rendered_now(self) -> None:
        nodes = list(Node.objects.filter(kind=Kind.REMARK))
        kept = {node.pk: node.card for node in nodes}
        cards.render_again(nodes)
        for node in nodes:
            assert node.card == kept[node.pk], node

    def test_every_line_of_the_register_is_right(self) -> None:
        lines = [
            line
            for subject in set(Entry.objects.values_list("subject", flat=True))
            for line in entries_about(subject)
        ]
        assert len(lines) == Entry.objects.count()
        assert not [line for line in lines if line.verified is False]
        # Only what was withdrawn has lost its words.
        assert 0 < sum(line.verified is None for line in lines) < 20

    def test_every_edition_has_the_hash_of_its_words(self) -> None:
        for edition in Edition.objects.exclude(published=None):
            assert hash_of(placed_sections(edition)) == edition.content_hash

    def test_counters_are_what_can_be_counted(self) -> None:
        said = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
        for node in Node.objects.filter(kind__in=(Kind.PASSAGE, Kind.SECTION, Kind.REMARK)):
            below = Q(parent=node) | Q(parent__parent=node, parent__kind=Kind.REMARK)
            assert node.remarks == said.filter(below).count(), node
            answers = node.traces_forward.filter(relation="answered_by").count()
            assert node.answers == answers, node
            assert node.supports == node.support_given.count(), node

    def test_paths_are_those_of_the_parents(self) -> None:
        for node in Node.objects.exclude(parent=None).select_related("parent"):
            assert node.path == f"{node.parent.path}/{node.public_id}"


@pytest.mark.parametrize("name", ["gruenbuch.md", "weissbuch-1.md"])
def test_texts_of_the_city_leave_nothing_to_decide(name):
    text = read_bytes((FOLDER / name).read_bytes(), name=name)
    assert text.report["complete"]
    assert [flag["code"] for flag in text.report["flags"] if flag["suggestion"]] == []


def test_dates_of_the_city_are_in_order():
    rounds = {row["key"]: row["phase"] for row in read("process.json")}
    for row in read("remarks.json"):
        phase = rounds[row["round"]]
        assert phase["opens_days"] <= -row["days_ago"] <= 0
