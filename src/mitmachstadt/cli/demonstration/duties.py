"""What the demonstration city owes by law: its accessibility statement, answers, figures, terms."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.barriers.actions import enter_test, keep_barrier
from mitmachstadt.barriers.calculations import Said
from mitmachstadt.barriers.enums import Method
from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE
from mitmachstadt.concerns.actions import answer_concern, submit_concern
from mitmachstadt.concerns.enums import About
from mitmachstadt.help.actions import keep_question
from mitmachstadt.help.calculations import Asked, year_after
from mitmachstadt.kernel.city import Imprint, save_city, the_city
from mitmachstadt.kernel.models import DailyCount
from mitmachstadt.people.actions.texts import publish_text
from mitmachstadt.people.enums import TextKind
from mitmachstadt.people.queries import ANYONE, Visitor
from mitmachstadt.usage.models import Comment

DAYS = 380
SEED = 20261122


def load_duties(cast: Cast, at: datetime) -> None:
    """Enter everything as if in the past, by the office and by people without an account."""
    told, office = read("duties.json"), cast.visitors[OFFICE]
    # Chance of its own: what else is invented stays the same.
    rng = random.Random(SEED)  # noqa: S311 - invents figures
    imprint = Imprint(**told["imprint"] | {"address": tuple(told["imprint"]["address"])})
    save_city(replace(the_city(), imprint=imprint), at=at)
    _statement(told, office, at)
    _concerns(told, office, rng, at)
    _questions(told["questions"], cast, office, at)
    for row in told["terms"]:
        moment = days_before(at, row["days_ago"])
        publish_text(
            kind=TextKind.TERMS,
            holds_from=timezone.localdate(moment) + timedelta(days=row["holds_in_days"]),
            visitor=office,
            at=moment,
            **{name: row[name] for name in ("text", "text_en", "changes", "changes_en")},
        )
    _usage(told["comments"], rng, at)


def _statement(told: dict[str, Any], office: Visitor, at: datetime) -> None:
    for row in told["tests"]:
        moment = days_before(at, row["days_ago"])
        words = {name: row[name] for name in ("tester", "scope", "scope_en")}
        day = timezone.localdate(moment)
        enter_test(day=day, method=Method(row["method"]), visitor=office, at=moment, **words)
    today = timezone.localdate(at)
    for row in told["barriers"]:
        given = {name: value for name, value in row.items() if "days" not in name}
        planned, found = (
            row["planned_in_days"],
            timezone.localdate(at) - timedelta(days=row["found_days_ago"]),
        )
        says = Said(
            **given,
            found=found,
            planned=None if planned is None else today + timedelta(days=planned),
        )
        moment = days_before(at, row["found_days_ago"])
        barrier = keep_barrier(barrier=None, says=says, visitor=office, at=moment)
        if days := row.get("fixed_days_ago"):
            fixed = replace(says, fixed=today - timedelta(days=days))
            keep_barrier(barrier=barrier, says=fixed, visitor=office, at=days_before(at, days))


def _concerns(told: dict[str, Any], office: Visitor, rng: random.Random, at: datetime) -> None:
    for about, rows in (
        (About.BARRIER, told["reports"]),
        (About.QUESTION, told["questions_to_the_office"]),
    ):
        for row in rows:
            moment = days_before(at, row["days_ago"])
            done = submit_concern(
                about=about,
                text=row["text"],
                topic=row.get("topic", ""),
                page=row.get("page", ""),
                submission=f"{rng.getrandbits(128):032x}",
                visitor=ANYONE,
                at=moment,
            )
            if row["answer"]:
                answered = moment + timedelta(days=row["answered_after"])
                answer_concern(
                    concern=done.concern, text=row["answer"], visitor=office, at=answered
                )
    for number, text in enumerate(told["spam"]):
        submit_concern(
            about=About.BARRIER,
            text=text,
            submission=f"{rng.getrandbits(128):032x}",
            visitor=ANYONE,
            address=f"192.0.2.{number}",
            at=at - timedelta(minutes=number),
        )


def _questions(rows: list[dict[str, Any]], cast: Cast, office: Visitor, at: datetime) -> None:
    names = ("topic", "topic_en", "question", "question_en", "answer", "answer_en")
    unit = (
        cast.organisations[cast.organisation_of[OFFICE]] if OFFICE in cast.organisation_of else None
    )
    for place, row in enumerate(rows):
        moment = days_before(at, row["reviewed_days_ago"])
        reviewed = timezone.localdate(moment)
        says = Asked(
            **{name: row[name] for name in names},
            place=place,
            unit=unit,
            reviewed=reviewed,
            review_by=year_after(reviewed),
        )
        made = keep_question(question=None, says=says, visitor=office, at=moment)
        made.helped, made.helped_not = row["helped"], row["helped_not"]
        made.save(update_fields=["helped", "helped_not"])


def _usage(comments: list[dict[str, Any]], rng: random.Random, at: datetime) -> None:
    """A year of sums, with more to do while something was open."""
    today = timezone.localdate(at)
    rows = []
    for back in range(DAYS):
        day = today - timedelta(days=back)
        lively = 2 if (back // 45) % 3 == 0 else 1
        for language, part in (("de", 1.0), ("en", 0.15), ("tr", 0.05), ("ar", 0.03)):
            visits = round(rng.randint(60, 110) * lively * part)
            begun = round(visits * 0.2)
            done = round(begun * rng.uniform(0.55, 0.75))
            sums = [
                ("start", "view", visits),
                ("start", "visit", visits),
                ("texts", "view", visits),
            ]
            sums += [("remark", "view", begun), ("remark", "completed", done)]
            sums += [("remark", "faulty", round(done * 0.06))]
            sums += [("remark", f"score-{s}", n) for s, n in _scores(done, rng)]
            rows += [
                DailyCount(
                    day=day, source="demo", language=language, page=page, what=what, count=count
                )
                for page, what, count in sums
                if count
            ]
    DailyCount.objects.bulk_create(rows, batch_size=500)
    for number, row in enumerate(comments):
        day = today - timedelta(days=3 * number + 1)
        Comment.objects.create(day=day, language="de", page="remark", **row)


def _scores(done: int, rng: random.Random) -> list[tuple[int, int]]:
    given = [rng.choices((1, 2, 3, 4, 5), (1, 2, 4, 9, 8))[0] for _ in range(done // 5)]
    return [(score, given.count(score)) for score in range(1, 6)]
