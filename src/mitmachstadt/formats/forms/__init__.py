from mitmachstadt.formats.forms.fields import FormatsForm
from mitmachstadt.formats.forms.involvement import (
    CorrectionForm,
    InvolvementForm,
    ReminderForm,
)
from mitmachstadt.formats.forms.preparing import (
    LABELS,
    ConceptForm,
    PhaseForm,
    ProcessForm,
    PurposeForm,
)
from mitmachstadt.formats.forms.roles import RoleForm
from mitmachstadt.formats.forms.running import CallOffForm, ExtensionForm

__all__ = [
    "LABELS",
    "CallOffForm",
    "ConceptForm",
    "CorrectionForm",
    "ExtensionForm",
    "FormatsForm",
    "InvolvementForm",
    "PhaseForm",
    "ProcessForm",
    "PurposeForm",
    "ReminderForm",
    "RoleForm",
]
