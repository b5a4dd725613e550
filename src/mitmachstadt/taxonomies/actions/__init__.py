from mitmachstadt.taxonomies.actions.entries import (
    close_entry,
    remove_entry,
    reopen_entry,
    write_entry,
)
from mitmachstadt.taxonomies.actions.importing import replace_entries
from mitmachstadt.taxonomies.actions.sorting import map_terms, sort_new, sort_under, unmap_terms
from mitmachstadt.taxonomies.actions.versions import (
    begin_version,
    found_taxonomy,
    publish_version,
)

__all__ = [
    "begin_version",
    "close_entry",
    "found_taxonomy",
    "map_terms",
    "publish_version",
    "remove_entry",
    "reopen_entry",
    "replace_entries",
    "sort_new",
    "sort_under",
    "unmap_terms",
    "write_entry",
]
