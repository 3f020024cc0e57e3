from importlib import import_module

from django.apps import AppConfig


class DealportaalConfig(AppConfig):
    name = "dealportaal"
    verbose_name = "Dealportaal"

    def ready(self):
        """Registers what a production server is refused for."""
        import_module(f"{self.name}.checks")
