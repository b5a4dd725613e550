"""The city's own words as a page: headings, paragraphs, and data of the city put in."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mitmachstadt.kernel.city import City, the_city
from mitmachstadt.kernel.text import paragraphs_html

_GAP = re.compile(r"\[\[([^\[\]\n]{1,80})\]\]")


def city_data(city: City) -> dict[str, str]:
    """What a text can have put in as [[name]]; an empty value is missing."""
    imprint = city.imprint
    return {
        "stadt": city.name,
        "kontakt": city.contact,
        "verantwortlich": imprint.responsible,
        "anschrift": ", ".join(imprint.address),
        "vertreten": imprint.represented_by,
        "telefon": imprint.phone,
        "sprechzeiten": imprint.hours,
        "datenschutz": imprint.data_protection,
        "barrierefreiheit": imprint.accessibility or city.contact,
        "durchsetzung": imprint.enforcement,
    }


def gaps_in(text: str) -> list[str]:
    """Names in a text for which the city has no data, in their order."""
    data = city_data(the_city())
    found = dict.fromkeys(match[1].strip() for match in _GAP.finditer(text))
    return [name for name in found if not data.get(name.lower())]


@dataclass(frozen=True)
class Block:
    """A heading, or paragraphs."""

    heading: str
    html: SafeString


def blocks_of(text: str) -> list[Block]:
    """A text with `## ` before headings, as it is shown; what is missing is said in its place."""
    blocks = []
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        head, _newline, rest = part.partition("\n") if part.startswith("## ") else ("", "", part)
        if head or rest.strip():
            blocks.append(Block(_plain(head[3:].strip()), _filled(rest.strip())))
    return blocks


def _plain(text: str) -> str:
    data = city_data(the_city())
    return _GAP.sub(lambda match: data.get(match[1].strip().lower()) or match[1], text)


def _filled(text: str) -> SafeString:
    data = city_data(the_city())

    def put_in(match: re.Match[str]) -> str:
        name = unescape(match[1]).strip()
        value = data.get(name.lower(), "")
        if value:
            return str(escape(value))
        missing = _("fehlt noch: {name}").format(name=name)
        return format_html('<mark class="m-gap">{}</mark>', missing)

    if not text:
        return mark_safe("")
    # Square brackets pass through escaping as they are.
    return mark_safe(_GAP.sub(put_in, paragraphs_html(text)))  # noqa: S308 - all is escaped
