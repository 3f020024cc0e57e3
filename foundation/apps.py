from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """How every page, mail and job works; knows no deal and imports no room."""

    name = "foundation"
    verbose_name = "Fundament"
