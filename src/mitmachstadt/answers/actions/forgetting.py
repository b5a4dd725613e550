"""What somebody wrote at a desk outlives their account; their name does not."""

from django.db import transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Left

from mitmachstadt.answers.models import CoSignature, Draft
from mitmachstadt.contributions.actions.forgetting import office_name
from mitmachstadt.contributions.enums import LONGEST_NAME
from mitmachstadt.people.models import Organisation, Person


def take_name_from_desk(*, person: Person, name: str = "") -> int:
    """Let drafts and signatures of this person stand under another name; how many it were.

    Args:
        name: the person's new name; "" lets the desk stand there, and ends the tie to them.
    """
    drafts = Draft.objects.filter(author=person)
    signatures = CoSignature.objects.filter(by=person)
    with transaction.atomic():
        if name:
            return drafts.exclude(author_name=name).update(author_name=name) + (
                signatures.exclude(by_name=name).update(by_name=name)
            )
        desk = Organisation.objects.filter(pk=OuterRef("unit")).values("name")
        named = Coalesce(Left(Subquery(desk), LONGEST_NAME), Value(office_name()))
        return drafts.update(author_name=named, author=None) + (
            signatures.update(by_name="", by=None)
        )
