from mitmachstadt.people.models.organisations import (
    District,
    Organisation,
    OrganisationPeriod,
    Succession,
)
from mitmachstadt.people.models.persons import (
    Group,
    GroupMembership,
    OrganisationMembership,
    Person,
    PersonManager,
)

__all__ = [
    "District",
    "Group",
    "GroupMembership",
    "Organisation",
    "OrganisationMembership",
    "OrganisationPeriod",
    "Person",
    "PersonManager",
    "Succession",
]
