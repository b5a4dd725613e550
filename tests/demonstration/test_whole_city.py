"""The demonstration city at its full size: many people, honest counters, a register that holds."""

import random
import time
from collections import Counter

import pytest
import time_machine
from django.db.models import Count
from django.test import TestCase

from mitmachstadt.answers.queries import answer_times
from mitmachstadt.arena.models import FactSheet
from mitmachstadt.cli.demonstration.crowd.people import WHOLE
from mitmachstadt.cli.demonstration.crowd.writing import Writer
from mitmachstadt.cli.demonstration.files import read
from mitmachstadt.cli.demonstration.ideas import ALL
from mitmachstadt.cli.demonstration.load import SEED, load_city
from mitmachstadt.contributions import cards
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import Follow, ModerationStep, Receipt, Remark, Support
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.ledger.models import Entry, Payload
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.measures.enums import MeasureType, Phase, State
from mitmachstadt.measures.models import HeldList, Lesson, Measure, MilestoneMove, Recognition
from mitmachstadt.measures.queries import Filter, measure_counts, measure_list
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.models import OrganisationMembership, Person
from mitmachstadt.strategy.models import Citation
from tests.factories import NOW

pytestmark = pytest.mark.slow


class TestWholeCity(TestCase):
    """Loaded once for all of these."""

    seconds: float

    @classmethod
    def setUpTestData(cls) -> None:
        began = time.process_time()
        with time_machine.travel(NOW, tick=False):
            load_city(at=NOW, rng=random.Random(SEED))
        cls.seconds = time.process_time() - began

    def setUp(self) -> None:
        clock = time_machine.travel(NOW, tick=False)
        clock.start()
        self.addCleanup(clock.stop)
        forget_pages()
        self.addCleanup(forget_pages)

    def test_city_has_as_many_people_and_remarks_as_it_says(self) -> None:
        assert Person.objects.count() == WHOLE.participants
        assert Remark.objects.filter(node__kind=Kind.REMARK).count() == WHOLE.remarks
        assert Remark.objects.filter(node__kind=Kind.IDEA).count() == ALL
        assert FactSheet.objects.values("idea").distinct().count() == 70
        # Whoever had their words deleted has no code left.
        assert Receipt.objects.count() == WHOLE.remarks + ALL - 1
        assert self.seconds < 40

    def test_most_is_answered_and_some_is_overdue(self) -> None:
        times = answer_times(at=NOW)
        assert times.contributions > 1000
        assert 0.6 < times.answered / times.contributions < 0.95
        assert 20 < times.overdue < 150

    def test_addresses_of_people_lead_nowhere(self) -> None:
        emails = Person.objects.values_list("email", flat=True)
        assert {email.rpartition("@")[2] for email in emails} == {"demo.example"}

    def test_people_speak_in_several_languages_and_for_organisations(self) -> None:
        languages = Counter(
            Node.objects.filter(kind=Kind.REMARK).values_list("language", flat=True)
        )
        assert set(languages) == {"de", "tr", "ar", "en"}
        assert languages["de"] > 1000
        assert Node.objects.filter(kind=Kind.REMARK, capacity="organisation").count() > 20
        assert OrganisationMembership.objects.count() > 20
        districts = Node.objects.filter(kind=Kind.REMARK, district__isnull=False)
        assert set(districts.values_list("district__number", flat=True)) == set(range(1, 13))

    def test_measures_are_of_every_kind_and_phase_in_every_district(self) -> None:
        measures = list(Measure.objects.all())
        assert len(measures) == 42
        assert {each.phase for each in measures} == set(Phase)
        assert {each.type for each in measures} == set(MeasureType)
        assert {each.state for each in measures} == set(State)
        assert set(Measure.districts.through.objects.values_list("district", flat=True)) == set(
            range(1, 13)
        )
        counts = measure_counts()
        assert (counts.originals, counts.copies) == (38, 4)
        gaps = measure_list(Filter(gaps=True), at=NOW).lines
        assert len(gaps) == 6 and all(line.measure.imported for line in gaps)
        listed = Measure.objects.filter(imported_from__isnull=False)
        assert listed.count() == 3
        assert {each.pk for each in listed} <= {line.measure.pk for line in gaps}
        assert not HeldList.objects.exists()
        assert Recognition.objects.filter(revoked__isnull=False).count() == 1
        assert Lesson.objects.count() > 15 and MilestoneMove.objects.count() > 5

    def test_long_remarks_are_not_said_twice(self) -> None:
        said = Counter(Node.objects.filter(kind=Kind.REMARK).values_list("text", flat=True))
        assert not [text for text, times in said.items() if times > 1 and len(text) > 160]
        assert not [text for text in said if "{" in text]

    def test_few_remarks_have_many_supports_and_most_have_few(self) -> None:
        counts = sorted(
            Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC).values_list(
                "supports", flat=True
            )
        )
        assert counts[len(counts) // 2] <= 5
        assert counts[-1] >= 40
        assert Follow.objects.count() > 100
        assert Support.objects.filter(node__author=None).exists()

    def test_nobody_supports_their_own_words(self) -> None:
        for support in Support.objects.select_related("node"):
            assert support.person_id != support.node.author_id
            assert support.created >= support.node.created

    def test_counters_are_what_can_be_counted(self) -> None:
        public = Node.objects.filter(kind__in=CONTRIBUTIONS, visibility=Visibility.PUBLIC)
        direct = _counted(public, "parent_id")
        below = _counted(public.filter(parent__kind=Kind.REMARK), "parent__parent_id")
        supports = _behind_each()
        answers = _counted(Trace.objects.filter(relation=Relation.ANSWERED_BY), "source_id")
        for node in Node.objects.all():
            assert node.remarks == direct.get(node.pk, 0) + below.get(node.pk, 0), node
            assert node.supports == supports.get(node.pk, 0), node
            if node.kind == Kind.REMARK:
                assert node.answers == answers.get(node.pk, 0), node

    def test_register_has_a_line_for_everything_and_every_line_is_right(self) -> None:
        kinds = Counter(Entry.objects.values_list("kind", flat=True))
        gone = kinds["person.deleted"]
        assert gone
        assert kinds["person.registered"] - gone == WHOLE.participants
        assert kinds["remark.submitted"] == WHOLE.remarks
        assert kinds["support.given"] == Support.objects.count()
        # What one moderator proposes is public only when another one has agreed.
        public = ModerationStep.objects.exclude(step__in=(Step.PROPOSED, Step.DECLINED))
        names = {Step.UPHELD: "appeal_upheld"}
        assert sum(kinds[f"remark.{names.get(s, s)}"] for s in Step) == public.count()
        assert kinds["answer.given"] == Node.objects.filter(kind=Kind.ANSWER).count()
        assert Entry.objects.count() - Payload.objects.count() < 20
        said = Node.objects.filter(kind__in=(Kind.REMARK, Kind.ANSWER)).order_by("-id")
        for public_id in said.values_list("public_id", flat=True)[:250]:
            assert all(line.verified is not False for line in entries_about(public_id))

    def test_nothing_happens_in_the_future_or_before_its_reason(self) -> None:
        assert not Node.objects.filter(changed__gt=NOW).exists()
        assert not Entry.objects.filter(at__gt=NOW).exists()
        assert not Support.objects.filter(created__gt=NOW).exists()
        for trace in Trace.objects.filter(relation=Relation.ANSWERED_BY).select_related(
            "source", "target"
        ):
            assert trace.source.created < trace.target.created
        for reply in Remark.objects.filter(reply_to__isnull=False).select_related(
            "reply_to", "node"
        ):
            assert reply.reply_to is not None
            assert reply.reply_to.created < reply.node.created

    def test_cards_are_as_they_would_be_rendered_now(self) -> None:
        nodes = list(Node.objects.filter(kind=Kind.REMARK).order_by("-id")[:400])
        kept = {node.pk: node.card for node in nodes}
        cards.render_again(nodes)
        assert [node for node in nodes if node.card != kept[node.pk]] == []

    def test_what_was_said_is_found_and_every_kind_of_page_is_there(self) -> None:
        assert "Treffer" in self.client.get("/de/suche/?q=Bibliothek").content.decode()
        newest = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
        busiest = Node.objects.filter(kind=Kind.PASSAGE).order_by("-remarks").first()
        assert busiest is not None
        ids = [*newest.order_by("-id").values_list("public_id", flat=True)[:40], busiest.public_id]
        for address in ("/de/", "/de/texte/", *(f"/de/n/{public_id}/" for public_id in ids)):
            page = self.client.get(address)
            assert page.status_code == 200, address
            assert len(page.content) < 60_000, address

    def test_three_authors_are_quoted_on_each_topic_of_the_framework(self) -> None:
        cited = Citation.objects.filter(placing__edition__label="Fassung 1")
        authors = cited.values_list("placing__section__key", "author")
        topics = Counter(key for key, _ in set(authors))
        assert topics == {"wege": 3, "gruen": 3, "begegnung": 3, "laerm": 3}


def _counted(rows, field):
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))


def test_same_seed_writes_the_same_words():
    first, again, other = (Writer(random.Random(seed)) for seed in (1, 1, 2))
    said = [writer.remark("hilfe") for writer in (first, again, other)]
    more = [[writer.name() for _ in range(20)] for writer in (first, again, other)]
    assert said[0] == said[1]
    assert more[0] == more[1] != more[2]


def test_every_topic_is_chosen_by_a_heading():
    writer = Writer(random.Random(1))
    for name, topic in read("crowd.json")["topics"].items():
        for key in topic["keys"][:1]:
            assert writer.topic(f"z-{key}") == name


def _behind_each() -> dict[int, int]:
    """How many people stand behind each node and behind what went into it, each counted once."""
    behind: dict[int, set[int]] = {}
    for node, person in Support.objects.values_list("node", "person"):
        behind.setdefault(node, set()).add(person)
    parts: dict[int, list[int]] = {}
    for source, target in Trace.objects.filter(relation=Relation.MERGED_INTO).values_list(
        "source", "target"
    ):
        parts.setdefault(target, []).append(source)

    def people(node: int) -> set[int]:
        return behind.get(node, set()).union(*map(people, parts.get(node, [])))

    return {node: len(people(node)) for node in {*behind, *parts}}
