"""Finding what says the same.

Texts are compared by the stems of the words that they share. A stem counts less the more of the
texts have it (inverse document frequency: K. Spärck Jones, "A statistical interpretation of term
specificity", Journal of Documentation 28, 1972). German joins words and bends them, so that stems
also meet that are written nearly alike or are part of one another (`kinship`; trigrams: P. McNamee,
J. Mayfield, "Character n-gram tokenization for European language text retrieval", Information
Retrieval 7, 2004). The score is the share of each text's weight that meets something in the other,
as the geometric mean of both (A. Ochiai, Bulletin of the Japanese Society of Scientific Fisheries
22, 1957): where every word counts the same, the cosine of two sets.

`rank` orders what a search proposed, `group` finds groups among all of some texts.

    >>> similarity("Mehr Bäume am Platz", "Am Platz mehr Bäume")
    1.0
    >>> [each.key for each in rank("Radwege fehlen", [("a", "Netz"), ("b", "Ein Fahrradweg")])]
    ['b']
    >>> [group.words for group in group([(1, "Bank am See"), (2, "Bänke am See"), (3, "Bus")], 0.5)]
    [('bank', 'see')]
"""

from mitmachstadt.methods.similar_texts.comparison import (
    LEAST,
    Found,
    Frequencies,
    count_words,
    rank,
    similarity,
)
from mitmachstadt.methods.similar_texts.errors import SimilarTextsError
from mitmachstadt.methods.similar_texts.grouping import Group, Member, group, shared_by_most

__all__ = [
    "LEAST",
    "Found",
    "Frequencies",
    "Group",
    "Member",
    "SimilarTextsError",
    "count_words",
    "group",
    "rank",
    "shared_by_most",
    "similarity",
]
