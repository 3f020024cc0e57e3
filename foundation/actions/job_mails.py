"""The mail about a job that ended: a link to the result, or the reason why there is none."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.actions import outbox
from foundation.job_kinds import KINDS
from foundation.models import Job, OutgoingMail

KIND = "opdracht"


def register() -> None:
    outbox.register(KIND, compose, title=gettext_lazy("Bericht dat een bestand of rapport klaar is"))


def tell(job: Job, *, now: datetime) -> None:
    """Once per job, within the caller's transaction. Jobs that the portal ordered itself send no mail."""
    if job.owner is not None:
        outbox.post(kind=KIND, to=job.owner.email, payload={"job": job.pk}, key=f"{KIND}:{job.pk}", now=now)


def compose(row: OutgoingMail) -> EmailMessage:
    job = Job.objects.select_related("owner").defer("content").filter(pk=row.payload["job"]).first()
    if job is None or job.owner is None:
        raise outbox.Skip(_("Deze opdracht is er niet meer."))
    if not job.owner.works_on(localdate(row.claimed_at)):
        raise outbox.Skip(_("Deze persoon heeft geen toegang meer."))
    is_ready = job.state == Job.State.DONE
    pattern = _("Klaar: {title}") if is_ready else _("Niet gelukt: {title}")
    return EmailMessage(
        subject=outbox.one_line(pattern.format(title=job.title)),
        body=render_to_string("foundation/mail_job.txt", _facts(job) | {"is_ready": is_ready}),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[job.owner.email],
        headers=outbox.HEADERS,
    )


def _facts(job: Job) -> dict[str, object]:
    rule = KINDS[job.kind]
    return {
        "owner": job.owner,
        "title": job.title,
        "reason": rule.why(job),
        "days": None if job.is_shared else Job.KEPT_FOR.days,
        "link": f"{settings.SITE_URL}{rule.page(job)}",
    }
