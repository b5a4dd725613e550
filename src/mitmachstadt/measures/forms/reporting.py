from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.measures.forms.fields import line


class ReportForm(forms.Form):
    label = line(_("Name des Berichts"), _("Zum Beispiel „Herbst 2026“. Er ist öffentlich."))
