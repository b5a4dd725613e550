from mitmachstadt.answers.actions.answering import give_answer
from mitmachstadt.answers.actions.deciding import record_decision
from mitmachstadt.answers.actions.listing import Outcome, answer_list

__all__ = ["Outcome", "answer_list", "give_answer", "record_decision"]
