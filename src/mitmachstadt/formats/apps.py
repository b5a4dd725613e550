from django.apps import AppConfig


class FormatsConfig(AppConfig):
    name = "mitmachstadt.formats"
