"""A node, where it stands, and what it says."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Wording

_NODE = prepared(
    lambda public_id: Node.objects.select_related(
        "unit", "parent", "window", "organisation", "district"
    ).filter(public_id=public_id)
)


def node_by_public_id(public_id: str) -> Node | None:
    """The node with everything its page needs to know about where it stands."""
    return _NODE.first(public_id)


def nodes_by_public_id(public_ids: Iterable[str]) -> list[Node]:
    """The nodes with these addresses, in the order of their keys."""
    return list(Node.objects.filter(public_id__in=list(public_ids)).order_by("pk"))


_VEILS_OF = {
    Kind.REPORT: _("Zurückgezogener Bericht"),
    Kind.NEWS: _("Zurückgezogene Neuigkeit"),
    Kind.IDEA: _("Zurückgezogene Idee"),
    Kind.MEASURE: _("Zurückgezogene Maßnahme"),
}
_VEILS = {
    Visibility.DRAFT: _("Entwurf"),
    Visibility.WAITING: _("Beitrag, der auf Freigabe wartet"),
    Visibility.HIDDEN: _("Ausgeblendeter Beitrag"),
    Visibility.WITHDRAWN: _("Zurückgezogene Anmerkung"),
}


def veiled(node: Node) -> Node:
    """What not everyone may read comes without its words: a row to be shown, not to be saved."""
    if not node.is_public:
        veil = _VEILS[Visibility(node.visibility)]
        if node.visibility == Visibility.WITHDRAWN:
            veil = _VEILS_OF.get(Kind(node.kind), veil)
        node.title = str(veil)
        node.text, node.author_name = "", ""
    return node


def with_veiled_parent(node: Node) -> Node:
    """A node whose parent, where not everyone may read it, comes without its words."""
    if node.parent is not None:
        veiled(node.parent)
    return node


def paths_above(path: str) -> list[str]:
    """A path and the paths of all nodes above it: `a/b/c` gives `a`, `a/b`, `a/b/c`."""
    steps = path.split("/")
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


_AT_PATHS = prepared(lambda paths: Node.objects.filter(path__in=paths))


def nodes_above(node: Node) -> list[Node]:
    """The nodes from the root down to this node's parent."""
    if "/" not in node.path:
        return []
    if node.path.count("/") == 1 and node.parent is not None:
        return [node.parent]
    return sorted(_AT_PATHS(paths_above(node.path)[:-1]), key=lambda n: len(n.path))


_WORDINGS = prepared(lambda node: Wording.objects.filter(node=node).order_by("created", "id"))


def wordings_of(node: Node) -> list[Wording]:
    """All wordings of a node, oldest first."""
    return _WORDINGS(node)
