"""The language of a page is the one its address begins with, and nothing else decides it.

So a page that is kept for everyone is the same for everyone, and an address that is passed on
shows what the sender saw. Only `/` and `/n/<id>/`, which have no language, ask the browser.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)

from mitmachstadt.kernel.language import current, in_language, is_complete, prefix_of
from mitmachstadt.kernel.web.anonymous_pages import keep


def language_of_the_address(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: make the page in the language of its address, German where it has none.

    In a language that has only the way to a contribution, any other page says so and offers
    the languages in which it exists.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        with in_language(prefix_of(request.path_info) or settings.LANGUAGE_CODE):
            return get_response(request)

    def process_view(request: HttpRequest, *_: Any) -> HttpResponse | None:
        if is_complete(current()) or _is_on_the_path(request):
            return None
        page = render(request, "kernel/other_language.html", {"person": None})
        return keep(page, until=None)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _is_on_the_path(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in settings.PATH_OF_A_CONTRIBUTION


def exists_in(language: str, request: HttpRequest) -> bool:
    """Whether the page that is asked for exists in a language."""
    return is_complete(language) or _is_on_the_path(request)


def addresses_in(languages: Iterable[str], request: HttpRequest) -> dict[str, str]:
    """The same page in other languages; the start page where it does not exist in one."""
    here, root = prefix_of(request.path_info), get_script_prefix()
    rest = request.get_full_path().removeprefix(f"{root}{here}") if here else ""
    return {
        language: f"{root}{language}{rest if here and exists_in(language, request) else '/'}"
        for language in languages
    }


def redirect_in_their_language(
    request: HttpRequest, name: str, **arguments: str
) -> HttpResponseRedirect:
    """To a page in the language that the browser asks for, else in German."""
    with in_language(_asked_for(request) or settings.LANGUAGE_CODE):
        response = HttpResponseRedirect(reverse(name, kwargs=arguments))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _asked_for(request: HttpRequest) -> str:
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return ""
