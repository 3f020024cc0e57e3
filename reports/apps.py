from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Rapporten"

    def ready(self):
        """Registers the permissions, event texts, records of a deal, mails, file orders and round cards of this
        room."""
        import_module(f"{self.name}.permissions")
        import_module(f"{self.name}.event_words").register()
        import_module("deals.record_kinds").register(*import_module(f"{self.name}.records").KINDS)
        import_module(f"{self.name}.actions.partner_mails").register()
        kinds = import_module("foundation.job_kinds").KINDS
        kinds["rapporten"] = import_module(f"{self.name}.actions.web_report_runs").REPORTS
        for module, kind in (
            ("bundle", "BUNDLE"),
            ("learning_report_bundle", "LEARNING_REPORTS"),
            ("partner_reports", "PARTNER_REPORTS"),
            ("programme_reports", "PROGRAMME_REPORT"),
        ):
            made = import_module(f"{self.name}.actions.{module}")
            kinds[made.KIND] = getattr(made, kind)
        reporting = import_module(f"{self.name}.queries.of_rounds").REPORTING
        import_module("impacttool.queries.reporting").register(reporting)
        guards = import_module("impacttool.actions.scores").GUARDS
        guards.append(import_module(f"{self.name}.actions.first_reports").require_same_deals)
