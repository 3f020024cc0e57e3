from importlib import import_module

from django.apps import AppConfig


class DealportaalConfig(AppConfig):
    name = "dealportaal"
    verbose_name = "Dealportaal"

    def ready(self):
        """Registers the checks that a production server must pass."""
        import_module(f"{self.name}.checks")
