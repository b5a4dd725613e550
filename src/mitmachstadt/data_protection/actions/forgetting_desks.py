"""The same for what desks leave behind: who decided, who typed, and what was said only to them."""

from datetime import datetime

from django.db.models import Q

from mitmachstadt.contributions.actions import forget_appeals
from mitmachstadt.contributions.models import Appeal, Claim, ModerationStep, Removal, Report
from mitmachstadt.data_protection.actions.forgetting_old import some
from mitmachstadt.measures.models import HeldList
from mitmachstadt.outreach.models import Check, Entry
from mitmachstadt.people.actions import forget_requests
from mitmachstadt.people.enums import RequestState
from mitmachstadt.people.models import SpeakingRequest


def moderation(before: datetime, _at: datetime) -> int:
    """Who moderated; what was decided, and why, stays."""
    steps = ModerationStep.objects.filter(at__lt=before, by__isnull=False)
    appeals = Appeal.objects.filter(decided__lt=before, by__isnull=False)
    named = Q(proposed_by__isnull=False) | Q(agreed_by__isnull=False)
    removals = Removal.objects.filter(named, agreed__lt=before)
    return (
        ModerationStep.objects.filter(pk__in=some(steps)).update(by=None)
        + Appeal.objects.filter(pk__in=some(appeals)).update(by=None)
        + Removal.objects.filter(pk__in=some(removals)).update(proposed_by=None, agreed_by=None)
    )


def reports(before: datetime, at: datetime) -> int:
    """What readers and authors wrote to the moderators; reason, day and outcome stay."""
    held = Q(node__author__held_until__gt=at)
    told = Report.objects.filter(settled__lt=before).exclude(held).exclude(text="")
    appealed = Appeal.objects.filter(decided__lt=before).exclude(held).exclude(text="")
    gone = Report.objects.filter(pk__in=some(told)).update(text="")
    return gone + forget_appeals(some(appealed))


def claims(before: datetime, _at: datetime) -> int:
    """Who looked at something and did not decide."""
    found = Claim.objects.filter(at__lt=before)
    return Claim.objects.filter(pk__in=some(found)).delete()[0]


def held_lists(before: datetime, _at: datetime) -> int:
    """Lists that were looked at; what was read in stays."""
    found = HeldList.objects.filter(at__lt=before)
    return HeldList.objects.filter(pk__in=some(found)).delete()[0]


def requests(before: datetime, _at: datetime) -> int:
    """Requests that are decided; who may speak for whom stands in the memberships."""
    found = SpeakingRequest.objects.filter(decided__lt=before).exclude(state=RequestState.OPEN)
    return forget_requests(SpeakingRequest.objects.filter(pk__in=some(found)))


def entries(before: datetime, _at: datetime) -> int:
    """Who typed what others said; where it was said stays."""
    typed = Entry.objects.filter(at__lt=before, by__isnull=False)
    again = Check.objects.filter(at__lt=before, by__isnull=False)
    return Entry.objects.filter(pk__in=some(typed)).update(by=None) + Check.objects.filter(
        pk__in=some(again)
    ).update(by=None)
