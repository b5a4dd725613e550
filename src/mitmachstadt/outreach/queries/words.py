"""Whether somebody has said the same already."""

import re

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node

# Databases differ in the case of other letters.
_BEGINNING = re.compile("[A-Za-z]*")
_LOOKED_AT = 200


def same_words_about(about: Node, text: str) -> Node | None:
    """A public contribution to the same thing in the same words, whatever their marks; one query.

    Only what everybody may read is looked at.
    """
    beginning = _BEGINNING.match(text.strip())
    said = Node.objects.filter(
        parent=about,
        kind=Kind.REMARK,
        visibility=Visibility.PUBLIC,
        title__istartswith=beginning.group() if beginning else "",
    )
    wanted = _only_letters(text)
    for node in said.only("public_id", "title", "text").order_by("-created", "-id")[:_LOOKED_AT]:
        if _only_letters(node.text) == wanted:
            return node
    return None


def _only_letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
