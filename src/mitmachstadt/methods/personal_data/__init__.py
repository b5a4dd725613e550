"""Telephone numbers, e-mail addresses, bank accounts and home addresses in what people write.

Made for German texts and for Latin letters. It points things out to the person who writes; it
decides nothing, so a number that only looks like one costs a click and nothing more.
"""

from mitmachstadt.methods.personal_data.finding import Datum, Finding, find, pieces

__all__ = ["Datum", "Finding", "find", "pieces"]
