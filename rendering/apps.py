from django.apps import AppConfig


class RenderingConfig(AppConfig):
    """Writes values as files and reads files as values; knows no deal."""

    name = "rendering"
    verbose_name = "Vormgeving"
