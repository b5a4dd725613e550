"""Tags about the language of a page, which every template has without loading them."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Library
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, gettext

from mitmachstadt.kernel.language import current, is_complete, prefix_of
from mitmachstadt.kernel.web.languages import addresses_in, exists_in

register = Library()


@register.simple_tag
def page_language() -> SafeString:
    """The attributes of `<html>`: which language the page has, and which way it is written."""
    return _attributes(current())


@register.filter
def content_language(language: str) -> SafeString | str:
    """The attributes of something that people wrote, where it is not in the page's language."""
    return _attributes(language or "de") if language != current() else ""


@cache
def _attributes(language: str) -> SafeString:
    info = get_language_info(language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if info["bidi"] else "ltr")


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> SafeString | str:
    """The languages of the interface by their own names; each leads to this page in it."""
    request = context.get("request")
    if request is None:
        return ""
    links = format_html_join("", '<li><a href="{}"{} hreflang="{}">{}</a></li>', _switch(request))
    label = gettext("Sprache")
    return format_html('<nav class="m-languages" aria-label="{}"><ul>{}</ul></nav>', label, links)


_HERE = mark_safe(' aria-current="true"')


def _switch(request: HttpRequest) -> Iterator[tuple[str, str, str, str]]:
    here, addresses = current(), addresses_in(dict(settings.LANGUAGES), request)
    for code, name in settings.LANGUAGES:
        marked = _HERE if code == here else _attributes(code)
        yield addresses[code], marked, code, name


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> SafeString | str:
    """For search engines: where the same page is in the other languages."""
    request = context.get("request")
    # No search engine is signed in.
    if request is None or context.get("person") or not prefix_of(request.path_info):
        return ""
    exist = [code for code, _ in settings.LANGUAGES if exists_in(code, request)]
    site = f"{request.scheme}://{request.get_host()}"
    rows = ((code, site, way) for code, way in addresses_in(exist, request).items())
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}{}">\n', rows)


@register.simple_tag(takes_context=True)
def german_page(context: Context) -> SafeString:
    """A link to this page in German, the language of what binds."""
    german = settings.LANGUAGE_CODE
    address = addresses_in([german], context["request"])[german]
    return format_html('<a href="{}" hreflang="de">{}</a>', address, gettext("Zum deutschen Text"))


@register.simple_tag(takes_context=True)
def complete_languages(context: Context) -> SafeString:
    """Links to this page in every language that has all pages."""
    complete = {code: name for code, name in settings.LANGUAGES if is_complete(code)}
    addresses = addresses_in(complete, context["request"])
    rows = ((addresses[code], _attributes(code), code, name) for code, name in complete.items())
    items = format_html_join("", '<li><a href="{}"{} hreflang="{}">{}</a></li>', rows)
    return format_html("<ul>{}</ul>", items)


@register.filter
def told(german: str, english: str = "") -> SafeString:
    """What the city wrote, in the language of the page; German where nobody has translated it."""
    lines = str(escape(german)).replace("\n", "<br>")
    if current() == "de" or not german:
        return mark_safe(lines)  # noqa: S308 - escaped
    if current() == "en" and english:
        return mark_safe(str(escape(english)).replace("\n", "<br>"))  # noqa: S308 - escaped
    return mark_safe(f'<span lang="de" dir="ltr">{lines}</span>')  # noqa: S308 - escaped
