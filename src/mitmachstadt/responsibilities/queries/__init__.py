from mitmachstadt.responsibilities.queries.dissolved import (
    Left,
    left_behind,
    open_of,
    successors_of,
    unfollowed,
)
from mitmachstadt.responsibilities.queries.handing_over import hand_overs_of, handed_over_by_people
from mitmachstadt.responsibilities.queries.register import (
    ORDERS,
    RegisterPage,
    RuleLine,
    beside,
    ended_lately,
    register_page,
    rule_by_public_id,
    rules_numbered,
    to_come,
)
from mitmachstadt.responsibilities.queries.routing import (
    Topic,
    fitting,
    how_many_without_unit,
    open_without_unit,
    sections_to_answer,
    topic_of,
)

__all__ = [
    "ORDERS",
    "Left",
    "RegisterPage",
    "RuleLine",
    "Topic",
    "beside",
    "ended_lately",
    "fitting",
    "hand_overs_of",
    "handed_over_by_people",
    "how_many_without_unit",
    "left_behind",
    "open_of",
    "open_without_unit",
    "register_page",
    "rule_by_public_id",
    "rules_numbered",
    "sections_to_answer",
    "successors_of",
    "to_come",
    "topic_of",
    "unfollowed",
]
