"""Marking the first mention of each term in a page of HTML.

A mention is a whole word as the term's forms write it: inflections are given, not guessed, for a
guess would explain the wrong word. The words of the page stay as they are; links, headings and
code stay without marks.

    >>> term = Term("7", "Netz", ("Netz", "Netze"))
    >>> mark("<p>Netze.</p>", [term], wrap=lambda term, words: f"[{words}]").html
    '<p>[Netze].</p>'
"""

from mitmachstadt.methods.term_marks.marking import Marked, Marker, Term, Wrap, mark

__all__ = ["Marked", "Marker", "Term", "Wrap", "mark"]
