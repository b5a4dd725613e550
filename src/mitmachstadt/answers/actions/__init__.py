from mitmachstadt.answers.actions.answering import Answered, answer_many, give_answer
from mitmachstadt.answers.actions.counting import count_figures
from mitmachstadt.answers.actions.deciding import record_decision
from mitmachstadt.answers.actions.desk import (
    delete_template,
    demand_four_eyes,
    keep_template,
    mark_read,
)
from mitmachstadt.answers.actions.drafting import (
    Words,
    begin_draft,
    drop_draft,
    hand_in,
    publish_draft,
    read_again,
    write_draft,
)
from mitmachstadt.answers.actions.forgetting import take_name_from_desk
from mitmachstadt.answers.actions.listing import Outcome, answer_list
from mitmachstadt.answers.actions.signing import ask_to_sign, call_off_signature, sign
from mitmachstadt.answers.actions.supplying import ask_for_part, deliver_part, withdraw_part

__all__ = [
    "Answered",
    "Outcome",
    "Words",
    "answer_list",
    "answer_many",
    "ask_for_part",
    "ask_to_sign",
    "begin_draft",
    "call_off_signature",
    "count_figures",
    "delete_template",
    "deliver_part",
    "demand_four_eyes",
    "drop_draft",
    "give_answer",
    "hand_in",
    "keep_template",
    "mark_read",
    "publish_draft",
    "read_again",
    "record_decision",
    "sign",
    "take_name_from_desk",
    "withdraw_part",
    "write_draft",
]
