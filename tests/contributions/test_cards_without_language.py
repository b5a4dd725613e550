"""Cards from before there were other languages get the marks that a page fills in."""

from importlib import import_module

import pytest

from mitmachstadt.contributions.cards import fill
from mitmachstadt.kernel.language import in_language
from mitmachstadt.nodes.models import Node
from tests.factories import open_passage, remark

migration = import_module("mitmachstadt.contributions.migrations.0004_cards_without_language")
BEFORE = """<article class="m-remark" id="r-abc">
<p class="m-remark__head"><b><bdi>Ada</bdi></b><span>für Radverein</span><a href="/de/n/abc/">\
<time datetime="2026-12-24T18:00:00+01:00">24. Dezember 2026</time></a></p>
<div class="m-text" dir="auto"><p>Antworten als Privatperson, 24. Dezember 2026</p></div>
<p class="m-acts"><span class="m-hint"><!--supports--></span><!--button--><a class="m-link" \
href="/de/n/abc/anmerken/">Antworten<span class="m-sr"> auf Ada</span></a></p>
<div class="m-answer" role="group" aria-label="Rückmeldung"><p class="m-answer__head"><span>\
Rückmeldung von <b>Büro</b></span><span></span></p></div>
</article>"""


@pytest.mark.django_db
def test_a_card_from_before_is_filled_in_english_and_its_words_stay() -> None:
    node = Node(public_id="abc", card=migration.without_language(BEFORE), supports=2)
    with in_language("en"):
        shown = str(fill(node, supported=False, can_support=False))
    for words in ("for <bdi>Radverein</bdi>", ">24 December 2026</time>", "2 supporters", ">Reply<",
                  'aria-label="Answer"', 'href="/en/n/abc/anmerken/"'):  # fmt: skip
        assert words in shown, words
    assert "<p>Antworten als Privatperson, 24. Dezember 2026</p>" in shown


@pytest.mark.django_db
def test_a_new_card_has_nothing_that_the_migration_would_change() -> None:
    card = remark(open_passage(), "Mehr Bänke.").card
    assert migration.without_language(card) == card
