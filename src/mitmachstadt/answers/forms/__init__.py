from mitmachstadt.answers.forms.answers import (
    LARGEST_LIST,
    AnswerForm,
    DecisionForm,
    WorkingListForm,
    chosen_in,
    others_as_text,
    rows_as_text,
    rows_from,
    typed_answer,
    versions_from,
)
from mitmachstadt.answers.forms.desk import (
    DeliveryForm,
    HandOverForm,
    OpinionForm,
    PartForm,
    SignersForm,
    TemplateForm,
)

__all__ = [
    "LARGEST_LIST",
    "AnswerForm",
    "DecisionForm",
    "DeliveryForm",
    "HandOverForm",
    "OpinionForm",
    "PartForm",
    "SignersForm",
    "TemplateForm",
    "WorkingListForm",
    "chosen_in",
    "others_as_text",
    "rows_as_text",
    "rows_from",
    "typed_answer",
    "versions_from",
]
