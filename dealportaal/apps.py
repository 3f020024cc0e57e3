from django.apps import AppConfig


class DealportaalConfig(AppConfig):
    name = "dealportaal"
    verbose_name = "Dealportaal"
