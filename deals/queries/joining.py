"""Whether a partner was added by mistake, or is a part of the deal's history."""

from django.utils.translation import gettext as _

from deals.models import CommitmentConfirmation, Stage


def why_it_stays(participation, *, day):
    """Why participation can only be ended, in words; empty if it can be removed. At most four queries.

    Removed records do not count.
    """
    agreements = participation.commitments.all()
    if CommitmentConfirmation.objects.filter(commitment__in=agreements).exists():
        return _("over een afspraak van deze partner is al gezegd hoe die liep")
    if agreements.exists():
        return _("deze partner heeft een afspraak")
    if participation.conversations.exists():
        return _("er is een gesprek met deze partner vastgelegd")
    if participation.stage == Stage.SIGNED:
        return _("deze partner is ondertekenaar; klopt dat niet, wijzig dan eerst het stadium")
    moment = participation.signing_moment
    if moment and not moment.deleted_at and moment.signed_on and moment.signed_on <= day:
        return _("deze partner hoort bij een ondertekening die al is geweest")
    return ""
