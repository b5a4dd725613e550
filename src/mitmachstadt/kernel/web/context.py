from dataclasses import dataclass, replace
from functools import cache

from django.http import HttpRequest
from django.utils.translation import get_language_info

from mitmachstadt.kernel.city import City, the_city, the_words
from mitmachstadt.kernel.language import current, is_complete


def city(_: HttpRequest) -> dict[str, City]:
    return {"city": replace(the_city(), words=the_words())}


@dataclass(frozen=True)
class Language:
    """The language of a page: its code, which way it is written, and whether all pages have it."""

    code: str
    direction: str
    complete: bool


def language(_: HttpRequest) -> dict[str, Language]:
    return {"language": _language(current())}


@cache
def _language(code: str) -> Language:
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return Language(code, direction, is_complete(code))
