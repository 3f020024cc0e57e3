from importlib import import_module

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Partners"

    def ready(self):
        """Registers permissions, event sentences and mails, and connects to the signals of the login
        libraries."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.event_words").register()
        import_module(f"{self.name}.listening")
        import_module(f"{self.name}.password_mail")
        import_module(f"{self.name}.account_mails")
