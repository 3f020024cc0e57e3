"""The mail about an order: one link to the page where the file is, or the reason why it is not there."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from impacttool.actions.document_jobs import KEPT_FOR
from impacttool.models import DocumentJob, DocumentMail
from partners import mailing

State = DocumentMail.State


def send_document_mail(*, mail_id, now):
    """Sends one waiting mail; only the worker whose claim changes the row does. Returns whether it was this one."""
    if not mailing.claim(DocumentMail.objects, pk=mail_id, now=now):
        return False
    mail = DocumentMail.objects.select_related("job__owner").defer("job__content").get(pk=mail_id)
    if not mail.job.owner.is_active:
        mailing.finish(mail, State.SKIPPED, reason=_("Deze persoon heeft geen toegang meer."))
        return True
    state, reason = mailing.attempt(mail, _compose(mail.job))
    mailing.finish(mail, state, reason=reason, sent_at=now if state == State.SENT else None)
    return True


def waiting_mails(*, now):
    """Ids of the mails that can go now, and gives up on those a killed worker left behind."""
    mailing.give_up(mailing.left_behind(DocumentMail.objects, now=now))
    return mailing.ready(DocumentMail.objects, now=now)


def _compose(job):
    is_ready = job.state == DocumentJob.State.DONE
    pattern = _("Klaar: {title}") if is_ready else _("Niet gelukt: {title}")
    facts = {
        "job": job,
        "is_ready": is_ready,
        "days": KEPT_FOR.days,
        "link": f"{settings.SITE_URL}{job.get_absolute_url()}",
    }
    return EmailMessage(
        subject=mailing.one_line(pattern.format(title=job.title)),
        body=render_to_string("impacttool/mail_document.txt", facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[job.owner.email],
        headers=mailing.HEADERS,
    )
