from mitmachstadt.measures.calculations.likeness import most_alike
from mitmachstadt.measures.calculations.money import amount_from, euros, posts_from

__all__ = ["amount_from", "euros", "most_alike", "posts_from"]
