from importlib import import_module

from django.apps import AppConfig


class ImpacttoolConfig(AppConfig):
    name = "impacttool"
    verbose_name = "Impact"

    def ready(self):
        """Registers who may do what, what this room adds to the calendar and the lists of a deal, its mails, and what can be ordered."""
        import_module(f"{self.name}.permissions")
        import_module("deals.record_kinds").register(*import_module(f"{self.name}.records").KINDS)
        for mails in ("messages", "document_mails"):
            import_module(f"{self.name}.actions.{mails}").register()
        import_module("partners.actions").ADDRESS_CHANGED.append(
            import_module(f"{self.name}.actions.moving").follow_contact
        )
        kinds = import_module(f"{self.name}.actions.document_jobs").KINDS
        bundle = import_module(f"{self.name}.actions.bundle")
        deal_reports = import_module(f"{self.name}.actions.deal_report_bundle")
        kinds |= {bundle.KIND: bundle.BUNDLE, deal_reports.KIND: deal_reports.DEAL_REPORTS}
