from django.apps import AppConfig


class DataProtectionConfig(AppConfig):
    name = "mitmachstadt.data_protection"
