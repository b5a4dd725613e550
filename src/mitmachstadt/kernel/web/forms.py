"""Forms look the same everywhere: one field template, one summary of what is missing."""

from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    field_template_name = "kernel/parts/field.html"
