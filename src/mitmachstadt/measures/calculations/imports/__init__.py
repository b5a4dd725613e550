"""Measures in lists from elsewhere: what is certain becomes content, the rest is told."""

from mitmachstadt.measures.calculations.imports.entries import Entry
from mitmachstadt.measures.calculations.imports.here import Here, by_name, folded
from mitmachstadt.measures.calculations.imports.reading import LeftOut, ReadList, read_list
from mitmachstadt.methods.list_import import LARGEST

__all__ = ["LARGEST", "Entry", "Here", "LeftOut", "ReadList", "by_name", "folded", "read_list"]
