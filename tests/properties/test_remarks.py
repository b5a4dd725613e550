"""A city in which people say, correct, withdraw, hide and show things in any order.

Whatever happens: counters equal a recount, every code opens its contribution, the register loses
no line, cards show what is so now, and words that were withdrawn are nowhere in the database.
"""

from collections import Counter
from contextlib import ExitStack

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions import (
    correct_remark,
    give_support,
    hide,
    release,
    show_again,
    take_support_back,
    withdraw_remark,
)
from mitmachstadt.contributions.models import Receipt, Support
from mitmachstadt.contributions.queries import answers_to, hiding_reason
from mitmachstadt.kernel.codes import code_hash
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Kind, Moderation, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from tests.factories import (
    ANYONE,
    NOW,
    answer,
    citizen,
    code_of,
    fresh,
    moderator,
    node,
    office,
    open_window,
    passage,
    submitted,
)

pytestmark = pytest.mark.django_db
GONE = Visibility.WITHDRAWN


def text_columns() -> list[tuple[str, str]]:
    """Every column of every table that can hold words."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            kind = field.get_internal_type()
            if kind in {"CharField", "TextField", "SlugField", "EmailField", "JSONField"}:
                found.append((model._meta.db_table, field.column))
    return found


def places_of(word: str) -> list[str]:
    """Where in the database a word stands."""
    return [
        f"{table}.{column}" for table, column in text_columns() if _stands_in(table, column, word)
    ]


def _stands_in(table: str, column: str, word: str) -> bool:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {quote(table)} WHERE CAST({quote(column)} AS text) LIKE %s LIMIT 1",
            [f"%{word}%"],
        )
        return cursor.fetchone() is not None


def recount() -> dict[int, tuple[int, int, int]]:
    """The counters of every node, counted from the rows."""
    remarks: Counter[int] = Counter()
    public = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
    for parent, kind, above in public.values_list("parent_id", "parent__kind", "parent__parent_id"):
        remarks.update([parent, above] if kind == Kind.REMARK else [parent])
    supports = Counter(Support.objects.values_list("node_id", flat=True))
    given = Trace.objects.filter(relation=Relation.ANSWERED_BY)
    answers = Counter(given.values_list("source_id", flat=True))
    return {
        pk: (remarks[pk], supports[pk], answers[pk])
        for pk in Node.objects.values_list("pk", flat=True)
    }


class City(RuleBasedStateMachine):
    """Two passages, three people, a moderator and an office that answers."""

    said = Bundle("said")

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.codes: dict[str, int] = {}
        self.words: dict[int, list[str]] = {}
        self.lines = 0
        self.number = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.stack.close()

    @initialize(moderation=st.sampled_from(list(Moderation)))
    def found(self, moderation: Moderation) -> None:
        section = node()
        open_window(section, moderation=moderation)
        self.passages = [passage(section), passage(section)]
        self.people = [citizen("Ada"), citizen("Grace"), ANYONE]
        self.moderator, self.office = moderator(), office()

    def _word(self) -> str:
        """A word that stands nowhere else."""
        self.number += 1
        return f"wort{self.number:04d}ende"

    @rule(target=said, on=st.integers(0, 1), who=st.integers(0, 2), form=st.integers(0, 3))
    def say(self, on: int, who: int, form: int):
        return self._say(self.passages[on], who, self._word(), f"{form}")

    @rule(target=said, to=said)
    def reply(self, to: int):
        return self.reply_as(to, who=0)

    @rule(target=said, to=said, who=st.integers(0, 2))
    def reply_as(self, to: int, who: int):
        about = Node.objects.select_related("parent").get(pk=to)
        if about.visibility != Visibility.PUBLIC:
            with pytest.raises(Refusal):
                submitted(about, self._word(), by=self.people[who])
            return multiple()
        return self._say(about, who, self._word(), self._word())

    @rule(to=said, who=st.integers(0, 2))
    def say_twice(self, to: int, who: int) -> None:
        """The same form again after whatever happened in between."""
        word = self.words[to][0]
        made = Node.objects.select_related("parent").get(pk=to)
        if made.parent in self.passages and made.visibility != GONE:
            again = submitted(made.parent, f"Ich sage {word}", by=ANYONE, submission=self.forms[to])
            assert again.node.pk == to and again.again

    def _say(self, about: Node, who: int, word: str, form: str) -> int:
        by = self.people[who]
        made = submitted(about, f"Ich sage {word}", by=by, submission=form, name="Uli")
        self.codes[made.code] = made.node.pk
        self.words[made.node.pk] = [word]
        self.forms = {**getattr(self, "forms", {}), made.node.pk: form}
        return made.node.pk

    @rule(of=said, verb=st.sampled_from([release, hide, show_again]))
    def moderate(self, of: int, verb) -> None:
        reason = {} if verb is release else {"reason": "Grund in Worten"}
        self._try(verb, node=fresh_by(of), visitor=self.moderator, at=NOW, **reason)

    def _code(self, of: int) -> str:
        return next(code for code, pk in self.codes.items() if pk == of)

    @rule(of=said)
    def correct(self, of: int) -> None:
        word = self._word()
        if self._try(correct_remark, code=self._code(of), text=f"Nun {word}", at=NOW):
            self.words[of].append(word)

    @rule(of=said)
    def withdraw(self, of: int) -> None:
        self._try(withdraw_remark, code=self._code(of), at=NOW)

    @rule(of=said, who=st.integers(0, 2))
    def support(self, of: int, who: int) -> None:
        self._try(give_support, node=fresh_by(of), visitor=self.people[who], at=NOW)

    @rule(of=said, who=st.integers(0, 1))
    def take_back(self, of: int, who: int) -> None:
        take_support_back(node=fresh_by(of), visitor=self.people[who], at=NOW)

    @rule(of=said, also=said)
    def answer(self, of: int, also: int) -> None:
        nodes = [fresh_by(of), fresh_by(also)]
        try:
            answer(*nodes, by=self.office)
        except Refusal:
            assert any(each.visibility != Visibility.PUBLIC for each in nodes)

    def _try(self, verb, **arguments) -> bool:
        try:
            verb(**arguments)
        except Refusal:
            return False
        return True

    @invariant()
    def counters_equal_a_recount(self) -> None:
        rows = Node.objects.values_list("pk", "remarks", "supports", "answers")
        assert {pk: tuple(counters) for pk, *counters in rows} == recount()

    @invariant()
    def every_code_opens_its_contribution(self) -> None:
        hashes = dict(Receipt.objects.values_list("code_hash", "node_id"))
        assert {code_hash(code): pk for code, pk in self.codes.items()} == hashes

    @invariant()
    def the_register_never_gets_shorter(self) -> None:
        lines = Entry.objects.count()
        assert lines >= self.lines
        self.lines = lines

    @invariant()
    def cards_are_what_rendering_gives_now(self) -> None:
        made = list(Node.objects.filter(kind=Kind.REMARK))
        answers = answers_to(made)
        for each in made:
            reason = hiding_reason(each) if each.visibility == Visibility.HIDDEN else ""
            assert each.card == cards.render(each, answers.get(each.pk, ()), reason)

    @invariant()
    def cards_hold_only_what_everyone_may_see(self) -> None:
        for each in Node.objects.filter(kind=Kind.REMARK).exclude(visibility=Visibility.PUBLIC):
            for word in self.words[each.pk]:
                assert word not in each.card

    def withdrawn(self) -> list[int]:
        return list(Node.objects.filter(visibility=GONE).values_list("pk", flat=True))

    @rule()
    def words_that_were_withdrawn_are_nowhere(self) -> None:
        for pk in self.withdrawn():
            for word in self.words[pk]:
                assert places_of(word) == []


def fresh_by(pk: int) -> Node:
    return Node.objects.get(pk=pk)


def test_city_in_which_anything_happens_in_any_order_stays_true():
    few = settings(max_examples=12, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(City, settings=few)


def test_places_of_a_word_finds_it_in_every_table_that_holds_it():
    made = submitted(passage_with_window(), "Ich sage eichhorn", by=citizen()).node
    correct_remark(code=code_of(made), text="Ich sage eichhörnchen", at=NOW)
    assert set(places_of("eichhorn")) == {"ledger_payload.content", "nodes_wording.text"}
    assert {"nodes_node.text", "nodes_node.title", "nodes_node.card"} <= set(places_of("eichhörn"))


def test_withdrawn_words_and_name_stand_nowhere_in_the_database():
    made = submitted(passage_with_window(), "Ich sage eichhorn", name="Quirinius").node
    correct_remark(code=code_of(fresh(made)), text="Ich sage murmeltier", at=NOW)
    withdraw_remark(code=code_of(fresh(made)), at=NOW)
    for word in ("eichhorn", "murmeltier", "Quirinius"):
        assert places_of(word) == []


def passage_with_window() -> Node:
    made = passage()
    open_window(made)
    return made
