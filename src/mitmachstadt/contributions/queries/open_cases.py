"""What is not settled about contributions: until then nobody can take the evidence away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from mitmachstadt.contributions.enums import CASE_DAYS, Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person


@dataclass(frozen=True)
class OpenCase:
    """A contribution about which something is not settled, and until when at most."""

    public_id: str
    until: datetime


def open_case(node: Node, *, at: datetime) -> OpenCase | None:
    """What is not settled about one contribution; asks nothing where nothing was hidden."""
    return _latest(Q(node=node), at) if node.visibility == Visibility.HIDDEN else None


def open_case_of(person: Person, *, at: datetime) -> OpenCase | None:
    """What is not settled about somebody's contributions; the latest if there are several."""
    return _latest(Q(node__author=person), at)


def _latest(about: Q, at: datetime) -> OpenCase | None:
    step = _hidden_lately(at).filter(about).select_related("node").order_by("-at", "-id").first()
    return OpenCase(step.node.public_id, step.at + timedelta(days=CASE_DAYS)) if step else None


def _hidden_lately(at: datetime) -> QuerySet[ModerationStep]:
    """Whoever was hidden may object for some time."""
    since = at - timedelta(days=CASE_DAYS)
    return ModerationStep.objects.filter(
        step=Step.HIDDEN, at__gt=since, node__visibility=Visibility.HIDDEN
    )
