from importlib import import_module

from django.apps import AppConfig


class ImpacttoolConfig(AppConfig):
    name = "impacttool"
    verbose_name = "Impact"

    def ready(self):
        """Registers who may do what."""
        import_module(f"{self.name}.permissions")
