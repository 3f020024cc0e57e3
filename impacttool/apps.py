from importlib import import_module

from django.apps import AppConfig


class ImpacttoolConfig(AppConfig):
    name = "impacttool"
    verbose_name = "Impact"

    def ready(self):
        """Registers permissions, event sentences, calendar days, mails, and the hook for moved contacts."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.event_words").register()
        import_module("deals.record_kinds").register(*import_module(f"{self.name}.records").KINDS)
        import_module(f"{self.name}.actions.messages").register()
        import_module("partners.actions").ADDRESS_CHANGED.append(
            import_module(f"{self.name}.actions.moving").follow_contact
        )
