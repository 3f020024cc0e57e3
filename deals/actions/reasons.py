"""The list of reasons to join, to decline and to leave."""

from django.db import transaction

from partners.actions import save_over, write_log


@transaction.atomic
def save_reason(*, reason, version, changes, by):
    """Adds, changes or retires; a reason that was chosen stays readable. Raises ChangedMeanwhile."""
    verb = "wijzigde een reden" if reason.pk else "voegde een reden toe"
    save_over(reason, version=version)
    write_log(by=by, verb=verb, subject=f"reason:{reason.pk}", label=str(reason), details=changes)
    return reason
