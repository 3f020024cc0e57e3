"""The mail about an order or a run of reports: one link to the page where it is, or the reason why it is not there."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from impacttool.actions.document_jobs import KEPT_FOR
from impacttool.models import DocumentJob, DocumentMail
from impacttool.queries.reports import failed_jobs
from partners import mailing

State = DocumentMail.State


def send_document_mail(*, mail_id, now):
    """Sends one waiting mail; only the worker whose claim changes the row does. Returns whether it was this one."""
    if not mailing.claim(DocumentMail.objects, pk=mail_id, now=now):
        return False
    related = ("job__owner", "run__started_by", "run__round")
    mail = DocumentMail.objects.select_related(*related).defer("job__content").get(pk=mail_id)
    facts = _of_job(mail.job) if mail.job else _of_run(mail.run)
    if not facts["owner"].works_on(localtime(now).date()):
        mailing.finish(mail, State.SKIPPED, reason=_("Deze persoon heeft geen toegang meer."))
        return True
    mailing.send(mail, _compose(facts), now=now)
    return True


def waiting_mails(*, now):
    """Ids of the mails that can go now, and gives up on those a killed worker left behind."""
    mailing.give_up(mailing.left_behind(DocumentMail.objects, now=now))
    return mailing.ready(DocumentMail.objects, now=now)


def _of_job(job):
    return {
        "owner": job.owner,
        "title": job.title,
        "is_ready": job.state == DocumentJob.State.DONE,
        "reason": job.reason,
        "days": KEPT_FOR.days,
        "page": job.get_absolute_url(),
    }


def _of_run(run):
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


def _compose(facts):
    pattern = _("Klaar: {title}") if facts["is_ready"] else _("Niet gelukt: {title}")
    return EmailMessage(
        subject=mailing.one_line(pattern.format(title=facts["title"])),
        body=render_to_string(
            "impacttool/mail_document.txt", facts | {"link": f"{settings.SITE_URL}{facts['page']}"}
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[facts["owner"].email],
        headers=mailing.HEADERS,
    )
