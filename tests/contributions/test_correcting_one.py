"""Correcting one contribution changes nothing of what others said, and keeps a title in bounds."""

import pytest

from mitmachstadt.contributions.actions import correct_own_remark
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.contributions.models import Remark
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


def test_marks_of_the_desk_change_for_what_was_corrected_alone():
    about, who = f.open_passage(), f.citizen()
    mine, other = f.remark(about, "Bitte mehr Ampeln.", by=who), f.remark(about)
    Remark.objects.filter(node=other).update(unseen=False, suspicion="links", fingerprint=1)
    before = Remark.objects.filter(node=other).values().get()
    correct_own_remark(node=mine, visitor=who, text="Bitte viel mehr Ampeln.", at=f.NOW)
    assert Remark.objects.filter(node=other).values().get() == before


def test_corrected_idea_keeps_its_title_unless_another_comes_clean_and_short():
    who = f.citizen()
    made = a.idea(a.arena(), "Terminal im Amt", by=who).node
    for nth, (title, kept) in enumerate(
        (
            ("", "Terminal im Amt"),
            (" \x00 ", "Terminal im Amt"),
            (" Neu\x00 ", "Neu"),
            ("x" * (LONGEST_TITLE + 1), "x" * LONGEST_TITLE),
        )
    ):
        correct_own_remark(
            node=f.fresh(made), visitor=who, text=f"Anders gesagt, {nth}.", title=title, at=f.NOW
        )
        assert f.fresh(made).title == kept
