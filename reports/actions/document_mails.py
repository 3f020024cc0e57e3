"""The mail about an order or a run of reports: one link to the page where it is, or the reason why it is not there."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.actions import outbox
from reports.models import DocumentJob, ReportRun
from reports.queries.reports import failed_jobs

KIND = "impact.opdracht"


def register():
    outbox.register(KIND, compose, title=gettext_lazy("Bericht dat een bestand of rapport klaar is"))


def tell_of_job(job, *, now):
    """Once, whoever ends it; within the caller's transaction."""
    outbox.post(kind=KIND, to=job.owner.email, payload={"job": job.pk}, key=f"{KIND}:job:{job.pk}", now=now)


def tell_of_run(run, *, now):
    payload = {"run": run.pk}
    outbox.post(kind=KIND, to=run.started_by.email, payload=payload, key=f"{KIND}:run:{run.pk}", now=now)


def compose(row):
    facts = _of_job(row.payload["job"]) if "job" in row.payload else _of_run(row.payload["run"])
    if facts is None:
        raise outbox.Skip(_("Deze opdracht is er niet meer."))
    if not facts["owner"].works_on(localdate(row.claimed_at)):
        raise outbox.Skip(_("Deze persoon heeft geen toegang meer."))
    pattern = _("Klaar: {title}") if facts["is_ready"] else _("Niet gelukt: {title}")
    return EmailMessage(
        subject=outbox.one_line(pattern.format(title=facts["title"])),
        body=render_to_string(
            "reports/mail_document.txt", facts | {"link": f"{settings.SITE_URL}{facts['page']}"}
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[facts["owner"].email],
        headers=outbox.HEADERS,
    )


def _of_job(pk):
    """None when it was thrown away meanwhile."""
    job = DocumentJob.objects.select_related("owner").defer("content").filter(pk=pk).first()
    return job and {
        "owner": job.owner,
        "title": job.title,
        "is_ready": job.state == DocumentJob.State.DONE,
        "reason": job.reason,
        "days": DocumentJob.KEPT_FOR.days,
        "page": job.get_absolute_url(),
    }


def _of_run(pk):
    run = ReportRun.objects.select_related("started_by", "round").filter(pk=pk).first()
    if run is None or run.started_by is None:
        return None
    failed = [job.survey.deal.name for job in failed_jobs(run)]
    reason = _("Niet gelukt: %(deals)s. Op de bladzijde van de ronde staat waarom.") % {
        "deals": ", ".join(failed)
    }
    return {
        "owner": run.started_by,
        "title": _("Rapporten van ronde %(year)s") % {"year": run.round.year},
        "is_ready": not failed,
        "reason": reason if failed else "",
        "page": run.round.get_absolute_url(),
    }
