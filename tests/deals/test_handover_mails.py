import pytest
from django.utils import timezone

from deals.actions.handover import name_dealmaker
from deals.handover_mails import HANDED_OVER
from foundation.actions.outbox import Skip
from foundation.models import OutgoingMail
from tests import factories
from tests.partners.posted import composed

pytestmark = pytest.mark.django_db


def test_a_deal_of_nobody_before_names_no_predecessor(settings):
    settings.SITE_URL = "https://deals.voorbeeld.nl"
    deal, user = factories.deal(slug="wijken"), factories.user()
    role = name_dealmaker(deal=deal, user=user, by=factories.staff(), now=timezone.now())
    [sent] = composed(HANDED_OVER)
    assert "U neemt de deal over van" not in sent.body
    assert "https://deals.voorbeeld.nl/deals/wijken/" in sent.body
    assert OutgoingMail.objects.get().payload == {"role": role.pk, "leaving": None, "reader": user.pk}


def test_a_role_that_is_gone_is_no_mail():
    role = name_dealmaker(deal=factories.deal(), user=factories.user(), by=None, now=timezone.now())
    role.delete()
    with pytest.raises(Skip):
        composed(HANDED_OVER)
