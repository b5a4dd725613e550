"""What somebody is about to speak about."""

from dataclasses import dataclass

from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind
from mitmachstadt.nodes.models import Node, Window, Wording
from mitmachstadt.nodes.queries import (
    node_by_public_id,
    windows_above,
    wordings_of,
)


@dataclass(frozen=True)
class Subject:
    """What somebody is about to speak about: the node, the words quoted, the windows above."""

    node: Node
    wording: Wording | None
    misquoted: bool
    windows: list[Window]

    @property
    def quote(self) -> str:
        if not self.node.is_public:
            return ""
        return self.wording.text if self.wording else self.node.text

    @property
    def is_remark(self) -> bool:
        return self.node.kind == Kind.REMARK


def subject(public_id: str, *, wording: int | None = None) -> Subject | None:
    """The node with the wording that has this number, or with its present one; three queries.

    A number that belongs to another node gives the present wording and `misquoted`, and so does
    what only a draft ever said.
    """
    node = node_by_public_id(public_id)
    if node is None:
        return None
    windows = windows_above(node.path)
    if node.kind in CONTRIBUTIONS:
        return Subject(node, None, wording is not None, windows)
    wordings = [each for each in wordings_of(node) if each.published]
    present = next((each for each in reversed(wordings) if each.text == node.text), None)
    chosen = next((each for each in wordings if each.pk == wording), None)
    quoted = chosen or present or (wordings[-1] if wordings else None)
    return Subject(node, quoted, wording is not None and chosen is None, windows)
