from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "mitmachstadt.people"

    def ready(self) -> None:
        post_migrate.connect(_enter_built_in_groups, sender=self)


def _enter_built_in_groups(using: str, **_: Any) -> None:
    """Every city has these groups; after a flush they come back with the next migrate."""
    from mitmachstadt.people.enums import BuiltInGroup
    from mitmachstadt.people.models import Group

    groups = [Group(code=group.value, name=str(group.label)) for group in BuiltInGroup]
    Group.objects.using(using).bulk_create(
        groups, update_conflicts=True, unique_fields=["code"], update_fields=["name"]
    )
