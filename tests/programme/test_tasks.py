"""What the worker does for the programme."""

import pytest
from django.utils import timezone

from programme import tasks
from programme.actions.partner_mails import planned_mail
from programme.models import PartnerReportMail
from tests import factories


@pytest.mark.django_db
def test_the_sweep_rings_for_each_mail_that_waits_and_each_is_sent_once(monkeypatch, mailoutbox):
    for _number in range(2):
        planned_mail(factories.contact(), 2025, by=None, now=timezone.now()).save()
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, **ids: rung.append((task, ids)))
    tasks.sweep_partner_mails()
    assert [task for task, _ids in rung] == [tasks.send_partner_mail] * 2
    for _again in range(2):
        for task, ids in rung:
            task(**ids)
    assert len(mailoutbox) == 2
    assert set(PartnerReportMail.objects.values_list("state", flat=True)) == {"verzonden"}
