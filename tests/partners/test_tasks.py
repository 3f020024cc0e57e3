"""What is known of visitors goes when its term ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.models import AuditEvent
from partners import audit
from partners.events import AccountEvent
from partners.tasks import forget_visitors
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db


def test_from_where_somebody_came_is_forgotten_and_the_line_stays(client):
    person = factories.user()
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    line = AuditEvent.objects.get(event=AccountEvent.LOGGED_IN)
    forget_visitors()
    line.refresh_from_db()
    assert details(line)["adres van de bezoeker"] == "127.0.0.1"
    AuditEvent.objects.update(at=timezone.now() - audit.ADDRESS_KEPT_FOR - timedelta(days=1))
    forget_visitors()
    line.refresh_from_db()
    assert details(line) == {"resultaat": "gelukt met wachtwoord"}
