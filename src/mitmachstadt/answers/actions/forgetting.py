"""Taking somebody's name from what lies at the desks."""

from django.db import transaction

from mitmachstadt.answers.models import CoSignature, Draft
from mitmachstadt.contributions.actions.forgetting import office_name
from mitmachstadt.people.models import Person


def take_name_from_desk(*, person: Person, name: str = "") -> int:
    """Let drafts and signatures of somebody stand under another name; returns how many they are.

    Args:
        name: the person's new name; "" lets the office stand there, and ends the tie to them.
    """
    with transaction.atomic():
        drafts = Draft.objects.filter(author=person)
        signed = CoSignature.objects.filter(by=person)
        if name:
            return drafts.update(author_name=name) + signed.update(by_name=name)
        nameless = drafts.update(author=None, author_name=office_name())
        return nameless + signed.update(by=None, by_name="")
