from mitmachstadt.measures.actions.asking import check_repositories
from mitmachstadt.measures.actions.committing import (
    bring_into_force,
    check_item,
    commit_to_principles,
    end_commitment,
    forget_in_measures,
    name_central_unit,
    recognise,
    revoke_recognition,
    uncheck_item,
    word_principles,
)
from mitmachstadt.measures.actions.holding import hold_list, put_list_away, stop_reading
from mitmachstadt.measures.actions.importing import go_on_reading, import_measures
from mitmachstadt.measures.actions.linking import take_back_link, take_up
from mitmachstadt.measures.actions.looking import Look, Outcome, look_at_list
from mitmachstadt.measures.actions.phases import (
    end_involvement,
    involve,
    move_phase,
    open_participation,
    refer_to_paper,
    say_status,
)
from mitmachstadt.measures.actions.reporting import make_report
from mitmachstadt.measures.actions.results import (
    change_money,
    learn,
    plan_money,
    read_off,
    set_indicator,
)
from mitmachstadt.measures.actions.starting import (
    change_measure,
    copy_measure,
    say_copied,
    similar_to,
    start_measure,
)
from mitmachstadt.measures.actions.working import (
    finish_package,
    move_milestone,
    plan_iteration,
    plan_milestone,
    reach_milestone,
    resolve_risk,
    review_iteration,
    tell_risk,
)

__all__ = [
    "Look",
    "Outcome",
    "bring_into_force",
    "change_measure",
    "change_money",
    "check_item",
    "check_repositories",
    "commit_to_principles",
    "copy_measure",
    "end_commitment",
    "end_involvement",
    "finish_package",
    "forget_in_measures",
    "go_on_reading",
    "hold_list",
    "import_measures",
    "involve",
    "learn",
    "look_at_list",
    "make_report",
    "move_milestone",
    "move_phase",
    "name_central_unit",
    "open_participation",
    "plan_iteration",
    "plan_milestone",
    "plan_money",
    "put_list_away",
    "reach_milestone",
    "read_off",
    "recognise",
    "refer_to_paper",
    "resolve_risk",
    "review_iteration",
    "revoke_recognition",
    "say_copied",
    "say_status",
    "set_indicator",
    "similar_to",
    "start_measure",
    "stop_reading",
    "take_back_link",
    "take_up",
    "tell_risk",
    "uncheck_item",
    "word_principles",
]
