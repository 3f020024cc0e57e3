from importlib import import_module

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "deals"
    verbose_name = "Deals"

    def ready(self):
        """Registers who may do what and how the mails of this room are made, and hears of new passwords."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.listening")
        import_module(f"{self.name}.handover_mails")
        import_module(f"{self.name}.actions.digests").register()
