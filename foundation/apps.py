from importlib import import_module

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """How every page, mail and job works; knows no deal and imports no room."""

    name = "foundation"
    verbose_name = "Fundament"

    def ready(self) -> None:
        """Registers the mail about a job."""
        import_module(f"{self.name}.actions.job_mails").register()
