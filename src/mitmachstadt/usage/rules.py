from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.usage.enums import LONGEST_COMMENT, Score
from mitmachstadt.usage.errors import CommentTooLong, ScoreOutOfScale


def may_rate(score: int, text: str) -> Verdict:
    """A score is one of the scale, and the words can be read."""
    if score not in Score:
        return no(ScoreOutOfScale())
    if len(text) > LONGEST_COMMENT:
        return no(CommentTooLong(longest=LONGEST_COMMENT))
    return YES
