from importlib import import_module

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "deals"
    verbose_name = "Deals"

    def ready(self):
        """Registers who may do what and how the mails of this room are made, of which deals contacts are, and hears of new passwords."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.listening")
        import_module(f"{self.name}.handover_mails")
        forms = import_module("partners.forms.organisation").CONTACT_FORMS
        forms.append(import_module(f"{self.name}.forms.contacts").ContactOfDealsForm)
        replaced = import_module("partners.actions").CONTACT_REPLACED
        replaced.append(import_module(f"{self.name}.actions.contacts").take_over_deals)
        import_module(f"{self.name}.actions.digests").register()
