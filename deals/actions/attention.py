"""A point of attention put aside with a reason, and shown again."""

from django.db import transaction

from deals.models import PutAside
from partners.actions import write_log


@transaction.atomic
def put_aside(*, deal, point, reason, by):
    """For the facts of now. Raises IntegrityError when somebody else did so at the same moment."""
    made = PutAside.objects.create(
        deal=deal, code=point.code, fingerprint=point.fingerprint, why=point.why, reason=reason, by=by
    )
    details = {"aandachtspunt": point.why, "reden": reason}
    verb = "legde een aandachtspunt terzijde"
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
    return made


@transaction.atomic
def show_again(*, aside, by):
    """A second call changes nothing."""
    if PutAside.objects.filter(pk=aside.pk).delete()[0]:
        deal, details = aside.deal, {"aandachtspunt": aside.why}
        verb = "liet een aandachtspunt weer zien"
        write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
