from django.apps import AppConfig


class RenderingConfig(AppConfig):
    """How a value looks in a file, and how a file is read: values in, bytes out; knows no deal."""

    name = "rendering"
    verbose_name = "Vormgeving"
