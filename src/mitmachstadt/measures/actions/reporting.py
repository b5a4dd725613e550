"""Progress reports: made once, never changed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from mitmachstadt.kernel.canonical import canonical_json, digest
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.measures.errors.reporting import LabelTaken
from mitmachstadt.measures.models import MeasureReport
from mitmachstadt.measures.queries.report import content_now, last_report
from mitmachstadt.measures.rules.reporting import may_report
from mitmachstadt.people.queries import Visitor


def make_report(*, label: str, visitor: Visitor, at: datetime) -> MeasureReport:
    """Write down how the measures stand at this moment; the register keeps the digest.

    Raises:
        Refusal: not for this visitor, or the label is missing or taken.
    """
    label = clean_line(label)
    may_report(visitor, label).require()
    try:
        with transaction.atomic():
            last = last_report()
            content = content_now(last, at=at)
            number = last.number + 1 if last else 1
            report = MeasureReport.objects.create(
                number=number,
                label=label,
                day=timezone.localdate(at),
                content=canonical_json(content).decode(),
                digest=digest(content),
            )
            kept = {"label": label, "digest": report.digest}
            append(kind="measure-report.made", subject=f"report-{number}", content=kept, at=at)
    except IntegrityError as error:
        # Somebody else made one at the same moment.
        raise LabelTaken(label=label) from error
    return report
