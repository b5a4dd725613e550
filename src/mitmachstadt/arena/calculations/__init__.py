from mitmachstadt.arena.calculations.lists import Entry, ReadList, read_list
from mitmachstadt.arena.calculations.similar import (
    SimilarIdea,
    similar_among,
    similar_groups,
    words_of_groups,
)

__all__ = [
    "Entry",
    "ReadList",
    "SimilarIdea",
    "read_list",
    "similar_among",
    "similar_groups",
    "words_of_groups",
]
