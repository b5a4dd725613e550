from mitmachstadt.data_protection.actions.correcting import (
    address_in,
    ask_for_address,
    confirm_address,
    correct_self,
    rename_contributions,
)
from mitmachstadt.data_protection.actions.deleting import (
    ask_to_be_deleted,
    ask_to_forget,
    cancel_deletion,
    carry_out,
    carry_out_waiting,
)
from mitmachstadt.data_protection.actions.exporting import (
    ask_for_export,
    export_node,
    write_export,
)
from mitmachstadt.data_protection.actions.forgetting_again import forget_again
from mitmachstadt.data_protection.actions.holding import lift_hold, set_hold
from mitmachstadt.data_protection.actions.retaining import apply_rules, change_period

__all__ = [
    "address_in",
    "apply_rules",
    "ask_for_address",
    "ask_for_export",
    "ask_to_be_deleted",
    "ask_to_forget",
    "cancel_deletion",
    "carry_out",
    "carry_out_waiting",
    "change_period",
    "confirm_address",
    "correct_self",
    "export_node",
    "forget_again",
    "lift_hold",
    "rename_contributions",
    "set_hold",
    "write_export",
]
