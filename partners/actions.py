"""What changes who we know, and the one way to write the log."""

from django.db import transaction

from partners import tokens
from partners.models import ApiToken, LogEntry


def write_log(*, by, verb, subject, label="", details=None):
    """One line in the log: `subject` is "<kind>:<key>", `details` never holds a token, answer or password."""
    return LogEntry.objects.create(
        actor=by,
        actor_label=str(by) if by else "de portal zelf",
        verb=verb,
        subject=subject,
        subject_label=label[:300],
        details=details or {},
    )


def changes_of(form):
    """What a bound, valid ModelForm changes: {label: [old, new]}, for the log."""
    return {
        str(form.fields[name].label): [_shown(form.initial.get(name)), _shown(form.cleaned_data.get(name))]
        for name in form.changed_data
    }


def _shown(value):
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(sorted(str(item) for item in value))
    return "" if value is None else str(value)


@transaction.atomic
def create_api_token(*, user, by):
    """Returns the token itself, which is shown this once."""
    token = tokens.new_token()
    ApiToken.objects.create(user=user, digest=tokens.digest(token))
    write_log(by=by, verb="maakte een API-sleutel", subject=f"user:{user.pk}", label=str(user))
    return token
