"""Checks that `manage.py check --deploy` runs in production. Ids: dealportaal.E001 onwards."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

NOBODY = "voorbeeld.invalid"  # the domain of placeholder addresses, which only let the demo run


@register(Tags.security, deploy=True)
def check_second_factor(app_configs, **_options):
    if settings.REQUIRE_SECOND_FACTOR:
        return []
    return [_refuse(1, "Second factor is not required.", "Remove REQUIRE_SECOND_FACTOR=0.")]


@register(Tags.security, deploy=True)
def check_hosts(app_configs, **_options):
    """Django's own check (security.W020) only catches an empty list."""
    open_ones = [host for host in settings.ALLOWED_HOSTS if host.strip(".") in ("*", "")]
    if not open_ones:
        return []
    return [_refuse(2, "ALLOWED_HOSTS takes every name.", "Set ALLOWED_HOSTS to the names of the portal.")]


@register(Tags.security, deploy=True)
def check_sender(app_configs, **_options):
    if NOBODY not in settings.DEFAULT_FROM_EMAIL and "@" in settings.DEFAULT_FROM_EMAIL:
        return []
    hint = "Set DEFAULT_FROM_EMAIL to an address of the portal."
    return [_refuse(3, "Mails have no sender that exists.", hint)]


@register(Tags.security, deploy=True)
def check_security_contact(app_configs, **_options):
    contact = settings.SECURITY_CONTACT
    if contact.startswith(("mailto:", "https://", "tel:")) and NOBODY not in contact:
        return []
    hint = "Set SECURITY_CONTACT to mailto:..., https://... or tel:..., as RFC 9116 has it."
    return [_refuse(4, "Nobody can report a weakness: /.well-known/security.txt names no contact.", hint)]


@register(Tags.security, deploy=True)
def check_demo(app_configs, **_options):
    if not settings.DEMO:
        return []
    return [_refuse(5, "The demo is on: its passwords are known.", "Set PRODUCTION=1, or DEMO=0.")]


@register(Tags.security, deploy=True)
def check_proxies(app_configs, **_options):
    if settings.TRUSTED_PROXIES:
        return []
    text = "TRUSTED_PROXIES is 0: behind a proxy all visitors count as one in every limit."
    return [Warning(text, hint="Set it to the number of own proxies.", id="dealportaal.W006")]


def _refuse(number, text, hint):
    return Error(text, hint=hint, id=f"dealportaal.E{number:03}")
