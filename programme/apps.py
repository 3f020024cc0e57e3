from importlib import import_module

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Programma"

    def ready(self):
        """Registers the permissions."""
        import_module(f"{self.name}.permissions")
