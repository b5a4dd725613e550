"""The glossary: terms and their forms, their marks in published pages, its pages and desk."""

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.strategy import actions, cards, errors
from mitmachstadt.strategy.enums import MOST_FORMS, MOST_MARKS
from mitmachstadt.strategy.models import Edition, GlossaryForm, GlossaryTerm, Leaf
from mitmachstadt.strategy.queries import glossary as queries
from mitmachstadt.strategy.tasks import mark_pages
from tests import factories as f
from tests.strategy.pages import headings_without_jump, ids_on, read_page, words_on

pytestmark = pytest.mark.django_db
TEXT = """\
# Grünbuch

## Ampeln und Wege {#wege .prose}

Die Ampeln stehen. Jede Ampel steht am [Weg der Ampel](https://example.org/). `Ampel`

Eine Ampelanlage ist keine Ampel-Liste. Nur Netze.

## Ampel {#ampel .term}

Ein Licht, das den Verkehr regelt.
"""


def edition(text=TEXT):
    return f.published_edition(text)


def explain(strategy, name="Ampel", definition="Ein Licht.", by=None, at=f.NOW, **rest):
    return actions.explain_term(
        strategy=strategy, name=name, definition=definition, visitor=by or f.office(), at=at,
        **rest,
    )  # fmt: skip


def reading(client, of):
    # Inside one transaction PostgreSQL's snapshot tells nothing of its writes.
    forget_pages()
    return client.get(f"/de/lesen/{of.node.public_id}/1/").content.decode()


def marks(html):
    """The marked words of a page."""
    tags = [(tag, found) for tag, found in read_page(html).elements if tag == "a"]
    return [found for _, found in tags if "/glossar/begriff/" in found.get("href", "")]


def test_first_mention_is_marked_when_the_text_is_published_after_the_term(client):
    document = f.strategy_document()
    term = explain(document.strategy, forms=["Ampeln"])
    html = reading(client, f.published_edition(TEXT, document=document))
    (mark,) = marks(html)
    assert mark["href"] == f"/de/glossar/begriff/{term.public_id}/"
    assert f'id="{mark["aria-describedby"]}">Ein Licht.</span>' in html
    assert '>Ampeln</a><span role="tooltip"' in html


def test_changed_term_reaches_published_pages_and_leaves_their_words_alone(client):
    made = edition()
    plain = reading(client, made)
    hashed = Edition.objects.get().content_hash
    strategy = made.document.strategy
    term = explain(strategy, definition="Erst so.")
    assert DBTaskResult.objects.filter(task_path=actions.glossary.MARKING).count() == 1
    mark_pages.call(strategy=strategy.node.public_id)
    assert "Erst so." in reading(client, made)
    explain(strategy, term=term, definition="Dann anders.", name="Ampel", forms=["Ampeln"])
    mark_pages.call(strategy=strategy.node.public_id)
    assert "Dann anders." in reading(client, made) and "Erst so." not in reading(client, made)
    assert Edition.objects.get().content_hash == hashed
    actions.remove_term(term=term, visitor=f.office(), at=f.NOW)
    mark_pages.call(strategy=strategy.node.public_id)
    assert reading(client, made) == plain


def test_marking_twice_is_marking_once():
    made = edition()
    explain(made.document.strategy)
    assert actions.mark_pages(strategy=made.document.strategy) == 1
    assert actions.mark_pages(strategy=made.document.strategy) == 0


def test_marking_that_a_change_overtakes_leaves_the_pages_to_the_next_one(monkeypatch):
    made = edition()
    strategy = made.document.strategy
    term = explain(strategy, definition="Alt.")
    before = Leaf.objects.get().html
    marking = cards.marking

    def overtaken(terms):
        mark = marking(terms)
        explain(strategy, term=term, definition="Neu.", at=f.NOW + f.DAY)
        return mark

    monkeypatch.setattr(cards, "marking", overtaken)
    assert actions.mark_pages(strategy=strategy) == 0
    assert Leaf.objects.get().html == before
    monkeypatch.undo()
    assert actions.mark_pages(strategy=strategy) == 1
    assert "Neu." in Leaf.objects.get().html


def test_definition_of_html_is_text_everywhere(client):
    made = edition()
    evil = '</span><script>alert(1)</script><a href="javascript:x">" onmouseover="x'
    term = explain(made.document.strategy, definition=evil, plain=evil, source=evil)
    actions.mark_pages(strategy=made.document.strategy)
    for address in (
        f"/de/lesen/{made.node.public_id}/1/",
        "/de/glossar/",
        f"/de/glossar/begriff/{term.public_id}/",
    ):
        for tag, found in read_page(client.get(address).content.decode()).elements:
            assert tag != "script" or found["src"].startswith("/static/")
            assert not [name for name in found if name.startswith("on")]
            assert not found.get("href", "").startswith("javascript")
    actions.remove_term(term=term, visitor=f.office(), at=f.NOW)
    actions.mark_pages(strategy=made.document.strategy)
    assert "m-term" not in Leaf.objects.get().html


@pytest.mark.parametrize("name", ["C++", "a.*", "(neu)", "[x]", "$1", "\\d", "Fuß & Rad"])
def test_term_of_special_signs_is_found_as_it_is_written(name):
    made = edition(f"# T\n\nHier steht {name.replace('*', chr(92) + '*')} und sonst axx nichts.\n")
    explain(made.document.strategy, name=name)
    actions.mark_pages(strategy=made.document.strategy)
    assert Leaf.objects.get().html.count("m-term") == 1


def test_page_bears_few_marks_and_its_size_stays_small(client):
    words = [f"Fachwort{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    made = edition("# T\n\n" + "\n\n".join(f"Das {word} zählt." for word in words))
    strategy = made.document.strategy
    for word in words:
        explain(strategy, name=word, definition="Sehr lange Erklärung. " * 40)
    actions.mark_pages(strategy=strategy)
    html = reading(client, made)
    assert len(marks(html)) == MOST_MARKS
    assert len(html) < 60_000
    assert len(ids_on(html)) == len(set(ids_on(html)))


def test_marks_cost_no_statement(client, django_assert_num_queries):
    made = edition()
    explain(made.document.strategy)
    actions.mark_pages(strategy=made.document.strategy)
    with django_assert_num_queries(6):
        assert "m-term" in reading(client, made)


def test_mark_taken_away_gives_the_page_as_it_was():
    made = edition()
    html = Leaf.objects.get().html
    explain(made.document.strategy, forms=["Ampeln", "Licht"], definition="A & B <b>\n\nC")
    terms = queries.terms_of(made.document.strategy)
    marked = cards.marking(terms)(html)
    assert marked != html
    assert cards.marking(terms)(marked) == marked
    assert cards.marking([])(marked) == html


def test_only_the_office_explains_terms():
    strategy, stranger = f.strategy_document().strategy, f.citizen()
    term = explain(strategy)
    for visitor, refusal in ((ANYONE, SignInNeeded), (stranger, RoleNeeded)):
        with pytest.raises(refusal):
            explain(strategy, name="Neu", by=visitor)
        with pytest.raises(refusal):
            actions.remove_term(term=term, visitor=visitor, at=f.NOW)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": ""}, errors.GlossaryNameMissing),
        ({"name": " \u200b "}, errors.GlossaryNameMissing),
        ({"name": "+++"}, errors.GlossaryNameMissing),
        ({"name": "x" * 101}, errors.GlossaryNameMissing),
        ({"definition": " "}, errors.DefinitionMissing),
        ({"forms": ["--"]}, errors.FormUnfit),
        ({"forms": ["x" * 101]}, errors.FormUnfit),
        ({"forms": [f"Wort {n}" for n in range(MOST_FORMS)]}, errors.TooManyForms),
        ({"name": "Weg"}, errors.FormTaken),
        ({"forms": ["Wege"]}, errors.FormTaken),
    ],
)
def test_term_that_explains_nothing_or_what_is_explained_is_refused(given, refusal):
    strategy = f.strategy_document().strategy
    explain(strategy, name="Weg", forms=["Wege"])
    with pytest.raises(refusal):
        explain(strategy, **given)
    assert GlossaryTerm.objects.count() == 1
    assert Entry.objects.filter(kind="glossary.explained").count() == 1


def test_database_gives_a_word_one_explanation():
    strategy = f.strategy_document().strategy
    one, two = explain(strategy), explain(strategy, name="Weg")
    with pytest.raises(IntegrityError), transaction.atomic():
        GlossaryForm.objects.create(term=two, strategy=strategy, words="Ampel", position=7)
    assert explain(f.strategy_document().strategy) and one


def test_term_changes_keeps_its_address_and_knows_its_relatives():
    strategy = f.strategy_document().strategy
    weg = explain(strategy, name="Weg")
    term = explain(strategy, related=[weg.public_id, "gibtsnicht"], forms=["Ampeln", "", "Ampeln"])
    again = explain(
        strategy, term=term, name="Lichtzeichen", related=[weg.public_id, term.public_id]
    )
    assert again.public_id == term.public_id
    assert list(again.related.all()) == [weg]
    assert [form.words for form in again.forms.all()] == ["Lichtzeichen"]


@pytest.mark.parametrize(
    ("name", "letter"), [("Äpfel", "A"), ("ß", "S"), ("5G", "#"), ("éclair", "E"), ("Ж", "#")]
)
def test_term_stands_under_its_letter(name, letter):
    assert queries.initial(name) == letter


@pytest.mark.parametrize("number", [1, 3])
def test_public_pages_take_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    strategy = edition().document.strategy
    names = [f"Begriff {chr(97 + n)}" for n in range(number)]
    terms = [explain(strategy, name=name, forms=[f"{name}s"]) for name in names]
    ids = [each.public_id for each in terms]
    own = explain(strategy, name="Eigener", forms=names_of(number), related=ids)
    for address, statements in {
        "/de/glossar/": 2,
        "/de/glossar/?ab=B": 2,
        f"/de/glossar/begriff/{own.public_id}/": 3,
    }.items():
        with django_assert_num_queries(statements):
            page = client.get(address).content.decode()
        assert headings_without_jump(page)


def names_of(number):
    return [f"Form {n}" for n in range(number)]


def test_letter_shows_its_terms_alone_and_an_unknown_one_all(client):
    strategy = edition().document.strategy
    explain(strategy, name="Ampel")
    explain(strategy, name="Weg")
    one = words_on(client.get("/de/glossar/?ab=W").content.decode())
    assert "Weg" in one and "Ampel" not in one
    for letter in ("x", "%00", "<b>", ""):
        assert "Ampel" in client.get(f"/de/glossar/?ab={letter}").content.decode()


def test_large_glossary_shows_one_letter_at_a_time(monkeypatch):
    monkeypatch.setattr(queries, "MOST_SHOWN", 1)
    strategy = edition().document.strategy
    explain(strategy, name="Ampel")
    explain(strategy, name="Weg")
    page = queries.glossary_page()
    assert (page.shown, page.whole) == ("A", False)
    assert [letter for letter, _ in page.groups] == ["A"]


def test_terms_of_a_draft_strategy_are_not_public(client):
    term = explain(f.strategy_document().strategy)
    assert "Ampel" not in client.get("/de/glossar/").content.decode()
    assert client.get(f"/de/glossar/begriff/{term.public_id}/").status_code == 404


def test_office_takes_a_term_over_from_a_section(client, me):
    strategy = edition().document.strategy
    (found,) = queries.unexplained(strategy)
    assert (found.name, found.definition) == ("Ampel", "Ein Licht, das den Verkehr regelt.")
    new = f"/de/buero/glossar/{strategy.node.public_id}/neu/?aus={found.section.node.public_id}"
    assert "Ein Licht, das den Verkehr regelt." in client.get(new).content.decode()
    form = {"name": "Ampel", "definition": found.definition, "other_forms": "Ampeln\r\n"}
    assert client.post(new, form).status_code == 302
    term = GlossaryTerm.objects.get()
    assert term.section == found.section
    assert queries.unexplained(strategy) == []
    page = words_on(client.get(f"/de/glossar/begriff/{term.public_id}/").content.decode())
    assert "Woher die Erklärung stammt" in page and "auch : Ampeln" in page.replace(":", " :")


def test_desk_keeps_what_was_typed_and_lets_only_the_office_in(client):
    strategy = edition().document.strategy
    term = explain(strategy)
    base = f"/de/buero/glossar/{strategy.node.public_id}/"
    addresses = ["/de/buero/glossar/", f"{base}neu/", f"{base}{term.public_id}/"]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(f.person("Fremd"))
    for address in addresses:
        assert client.get(address).status_code == 403
    client.force_login(f.person("Kollegin", BuiltInGroup.OFFICE))
    for address in addresses:
        assert headings_without_jump(client.get(address).content.decode())
    given = {"name": "Ampel", "definition": "Noch <b>eine</b>"}
    answer = client.post(f"{base}neu/", given)
    assert answer.status_code == 400
    assert "Noch &lt;b&gt;eine" in answer.content.decode()
    assert "erklärt schon der Begriff" in answer.content.decode()
    other = f.strategy_document().strategy.node.public_id
    assert client.get(f"/de/buero/glossar/{other}/{term.public_id}/").status_code == 404
    assert client.post(f"{base}{term.public_id}/loeschen/").status_code == 302
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_desk_takes_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    strategy = edition().document.strategy
    for n in range(number):
        explain(strategy, name=f"Begriff {n}", forms=[f"Begriffs {n}"])
    with django_assert_num_queries(10):
        client.get("/de/buero/glossar/")
