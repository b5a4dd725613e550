from mitmachstadt.arena.calculations.similar import (
    SimilarIdea,
    similar_among,
    similar_groups,
)

__all__ = ["SimilarIdea", "similar_among", "similar_groups"]
