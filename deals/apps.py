from importlib import import_module

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "deals"
    verbose_name = "Deals"

    def ready(self):
        """Registers permissions, event sentences, mails, and its additions to contacts and passwords."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.event_words").register()
        import_module(f"{self.name}.handover_mails")
        more = import_module("partners.forms.organisation").MORE_OF_CONTACT
        more.append(import_module(f"{self.name}.forms.contacts").DealsOfContact)
        partners = import_module("partners.actions")
        partners.CONTACT_REPLACED.append(import_module(f"{self.name}.actions.contacts").take_over_deals)
        partners.ENDED_WITH_PASSWORD.append(import_module(f"{self.name}.actions.calendar").END_CALENDARS)
        import_module(f"{self.name}.record_kinds").register(*import_module(f"{self.name}.records").KINDS)
        import_module(f"{self.name}.actions.digests").register()
