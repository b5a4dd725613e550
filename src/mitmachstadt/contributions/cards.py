"""A contribution as everyone sees it, rendered when it is written and kept in the node's row.

Counters, the support button and the words of the interface stand as comments in the card; `fill`
puts them in, in the language of the page (kernel/kept_html.py).
"""

from collections.abc import Collection, Iterable
from functools import cache

from django.db.models import prefetch_related_objects
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.queries import (
    AnswerLine,
    Beside,
    Talk,
    ThreadPage,
    answers_to,
    hiding_reason,
    shown_beside,
)
from mitmachstadt.kernel.kept_html import KeptWords
from mitmachstadt.kernel.language import counted, current
from mitmachstadt.kernel.text import paragraphs_html
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Listed
from mitmachstadt.people.models import Person

SUPPORTS = "<!--supports:-->"
BUTTON = "<!--button:-->"
_WORDS = KeptWords(
    {
        "nameless": _("Ohne Namen"),
        "citizen": _("als Privatperson"),
        "for": _("für"),
        "for-office": _("für das Strategiebüro"),
        "works-for": _("arbeitet bei der Stadt:"),
        "reply": _("Antworten"),
        "to": _("auf"),
        "to-this": _("auf diese Anmerkung"),
        "answer": _("Rückmeldung"),
        "to-words": _("Zu den Worten"),
        "answer-from": _("Rückmeldung von"),
        "hidden": _("Dieser Beitrag ist ausgeblendet."),
        "removed": _("Dieser Beitrag ist gelöscht."),
        "withdrawn": _("Dieser Beitrag wurde zurückgezogen."),
        "reason": _("Grund:"),
        "paper": _("Auf Papier geschrieben"),
        "conversation": _("Im Gespräch gesagt, von Helfenden aufgeschrieben"),
        "kiosk": _("An einem Terminal geschrieben"),
    }
)


_NOTHING_BESIDE = Beside()


def render(
    node: Node,
    answers: Iterable[AnswerLine] = (),
    reason: str = "",
    beside: Beside = _NOTHING_BESIDE,
) -> str:
    """The card of a contribution in its present state; a tombstone when it is hidden or gone."""
    context = {
        "node": node,
        "quote": beside.quote,
        "came": beside.came,
        "shown": node.visibility == Visibility.PUBLIC,
        "hidden": node.visibility == Visibility.HIDDEN,
        "removed": node.visibility == Visibility.HIDDEN and not node.text,
        "reason": reason,
        "text": paragraphs_html(node.text),
        "answers": [(answer, paragraphs_html(answer.text)) for answer in answers],
    }
    return get_template(f"contributions/cards/{node.kind}.html").render(context).strip()


def render_again(nodes: Collection[Node]) -> None:
    """Set the cards of these nodes anew, with their answers; the caller saves them."""
    answers, beside = answers_to(nodes), shown_beside(nodes)
    prefetch_related_objects(list(nodes), "district")
    for node in nodes:
        reason = hiding_reason(node) if node.visibility == Visibility.HIDDEN else ""
        node.card = render(
            node, answers.get(node.pk, ()), reason, beside.get(node.pk, _NOTHING_BESIDE)
        )


def fill(node: Node | Listed, *, supported: bool, can_support: bool) -> SafeString:
    """The card with its present count and, for somebody signed in, the support button."""
    supports = counted(node.supports, "Unterstützung", "Unterstützungen")
    button = _button(node.public_id, supported=supported) if can_support else ""
    card = _WORDS.fill(
        node.card,
        {
            "supports": lambda _: supports,
            "button": lambda _: button,
            "report": lambda _: _report_link(node.public_id),
        },
    )
    return mark_safe(card)  # noqa: S308 - rendered by a template that escapes


def support_line(node: Node, *, supported: bool, can_support: bool) -> SafeString:
    """How many stand behind something, and the button for somebody signed in."""
    supports = counted(node.supports, "Unterstützung", "Unterstützungen")
    button = _button(node.public_id, supported=supported) if can_support else ""
    return mark_safe(f'<span class="m-hint">{supports}</span> {button}')  # noqa: S308 - ours


def filled_thread(
    thread: ThreadPage, *, mine: set[int], person: Person | None
) -> list[tuple[SafeString, list[SafeString]]]:
    """A conversation's cards with their replies' cards, and the way to the replies not shown.

    Args:
        mine: primary keys of the nodes that the person supports.
        person: who may support now; None shows no buttons.
    """

    def filled(node: Listed) -> SafeString:
        can_support = person is not None and node.author_id != person.pk
        return fill(node, supported=node.pk in mine, can_support=can_support)

    return [(filled(t.remark), [*map(filled, t.replies), *_way_to_more(t)]) for t in thread.talks]


def _way_to_more(talk: Talk) -> list[SafeString]:
    """A link to the remark's own page, where all its replies are."""
    if not talk.more:
        return []
    words = counted(talk.more, "weitere Antwort", "weitere Antworten")
    address = f"/{current()}/n/{talk.remark.public_id}/"
    link = f'<a class="m-link" href="{address}#gespraech">{words}</a>'
    return [mark_safe(link)]  # noqa: S308 - a number and an identifier


def thread_html(talks: Iterable[tuple[SafeString, list[SafeString]]]) -> SafeString:
    """A conversation as one list; joined here, for a template loop takes three times as long."""
    return mark_safe("".join(map(_talk, talks)))  # noqa: S308 - made of safe pieces


def _talk(talk: tuple[SafeString, list[SafeString]]) -> str:
    card, replies = talk
    below = "".join(f"<li>{reply}</li>" for reply in replies)
    return f'<li>{card}<ol class="m-replies">{below}</ol></li>' if below else f"<li>{card}</li>"


def _report_link(public_id: str) -> str:
    language = current()
    address = f"/{language}/n/{public_id}/melden/"
    words = _words_of_report(language)
    return f' <a class="m-link m-quiet" href="{address}" rel="nofollow">{words}</a>'


@cache
def _words_of_report(_language: str) -> str:
    """In the language that is active; every card of a page has them."""
    word, which = gettext("Melden"), gettext("diesen Beitrag")
    return f'{word}<span class="m-sr">: {which}</span>'


@cache
def _words_of_button(_language: str, supported: bool) -> str:
    return gettext("Nicht mehr unterstützen") if supported else gettext("Unterstützen")


def _button(public_id: str, *, supported: bool) -> str:
    """Belongs to the one form of the page, so that the card itself needs no token."""
    language = current()
    address = f"/{language}/n/{public_id}/unterstuetzen/"
    word = _words_of_button(language, supported)
    value = "nein" if supported else "ja"
    pressed = "true" if supported else "false"
    return (
        f'<button class="m-btn" type="submit" form="act" formaction="{address}" name="support"'
        f' value="{value}" aria-pressed="{pressed}">{word}</button>'
    )
