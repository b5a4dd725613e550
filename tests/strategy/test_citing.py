"""What passages cite: what is refused, where it is shown, and whether it is still there."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from mitmachstadt.kernel.outward import Reached
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.strategy import actions, errors
from mitmachstadt.strategy.models import Citation, EditionPassage, Leaf, Source
from mitmachstadt.strategy.queries.citations import citations_of, numbers_of
from tests import factories as f
from tests.strategy.pages import headings_without_jump, ids_on, words_on

pytestmark = pytest.mark.django_db
LONG = "Die Stadt baut in allen Bezirken sichere Wege für Kinder. Sie beginnt damit an Schulen."
TODAY = date(2026, 11, 21)
URL = "https://example.org/studie?a=1&b=2"
GIVEN = {"author": "Institut", "title": "Eine Studie", "url": URL, "retrieved": TODAY}


def cite(edition, words="Wege", by=None, **given):
    return actions.cite(
        edition=edition, placing=f.placed(edition, words), visitor=by or f.office(), at=f.NOW,
        **{**GIVEN, **given},
    )  # fmt: skip


def publish(edition):
    return actions.publish_edition(edition=edition, visitor=f.office(), at=f.NOW)


def revise(edition, label="Fassung 2"):
    return actions.revise_edition(edition=edition, label=label, visitor=f.office(), at=f.NOW)


def of_passage(client, node):
    forget_pages()
    return words_on(client.get(f"/de/n/{node.public_id}/").content.decode())


def reading(client, edition):
    # Inside one transaction PostgreSQL's snapshot tells nothing of its writes.
    forget_pages()
    return client.get(f"/de/lesen/{edition.node.public_id}/1/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "data:text/html,x",
        "file:///etc/passwd", "ftp://example.org/", "//example.org/", "example.org", "https://",
        "https:///x", "https://example.org/a b", "https://example.org/\nx", "https://a:b@example.org/",
        "https://example.org@evil.example/", "http://[::1", "https://example.org:99999/",
        'https://example.org/"onclick=x', "https://example.org/<b>", "https:\\\\example.org",
        "https://example.org/" + "x" * 1000, "http://exa\u200bmple.org/", "vbscript:x",
    ],
)  # fmt: skip
def test_address_that_is_none_is_refused_with_a_sentence(url):
    edition = f.draft_edition()
    with pytest.raises(errors.AddressUnfit):
        cite(edition, url=url)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0.0.0.0",
        "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[::1]",
        "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "[2002:a00:1::]",
        "intern", "wiki.intranet", "drucker.local", "a.localhost", "localhost.", "224.0.0.1",
    ],
)  # fmt: skip
def test_private_address_is_refused_with_a_sentence(host):
    edition = f.draft_edition()
    with pytest.raises(errors.AddressNotPublic) as refused:
        cite(edition, url=f"http://{host}:8080/x")
    assert "öffentliche Adresse" in refused.value.in_words


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"retrieved": TODAY + timedelta(days=1)}, errors.RetrievedInTheFuture),
        ({"author": "  "}, errors.CitationIncomplete),
        ({"title": "\u200b"}, errors.CitationIncomplete),
    ],
)
def test_citation_that_lacks_something_is_refused(given, refusal):
    with pytest.raises(refusal):
        cite(f.draft_edition(), **given)


def test_same_address_twice_at_a_passage_is_refused_and_at_another_is_not():
    edition = f.draft_edition()
    cite(edition)
    with pytest.raises(errors.SourceCitedTwice):
        cite(edition, title="Anders")
    cite(edition, "Ampeln")
    assert (Source.objects.count(), Citation.objects.count()) == (1, 2)


def test_only_the_office_cites():
    edition, stranger = f.draft_edition(), f.citizen()
    made = cite(edition)
    for visitor, refusal in ((ANYONE, SignInNeeded), (stranger, RoleNeeded)):
        with pytest.raises(refusal):
            cite(edition, "Ampeln", by=visitor)
        with pytest.raises(refusal):
            actions.remove_citation(edition=edition, citation=made, visitor=visitor, at=f.NOW)


def test_published_edition_keeps_its_citations_as_they_are():
    edition = f.draft_edition()
    made = cite(edition)
    publish(edition)
    with pytest.raises(errors.EditionIsPublished):
        cite(edition, "Ampeln")
    with pytest.raises(errors.EditionIsPublished):
        actions.remove_citation(edition=edition, citation=made, visitor=f.office(), at=f.NOW)
    assert Citation.objects.count() == 1


def test_revision_carries_citations_forward_and_changes_only_its_own():
    first = f.draft_edition()
    cite(first)
    publish(first)
    draft = revise(first)
    (carried,) = Citation.objects.filter(placing__edition=draft)
    assert carried.source.url == URL
    actions.remove_citation(edition=draft, citation=carried, visitor=f.office(), at=f.NOW)
    cite(draft, "Ampeln")
    assert [line.title for line in citations_of(first)] == ["Eine Studie"]
    passage = f.placed(draft, "Ampeln").passage
    actions.remove_passage(edition=draft, passage=passage, visitor=f.office(), at=f.NOW)
    assert citations_of(draft) == []
    actions.discard_draft(edition=draft, visitor=f.office(), at=f.NOW)
    assert Citation.objects.count() == 1


def test_joined_passages_cite_what_both_cited_each_source_once():
    edition = f.draft_edition("# T\n\nErstens Wege.\n\nZweitens Netz.\n")
    cite(edition)
    cite(edition, "Netz")
    cite(edition, "Netz", url="https://example.org/zwei", title="Zweite")
    passage = f.placed(edition, "Netz").passage
    before = actions.merge_passages(edition=edition, passage=passage, visitor=f.office(), at=f.NOW)
    titles = [line.title for line in citations_of(edition)]
    assert titles == ["Eine Studie", "Zweite"]
    assert Citation.objects.filter(placing=before).count() == 2


def test_passage_that_is_taken_in_again_cites_what_it_cited():
    first = f.draft_edition()
    cite(first)
    publish(first)
    draft = revise(first)
    passage = f.placed(draft, "Wege").passage
    for verb in (actions.remove_passage, actions.bring_passage_back):
        verb(edition=draft, passage=passage, visitor=f.office(), at=f.NOW)
    assert [line.title for line in citations_of(draft)] == ["Eine Studie"]
    assert len(citations_of(first)) == 1


def test_draft_that_is_laid_out_again_cites_what_it_cited():
    edition = f.draft_edition("# T\n\nDie Stadt baut sichere Wege.Sie sind\nlang-\nsam fertig.\n")
    flags = edition.report["flags"]
    asked = {str(n): False for n, flag in enumerate(flags) if flag["suggestion"] is not None}
    assert asked
    with pytest.raises(errors.DecisionsOpen):
        cite(edition)
    actions.decide(edition=edition, decisions=asked, visitor=f.office(), at=f.NOW)
    cite(edition)
    other = dict.fromkeys(asked, True)
    actions.decide(edition=edition, decisions=other, visitor=f.office(), at=f.NOW)
    assert [line.title for line in citations_of(edition)] == ["Eine Studie"]


def test_reading_page_numbers_citations_and_lists_them_with_their_full_address(client):
    edition = f.draft_edition()
    cite(edition, "Netz", url="https://example.org/zwei", title="Zweite")
    cite(edition, note="Seite 3 <b>")
    publish(edition)
    assert sorted(numbers_of(edition).values()) == [[1], [2]]
    html = reading(client, edition)
    assert headings_without_jump(html)
    assert len(ids_on(html)) == len(set(ids_on(html)))
    assert 'href="#quelle-1"><span class="m-sr">Quelle </span>1</a></sup></p>' in html
    assert {"quelle-1", "quelle-2"} <= set(ids_on(html))
    words = words_on(html)
    assert "Quellen Institut: Eine Studie . https://example.org/studie?a=1&b=2" in words
    assert "abgerufen am 21. November 2026" in words
    assert "Seite 3 <b>" in words
    assert 'rel="nofollow noopener external"' in html


def test_pages_published_with_the_german_name_of_a_source_get_the_mark():
    edition = f.draft_edition()
    cite(edition)
    publish(edition)
    now = Leaf.objects.get().html
    mark = '><span class="m-sr"><!--w:source--> </span>1</a>'
    assert mark in now
    before = now.replace(mark, ' aria-label="Quelle 1">1</a>')
    Leaf.objects.update(html=before)
    migration = import_module("mitmachstadt.strategy.migrations.0010_sources_without_language")
    migration.change(apps, connection.schema_editor())
    assert Leaf.objects.get().html == now
    assert migration.without_language(now) == now


def test_preview_shows_sources_and_terms_as_readers_will_see_them(
    client, django_assert_num_queries
):
    edition = f.draft_edition()
    strategy, office = edition.document.strategy, f.office()
    client.force_login(office.person)
    address = f"/de/buero/texte/{edition.node.public_id}/vorschau/"
    for number in range(3):
        cite(edition, note=f"S. {number}", url=f"https://example.org/{number}")
        actions.explain_term(
            strategy=strategy, name=("Wege", "Netz", "Ampeln")[number], definition="So.",
            visitor=office, at=f.NOW,
        )  # fmt: skip
        if number != 1:
            with django_assert_num_queries(10):
                html = client.get(address).content.decode()
    publish(edition)
    shown = reading(client, edition)
    for part in ("</sup></p>", "m-term", 'id="quelle-3"'):
        assert html.count(part) == shown.count(part) > 0


def test_page_of_a_passage_shows_what_its_newest_wording_cites(client):
    edition = f.draft_edition()
    cite(edition)
    publish(edition)
    node = f.placed(edition, "Wege").passage.node
    words = of_passage(client, node)
    assert "Quellen Institut: Eine Studie" in words
    draft = revise(edition)
    actions.remove_citation(
        edition=draft, citation=Citation.objects.get(placing__edition=draft), visitor=f.office(),
        at=f.NOW,
    )  # fmt: skip
    actions.change_passage(
        edition=draft, passage=f.placed(draft, "Ampeln").passage, text="Ampeln gehen.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    actions.publish_edition(edition=draft, visitor=f.office(), at=f.NOW + f.DAY)
    words = of_passage(client, node)
    assert "Eine Studie" not in words


@pytest.mark.parametrize("number", [1, 3])
def test_pages_with_citations_take_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    edition = f.draft_edition()
    for n in range(number):
        cite(edition, url=f"https://example.org/{n}")
    publish(edition)
    node = f.placed(edition, "Wege").passage.node
    with django_assert_num_queries(7):
        reading(client, edition)
    with django_assert_num_queries(6):
        client.get(f"/de/n/{node.public_id}/")


@pytest.mark.parametrize("number", [1, 3])
def test_desk_takes_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    edition = f.draft_edition()
    for n in range(number):
        cite(edition, url=f"https://example.org/{n}")
    with django_assert_num_queries(7):
        client.get(f"/de/buero/quellen/{edition.node.public_id}/")


def test_desk_shows_some_passages_at_a_time_and_leads_back_to_them(client, me):
    edition = f.draft_edition("# T" + "".join(f"\n\nSatz {n}. {LONG}" for n in range(400)))
    desk = f"/de/buero/quellen/{edition.node.public_id}/"
    html = client.get(desk, {"seite": "2"}).content.decode()
    assert "Satz 40." in html and "Satz 39." not in html and "Seite 2 von 10" in words_on(html)
    assert len(html) < 60_000
    passage = f.placed(edition, "Satz 40.").passage.node.public_id
    assert f"{desk}{passage}/?seite=2" in html
    given = {**GIVEN, "retrieved": "2026-11-20"}
    saved = client.post(f"{desk}{passage}/?seite=2", given)
    assert saved.status_code == 302, words_on(saved.content.decode())
    assert saved["Location"] == f"{desk}?seite=2#seite"
    for strange in ("0", "-1", "x", "99999999999", "²", "11"):
        assert client.get(desk, {"seite": strange}).status_code == 200


def test_office_cites_at_the_desk_and_nothing_typed_is_lost(client, me):
    edition = f.draft_edition()
    passage = f.placed(edition, "Wege").passage.node.public_id
    desk = f"/de/buero/quellen/{edition.node.public_id}/"
    form = {"author": "Institut", "title": "Studie", "url": "javascript:alert(1)",
            "retrieved": "2026-11-20"}  # fmt: skip
    answer = client.post(f"{desk}{passage}/", form)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert 'value="javascript:alert(1)"' in html and "Diese Adresse geht nicht" in html
    assert client.post(f"{desk}{passage}/", {**form, "url": URL}).status_code == 302
    made = Citation.objects.get()
    assert "entfernen" in client.get(desk).content.decode()
    assert client.post(f"{desk}{made.pk}/entfernen/").status_code == 302
    assert client.post(f"{desk}{made.pk}/entfernen/").status_code == 404
    assert client.post(f"{desk}{10**30}/entfernen/").status_code == 404
    assert client.get(f"{desk}gibtsnicht/").status_code == 404
    publish(edition)
    assert client.get(desk).status_code == 404


def test_desk_of_citations_is_for_the_office(client):
    edition = f.draft_edition()
    desk = f"/de/buero/quellen/{edition.node.public_id}/"
    assert client.get(desk).status_code == 302
    client.force_login(f.person("Fremd"))
    assert client.get(desk).status_code == 403
    client.force_login(f.office().person)
    assert client.get(desk).status_code == 200


def test_links_are_marked_with_the_day_and_published_citations_stay(client):
    edition = f.draft_edition()
    cite(edition, url="https://example.org/da")
    cite(edition, url="https://example.org/weg")
    publish(edition)
    before = list(Citation.objects.values())
    answers = {
        "https://example.org/da": Reached(True, 200),
        "https://example.org/weg": Reached(False),
    }
    check = lambda at: actions.check_links(ask=answers.__getitem__, at=at)  # noqa: E731
    assert check(f.NOW) == (1, 1)
    assert check(f.NOW + f.DAY) == (1, 1)
    words = words_on(reading(client, edition))
    assert "Zuletzt erreichbar am 22. November 2026" in words
    assert "Nicht mehr erreichbar seit 21. November 2026" in words
    node = f.placed(edition, "Wege").passage.node
    assert "Nicht mehr erreichbar seit 21. November 2026" in words_on(
        client.get(f"/de/n/{node.public_id}/").content.decode()
    )
    answers["https://example.org/weg"] = Reached(True, 200)
    check(f.NOW + 2 * f.DAY)
    assert "Nicht mehr" not in words_on(reading(client, edition))
    assert list(Citation.objects.values()) == before


def test_address_that_nothing_cites_any_more_is_not_asked():
    edition = f.draft_edition()
    cite(edition)
    Citation.objects.all().delete()
    assert actions.check_links(ask=lambda url: pytest.fail(url), at=f.NOW) == (0, 0)
    assert EditionPassage.objects.exists()
