"""Finding what says the same.

Texts are compared by the words that they share. A word counts less the more of the texts have it
(inverse document frequency: K. Spärck Jones, "A statistical interpretation of term specificity",
Journal of Documentation 28, 1972), and two texts are as similar as the cosine of their vectors of
words (G. Salton, A. Wong, C. S. Yang, "A vector space model for automatic indexing", CACM 18,
1975). German joins words and bends them, so that each word also counts with its character
trigrams, at half its weight (P. McNamee, J. Mayfield, "Character n-gram tokenization for European
language text retrieval", Information Retrieval 7, 2004): "Radwege" and "Radweg" meet.

    >>> similarity("Mehr Bäume am Platz", "Am Platz mehr Bäume")
    1.0
    >>> most_similar("Radwege fehlen", [("a", "Netz"), ("b", "Ein Radweg")])[0].key
    'b'
    >>> sorted(common_words("Die Radwege sind schmal.", "Schmale Radwege!"))
    ['radwege', 'schmal', 'schmale']
"""

from mitmachstadt.methods.similar_texts.comparison import Found, most_similar, similarity
from mitmachstadt.methods.similar_texts.words import common_words

__all__ = ["Found", "common_words", "most_similar", "similarity"]
