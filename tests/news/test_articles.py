"""Reports and news: written, published, put right openly, withdrawn with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mitmachstadt.contributions.queries import newest
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.news.actions import (
    correct_article,
    draft_article,
    edit_draft,
    keep_article,
    publish_article,
    report_on,
    withdraw_article,
)
from mitmachstadt.news.calculations import Written, article_html
from mitmachstadt.news.errors import (
    ChangedMeanwhile,
    DayInFuture,
    DayMissing,
    DistrictMissing,
    LeadMissing,
    NothingCorrected,
    NotPublished,
    NotToBeReportedOn,
    PublishedAlready,
    ReasonNeeded,
    TextMissing,
    TitleMissing,
)
from mitmachstadt.news.models import Article
from mitmachstadt.news.queries import published_articles, what_it_is_about
from mitmachstadt.nodes.enums import Kind, Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
WORDS = Written(
    title="Konferenz am Hafen",
    lead="Achtzig Menschen haben über sichere Wege gesprochen.",
    source="## Tisch 1\n\nMehr **Ampeln**.",
    took_place=date(2026, 11, 20),
)
WHY = "Es waren neunzig Menschen."


def draft(words: Written = WORDS, kind: Kind = Kind.REPORT, at=NOW) -> Article:
    return draft_article(kind=kind, written=words, visitor=f.office(), at=at)


def published(words: Written = WORDS, kind: Kind = Kind.REPORT, at=NOW) -> Article:
    return publish_article(article=draft(words, kind, at), visitor=f.office(), at=at)


@pytest.mark.parametrize(
    ("kind", "change", "refusal"),
    [
        (Kind.REPORT, {"title": " \u200b"}, TitleMissing),
        (Kind.REPORT, {"title": "x" * 201}, TitleMissing),
        (Kind.REPORT, {"lead": ""}, LeadMissing),
        (Kind.REPORT, {"source": "\n"}, TextMissing),
        (Kind.REPORT, {"took_place": None}, DayMissing),
        (Kind.REPORT, {"took_place": date(2026, 11, 22)}, DayInFuture),
        (Kind.NEWS, {"scope": Scope.DISTRICT}, DistrictMissing),
    ],
)
def test_what_is_missing_is_said(kind, change, refusal):
    with pytest.raises(refusal):
        draft(replace(WORDS, **change), kind)
    assert not Node.objects.exists()


def test_news_may_announce_what_is_to_come():
    assert draft(replace(WORDS, took_place=date(2027, 1, 1)), Kind.NEWS).took_place
    assert draft(replace(WORDS, took_place=None), Kind.NEWS).took_place is None


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("![Foto](https://elsewhere.example/x.png)", "<p>[Bild: Foto]</p>"),
        ("# Oben", "<h2>Oben</h2>"),
        (
            "## Oben\n### Unten\n##### Tief\n## Oben",
            "<h2>Oben</h2>\n<h3>Unten</h3>\n<h4>Tief</h4>\n<h2>Oben</h2>",
        ),
        ("Bürger*innen", "<p>Bürger*innen</p>"),
    ],
)
def test_markdown_becomes_safe_html_without_requests_elsewhere(source, html):
    assert article_html(source).strip() == html


def test_draft_is_seen_by_nobody_and_changes_freely(client):
    article = draft()
    address = f"/de/n/{article.node.public_id}/"
    assert client.get(address).status_code == 404
    assert newest(None, at=NOW) == []
    changed = edit_draft(
        article=article, written=replace(WORDS, title="Neu"), seen=1, visitor=f.office(), at=NOW
    )
    assert changed.node.title == "Neu"
    with pytest.raises(ChangedMeanwhile):
        edit_draft(article=article, written=WORDS, seen=1, visitor=f.office(), at=NOW)
    with pytest.raises(NotPublished):
        withdraw_article(article=article, reason=WHY, visitor=f.office(), at=NOW)


def test_published_report_is_read_found_and_told(client):
    article = published()
    words = client.get(f"/de/n/{article.node.public_id}/").content.decode()
    assert (
        "Mehr <strong>Ampeln</strong>." in words and "Veranstaltung am 20. November 2026" in words
    )
    assert "Konferenz am Hafen" in client.get("/de/neuigkeiten/").content.decode()
    assert "Konferenz am" in client.get("/de/suche/?q=Ampeln&art=report").content.decode()
    assert [news.kind for news in newest(None, at=NOW)] == ["report"]
    with pytest.raises(PublishedAlready):
        edit_draft(article=article, written=WORDS, visitor=f.office(), at=NOW)
    with pytest.raises(PublishedAlready):
        publish_article(article=article, visitor=f.office(), at=NOW)


def corrected(article: Article, note: str = WHY, **change) -> None:
    change = change or {"lead": "Neunzig Menschen haben über sichere Wege gesprochen."}
    words = replace(WORDS, **change)
    correct_article(article=article, written=words, note=note, visitor=f.office(), at=NOW + DAY)


def test_correction_stands_below_and_in_the_register(client):
    article = published()
    corrected(article)
    words = client.get(f"/de/n/{article.node.public_id}/").content.decode()
    assert "Neunzig Menschen" in words and WHY in words and "zuletzt am 22. November" in words
    kinds = [line.kind for line in entries_about(article.node.public_id)]
    assert kinds == ["article.drafted", "article.published", "article.corrected"]


def test_correction_has_a_reason_and_changes_something():
    article = published()
    with pytest.raises(ReasonNeeded):
        corrected(article, note="Falsch")
    with pytest.raises(NothingCorrected):
        corrected(article, title=WORDS.title)
    assert not article.corrections.exists()


def test_withdrawn_report_tells_why_and_no_longer_what(client):
    article = published()
    withdraw_article(article=article, reason=WHY, visitor=f.office(), at=NOW + DAY)
    page = client.get(f"/de/n/{article.node.public_id}/").content.decode()
    assert WHY in page and "Ampeln" not in page and "Konferenz am Hafen" not in page
    assert "Konferenz" not in client.get("/de/neuigkeiten/").content.decode()
    assert newest(None, at=NOW + DAY) == []
    with pytest.raises(NotPublished):
        corrected(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(withdrawn_because="")


def test_report_is_linked_to_what_it_is_about(client):
    process, article = f.opened_process(), published()
    about = [process.node.public_id, process.node.public_id]
    report_on(article=article, addresses=about, visitor=f.office(), at=NOW)
    assert (
        "darüber wird berichtet in"
        in client.get(f"/de/n/{process.node.public_id}/").content.decode()
    )
    assert "berichtet über" in client.get(f"/de/n/{article.node.public_id}/").content.decode()
    for wrong in ("gibtsnicht", article.node.public_id, draft().node.public_id):
        with pytest.raises(NotToBeReportedOn):
            report_on(article=article, addresses=[wrong], visitor=f.office(), at=NOW)


def test_article_with_a_wrong_link_is_not_begun():
    with pytest.raises(NotToBeReportedOn):
        keep_article(
            article=None, kind=Kind.NEWS, written=WORDS, note="", about=["nirgends"], seen=None,
            visitor=f.office(), at=NOW,
        )  # fmt: skip
    assert not Article.objects.exists()


def test_report_is_remarked_on_only_where_a_window_is_open(client):
    article = published()
    address = f"/de/n/{article.node.public_id}/anmerken/"
    assert "keine Beteiligung geöffnet" in client.get(address).content.decode()
    f.open_window(article.node)
    f.remark(article.node)
    assert Node.objects.get(pk=article.pk).remarks == 1
    corrected(article)
    assert Node.objects.get(pk=article.pk).remarks == 1


def test_only_the_office_writes(client):
    article = draft()
    for me, refusal in ((ANYONE, SignInNeeded), (f.citizen(), RoleNeeded)):
        for act in (
            lambda me: draft_article(kind=Kind.NEWS, written=WORDS, visitor=me, at=NOW),
            lambda me: edit_draft(article=article, written=WORDS, visitor=me, at=NOW),
            lambda me: publish_article(article=article, visitor=me, at=NOW),
            lambda me: withdraw_article(article=article, reason=WHY, visitor=me, at=NOW),
            lambda me: report_on(article=article, addresses=[], visitor=me, at=NOW),
        ):
            with pytest.raises(refusal):
                act(me)
    client.force_login(f.citizen().person)
    for rest in ("", "neu/", f"{article.node.public_id}/"):
        assert client.get(f"/de/buero/neuigkeiten/{rest}").status_code == 403


def test_list_is_paged_and_narrowed_down():
    nord = f.district("Nord")
    local = replace(WORDS, title="Im Norden", scope=Scope.DISTRICT, district=nord)
    long_ago = replace(WORDS, took_place=date(2024, 1, 1))
    made = [published(long_ago, at=NOW - number * DAY * 200) for number in range(3)]
    here = published(local, Kind.NEWS)
    first = published_articles(limit=3)
    assert [a.pk for a in first.articles] == [here.pk, made[0].pk, made[1].pk]
    rest = published_articles(limit=3, after=first.older)
    assert [a.pk for a in rest.articles] == [made[2].pk] and rest.older is None
    assert [a.pk for a in published_articles(kind=Kind.NEWS).articles] == [here.pk]
    assert [a.pk for a in published_articles(district=nord.number).articles] == [here.pk]
    assert [a.pk for a in published_articles(year=2025).articles] == [made[2].pk]


@pytest.mark.parametrize("times", [1, 3])
def test_list_takes_as_many_queries_for_three(client, times, django_assert_num_queries):
    for number in range(times):
        published(replace(WORDS, title=f"Bericht {number}"))
    forget_pages()
    with django_assert_num_queries(3):
        assert client.get("/de/neuigkeiten/").status_code == 200


@pytest.mark.parametrize("asked", ["?jahr=0", "?jahr=99999", "?ort=1'", "?art=remark", "?ab=x"])
def test_nonsense_in_the_address_is_no_error(client, asked):
    published()
    assert "Konferenz" in client.get(f"/de/neuigkeiten/{asked}").content.decode()


def typed(**rest) -> dict[str, str]:
    return {
        "kind": "news", "title": "Neue Zeiten", "lead": "Die Bücherei hat länger auf.",
        "source": "Ab Montag.", "scope": "city",
    } | rest  # fmt: skip


def test_office_writes_publishes_corrects_and_withdraws(client):
    client.force_login(f.office().person)
    assert client.post("/de/buero/neuigkeiten/neu/", typed()).status_code == 302
    article = Article.objects.get()
    desk = f"/de/buero/neuigkeiten/{article.node.public_id}/"
    assert client.post(desk + "veroeffentlichen/").status_code == 302
    unexplained = client.post(desk, typed(source="Ab Dienstag."))
    assert unexplained.status_code == 400 and "Ab Dienstag." in unexplained.content.decode()
    explained = typed(source="Ab Dienstag.", note="Der Tag war falsch.")
    assert client.post(desk, explained).status_code == 302
    assert client.post(desk + "zurueckziehen/", {"reason": "kurz"}).status_code == 400
    assert client.post(desk + "zurueckziehen/", {"reason": WHY}).status_code == 302
    assert "zurückgezogen" in client.get(desk).content.decode()


def test_link_is_added_to_what_is_published_and_the_form_shows_it(client):
    client.force_login(f.office().person)
    process, article = f.opened_process(), published()
    desk = f"/de/buero/neuigkeiten/{article.node.public_id}/"
    same = {
        "title": WORDS.title, "lead": WORDS.lead, "source": WORDS.source, "scope": "city",
        "took_place": "2026-11-20", "note": "Das Verfahren fehlte.",
    }  # fmt: skip
    assert "nichts zu berichtigen" in client.post(desk, same).content.decode()
    linked = same | {"about": f"/de/n/{process.node.public_id}/"}
    assert client.post(desk, linked).status_code == 302
    assert [node.pk for node in what_it_is_about(article)] == [process.node.pk]
    assert f"/n/{process.node.public_id}/" in client.get(desk).content.decode()
    assert entries_about(article.node.public_id)[-1].kind == "article.corrected"
    assert "nichts zu berichtigen" in client.post(desk, linked).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"scope": "district"}, {"kind": "report"}, {"about": "/n/nirgends/"}]
)
def test_bad_input_loses_nothing_that_was_typed(client, wrong):
    client.force_login(f.office().person)
    answer = client.post("/de/buero/neuigkeiten/neu/", typed(**wrong))
    assert answer.status_code == 400 and "Die Bücherei hat länger auf." in answer.content.decode()
    assert not Article.objects.exists()


def test_page_for_the_office_stays_within_the_budget(client):
    process, article = f.opened_process(), published()
    about = [process.node.public_id]
    report_on(article=article, addresses=about, visitor=f.office(), at=NOW)
    corrected(article)
    client.force_login(f.office().person)
    with CaptureQueriesContext(connection) as statements:
        client.get(f"/de/n/{article.node.public_id}/")
    assert len(statements) <= 12, "\n".join(each["sql"][:150] for each in statements)
