from django.apps import AppConfig


class ResponsibilitiesConfig(AppConfig):
    name = "mitmachstadt.responsibilities"
