from importlib import import_module

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Programma"

    def ready(self):
        """Registers who may do what, its mails, and what can be ordered."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.actions.partner_mails").register()
        kinds = import_module("impacttool.actions.document_jobs").KINDS
        partners = import_module(f"{self.name}.actions.partner_reports")
        kinds[partners.KIND] = partners.PARTNER_REPORTS
        reports = import_module(f"{self.name}.actions.reports")
        kinds[reports.KIND] = reports.PROGRAMME_REPORT
