from importlib import import_module

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Partners"

    def ready(self):
        """Registers who may do what and how its events read, and hears what the libraries of logging in tell, and how its mails are made."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.event_words").register()
        import_module(f"{self.name}.listening")
        import_module(f"{self.name}.password_mail")
        import_module(f"{self.name}.account_mails")
