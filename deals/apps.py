from importlib import import_module

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "deals"
    verbose_name = "Deals"

    def ready(self):
        """Registers who may do what, and hears of new passwords."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.listening")
