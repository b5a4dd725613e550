from mitmachstadt.contributions.actions.moderating.appealing import appeal, decide_appeal
from mitmachstadt.contributions.actions.moderating.claiming import claim
from mitmachstadt.contributions.actions.moderating.deciding import hide, leave, release, show_again
from mitmachstadt.contributions.actions.moderating.many import Chosen, Outcome, decide_many
from mitmachstadt.contributions.actions.moderating.patterns import (
    PatternWords,
    change_pattern,
    enter_pattern,
    switch_pattern,
)
from mitmachstadt.contributions.actions.moderating.removing import (
    agree_to_removal,
    decline_removal,
    propose_removal,
)
from mitmachstadt.contributions.actions.moderating.reporting import Reported, report

__all__ = [
    "Chosen",
    "Outcome",
    "PatternWords",
    "Reported",
    "agree_to_removal",
    "appeal",
    "change_pattern",
    "claim",
    "decide_appeal",
    "decide_many",
    "decline_removal",
    "enter_pattern",
    "hide",
    "leave",
    "propose_removal",
    "release",
    "report",
    "show_again",
    "switch_pattern",
]
