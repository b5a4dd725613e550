"""Figures that tell of nobody."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.answers.enums import Axis
from mitmachstadt.answers.models import Figure
from mitmachstadt.contributions.enums import Channel
from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.models import DailyCount
from mitmachstadt.kernel.once import new_key
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.models import Node
from mitmachstadt.usage.actions import rate
from mitmachstadt.usage.calculations import Figures, by_month, months_before, share, told
from mitmachstadt.usage.enums import RATINGS_PER_HOUR
from mitmachstadt.usage.errors import CommentTooLong, FormTooOld, ManyRatings, ScoreOutOfScale
from mitmachstadt.usage.models import Comment
from mitmachstadt.usage.queries import contributions_since
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
PAGE = "/de/zahlen/"
FORM = "/de/rueckmeldung/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)
    forget_pages()


def counted(page="start", what="visit", count=10, day=TODAY, language="de", source="a") -> None:
    DailyCount.objects.create(
        day=day, source=source, language=language, page=page, what=what, count=count
    )


def rated(score: int = 4, *, key: str | None = None, text: str = "", **rest) -> None:
    given = {"page": "remark", "address": "192.0.2.1", "language": "de", "at": NOW} | rest
    rate(score=score, text=text, key=key or new_key(at=NOW), **given)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (1, "unter 5"), (4, "unter 5"), (5, "5"), (1234, "1.234")]
)
def test_small_numbers_are_not_told(count, words):
    assert told(count) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(50, 100, "50 %"), (0, 100, "0 %"), (4, 100, "–"), (3, 4, "–"), (0, 0, "–")],
)
def test_share_tells_no_small_number_either(part, whole, words):
    assert share(part, whole) == words


def test_completion_is_completed_of_begun_and_never_more_than_all():
    figures = Figures()
    figures.add("remark", "view", 20)
    figures.add("start", "view", 500)
    figures.add("remark", "completed", 10)
    assert (figures.begun, figures.completion) == ("20", "50 %")
    figures.add("remark", "completed", 30)
    assert figures.completion == "100 %"


def test_months_go_back_a_year_across_its_turn():
    months = months_before(date(2027, 1, 31))
    assert (months[0], months[-1], len(months)) == (date(2026, 2, 1), date(2027, 1, 1), 12)


def test_bars_are_as_high_as_the_visits_and_small_ones_have_none():
    rows = [
        (date(2026, 11, 1), "start", "visit", 200),
        (date(2026, 10, 1), "start", "visit", 50),
        (date(2026, 9, 1), "start", "visit", 4),
    ]
    heights = [month.height for month in by_month(rows, today=TODAY)]
    assert heights[-3:] == [0, 25, 100]


def test_score_counts_once_for_a_form_and_a_made_up_form_never():
    key = new_key(at=NOW)
    rated(key=key)
    for again in (key, "made-up"):
        with pytest.raises(FormTooOld):
            rated(5, key=again)
    row = DailyCount.objects.get()
    assert (row.page, row.what, row.count, row.source) == ("remark", "score-4", 1, "")


@pytest.mark.parametrize("score", [0, 6, -1, 100])
def test_score_out_of_the_scale_is_refused(score):
    with pytest.raises(ScoreOutOfScale):
        rated(score)
    assert not DailyCount.objects.exists()


def test_words_are_kept_without_who():
    rated(text="Die Schrift ist\nzu klein.", page="https://made.up/")
    comment = Comment.objects.get()
    assert (comment.day, comment.page, comment.score) == (TODAY, "feedback", 4)
    assert DailyCount.objects.get().count == 1


def test_words_that_are_too_long_count_nothing():
    with pytest.raises(CommentTooLong):
        rated(text="x" * 1001)
    assert not DailyCount.objects.exists()


def test_flood_from_one_address_moves_the_mean_no_further():
    for _ in range(RATINGS_PER_HOUR):
        rated(1)
    with pytest.raises(ManyRatings):
        rated(1)
    rated(5, address="192.0.2.2")


def test_mean_needs_five_and_has_one_digit():
    figures = Figures()
    figures.add("remark", "score-5", 4)
    assert figures.satisfaction == "–"
    figures.add("remark", "score-2", 1)
    assert figures.satisfaction == "4,4"


def test_page_tells_sums_of_all_machines_and_hides_small_ones(client):
    counted(count=1200)
    counted(count=34, source="b")
    counted(count=3, language="en")
    counted("remark", "view", 20)
    counted("remark", "completed", 10)
    words = client.get(PAGE).content.decode()
    for one in ("<dd>1.237</dd>", "<dd>50 %</dd>", "unter 5", "1.234", "November 2026"):
        assert one in words
    assert ">3<" not in words


def test_what_is_older_than_the_period_is_left_out(client):
    counted(count=77, day=TODAY - timedelta(days=30))
    counted(count=88, day=date(2025, 11, 30))
    words = client.get(PAGE).content.decode()
    assert "<dd>0</dd>" in words and ">77<" in words and "88" not in words.split("<main")[1]


def test_csv_has_a_line_for_each_sum_and_no_small_number(client):
    counted(count=12)
    counted("texts", count=2)
    text = client.get(f"{PAGE}nutzung.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["month"], r["page"], r["what"], r["number"]) for r in rows] == [
        ("2026-11", "start", "visit", "12"),
        ("2026-11", "texts", "visit", "<5"),
    ]


def test_media_breaks_are_what_somebody_typed_again_in_the_period():
    about = f.open_passage()
    for number, channel in enumerate(Channel):
        node = f.remark(about, f"Nr. {number}")
        Remark.objects.filter(node=node).update(channel=channel)
    for text in ("Älter", "Noch eins"):
        node = f.remark(about, text)
        Node.objects.filter(pk=node.pk).update(created=NOW - timedelta(days=40))
    assert contributions_since(NOW - timedelta(days=30)) == (4, 2)
    assert contributions_since(NOW - timedelta(days=50)) == (6, 2)


def test_page_names_every_figure_of_the_servicestandard(client):
    for what, count in (("completed", 90), ("faulty", 8), ("failed", 6)):
        counted("remark", what, count)
    for number in range(5):
        rated(text=f"Gut, Nr. {number}.", address=f"192.0.2.{number}")
    Figure.objects.create(
        axis=Axis.CITY, contributions=20, answered=9, overdue=1, median_days=12, counted=NOW
    )
    words = client.get(PAGE).content.decode()
    for label, value in (
        ("Anteil der korrekt abgesendeten", "87 %"),
        ("Anteil der Sendungen mit Fehlern", "8 %"),
        ("Anteil der Übertragungsfehler", "6 %"),
        ("Bearbeitung eines Beitrags: die Hälfte dauerte höchstens", "12 Tage"),
        ("Rückmeldungen in Worten", "5"),
    ):
        assert f'{label}</th><td class="m-num">{value}</td>' in words, label


@pytest.mark.parametrize(("address", "queries"), [(PAGE, 11), ("/de/buero/rueckmeldungen/", 4)])
def test_pages_ask_the_same_for_one_and_for_three(
    client, django_assert_num_queries, address, queries
):
    if "buero" in address:
        client.force_login(f.office().person)
    for number in range(3):
        counted(page=f"page{number}")
        rated(text=f"Wort {number}")
        if number != 1:
            forget_pages()
            with django_assert_num_queries(queries):
                client.get(address)


def test_form_takes_over_what_was_chosen_on_the_receipt_and_counts(client):
    html = client.get(FORM, {"note": "4", "zu": "remark"}).content.decode()
    assert html.count(" checked") == 1 and 'name="page" value="remark"' in html
    key = html.split('name="key" value="')[1].split('"')[0]
    given = {"score": "4", "page": "remark", "key": key, "text": "Gut."}
    assert client.post(FORM, given).status_code == 302
    second = client.post(FORM, given)
    words = second.content.decode()
    assert second.status_code == 409 and "Gut." in words and key not in words
    assert DailyCount.objects.get(what="score-4").count == 1


@pytest.mark.parametrize("score", ["6", "0", "", "vier", "4.5"])
def test_form_with_another_score_is_refused_and_words_stay(client, score):
    key = new_key(at=NOW)
    response = client.post(FORM, {"score": score, "key": key, "text": "Ein Wort."})
    assert response.status_code == 400 and "Ein Wort." in response.content.decode()
    assert not DailyCount.objects.exists()


def test_database_refuses_a_score_out_of_the_scale():
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(day=TODAY, language="de", page="", score=6, text="x")
