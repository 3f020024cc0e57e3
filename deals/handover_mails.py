"""What the mail about another dealmaker says, to the one who leaves and to the one who begins."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.models import DealRole
from foundation.actions.outbox import Skip, register
from partners.account_mails import message

HANDED_OVER = "deal_handed_over"


def compose(row):
    roles = DealRole.objects.select_related("user", "deal")
    role = roles.filter(pk=row.payload["role"]).first()
    if role is None:
        raise Skip(_("Deze rol bestaat niet meer."))
    leaving = roles.filter(pk=row.payload["leaving"]).first()
    begins = row.payload["reader"] == role.user_id
    facts = {
        "reader": role.user if begins else leaving.user,
        "begins": begins,
        "new": role.user,
        "leaving": leaving,
        "deal": role.deal,
        "link": settings.SITE_URL + role.deal.get_absolute_url(),
    }
    pattern = _("U bent dealmaker van {deal}") if begins else _("U hebt {deal} overgedragen")
    subject = pattern.format(deal=role.deal.full_name)
    return message(row, subject, "deals/mail_handed_over.txt", facts)


register(HANDED_OVER, compose, title=gettext_lazy("Bericht over de overdracht van een deal"))
