"""The sentence that a page shows after a form, carried in a signed cookie to the next page."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

NAME = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class MessagesInCookie(CookieStorage):
    """Django's, under a name that a browser takes from this very host only."""

    cookie_name = NAME
