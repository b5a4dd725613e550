"""What is being written in the demonstration city: a chapter template, and a draft with a gap."""

from datetime import datetime, timedelta

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import BlockLine


def load_draft(cast: Cast, library: Library, at: datetime) -> None:
    """Begin the next edition, change some passages, add a chapter that is not finished."""
    given, office = read("draft.json"), cast.visitors[OFFICE]
    moment = days_before(at, given["days_ago"])
    template = actions.keep_template(
        name=given["template"]["name"],
        description=given["template"]["description"],
        blocks=[
            BlockLine(**{**block, "kind": SectionKind(block["kind"])})
            for block in given["template"]["blocks"]
        ],
        visitor=office,
        at=moment,
    )
    draft = actions.revise_edition(
        edition=library.editions[given["about"]], label=given["label"], visitor=office, at=moment
    )
    _edit(given, draft, cast, library, moment)
    actions.add_chapter(
        edition=draft,
        title=given["chapter"],
        template=template,
        visitor=office,
        at=moment + timedelta(days=1),
    )


def _edit(
    given: dict[str, list[dict[str, str | int]]],
    draft: Edition,
    cast: Cast,
    library: Library,
    at: datetime,
) -> None:
    for nth, row in enumerate(given["changes"], start=1):
        passage = library.passages["rahmen", str(row["section"]), int(row["passage"])]
        actions.change_passage(
            edition=draft,
            passage=passage,
            text=str(row["text"]),
            visitor=cast.visitors[str(row["by"])],
            at=at + timedelta(hours=nth),
        )
