from mitmachstadt.people.models.bodies import Seat
from mitmachstadt.people.models.meetings import Assignment, Meeting
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
from mitmachstadt.people.models.posts import Post, PostPeriod, StaffProfile
from mitmachstadt.people.models.relations import Engagement, Staffing, StaffingPart
from mitmachstadt.people.models.sign_in import DeviceSession
from mitmachstadt.people.models.speaking import SpeakingRequest
from mitmachstadt.people.models.texts import Agreement, CityText

__all__ = [
    "Agreement",
    "Assignment",
    "CityText",
    "DeviceSession",
    "District",
    "Engagement",
    "Group",
    "GroupMembership",
    "Meeting",
    "Organisation",
    "OrganisationMembership",
    "OrganisationPeriod",
    "Person",
    "PersonManager",
    "Post",
    "PostPeriod",
    "Seat",
    "SpeakingRequest",
    "StaffProfile",
    "Staffing",
    "StaffingPart",
    "Succession",
]
