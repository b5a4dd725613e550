"""What two people typed from one card, side by side."""

from mitmachstadt.methods import text_changes


def differences(first: str, second: str) -> list[text_changes.Change]:
    """The stretches that are the same, and those that only one of them has."""
    return list(text_changes.readable(text_changes.compare(first, second).changes))
