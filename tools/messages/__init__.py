"""What people read, found in the sources and compared with the catalogues (docs/translating.md)."""

from tools.messages.catalogues import Catalogue, catalogue, missing, update
from tools.messages.extract import Message, everything, on_the_path

__all__ = [
    "Catalogue",
    "Message",
    "catalogue",
    "everything",
    "missing",
    "on_the_path",
    "update",
]
