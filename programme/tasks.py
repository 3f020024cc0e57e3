"""What the worker does for the programme; every task may safely run twice."""

from celery import shared_task
from django.utils import timezone

from partners.doorbell import ring
from programme.actions import partner_mails


@shared_task
def send_partner_mail(*, mail_id):
    partner_mails.send_mail(mail_id=mail_id, now=timezone.now())


@shared_task
def sweep_partner_mails():
    for mail_id in partner_mails.waiting_mails(now=timezone.now()):
        ring(send_partner_mail, mail_id=mail_id)
