"""The accounts with powerful roles have an authenticator app, with a key that is printed."""

from datetime import datetime, timedelta

from django.conf import settings

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.people.actions import app_code, set_up_app

SECRET = "MITMACHSTADTVORFUEHRUNGFUERALLEX"  # noqa: S105 - for everyone, in the demonstration only


def load_second_factors(cast: Cast, keys: list[str], at: datetime) -> None:
    """Set up the app as if the day before: the code of this moment is still unused."""
    before = at - timedelta(days=1)
    for key in keys:
        if not settings.SECOND_FACTOR_ROLES.isdisjoint(cast.visitors[key].groups):
            set_up_app(
                person=cast.persons[key],
                secret=SECRET,
                code=app_code(SECRET, at=before),
                address="",
                at=before,
            )
