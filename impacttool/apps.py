from django.apps import AppConfig


class ImpacttoolConfig(AppConfig):
    name = "impacttool"
    verbose_name = "Impact"
