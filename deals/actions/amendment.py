"""A change of an agreement: proposed by one side, answered by the other."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deals.actions.commitment import save_commitment
from deals.events import PartnershipEvent, Proposal, ProposalAnswer
from deals.models import Amendment, Commitment
from deals.models.agreements import TERMS
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.events import FieldChange


@transaction.atomic
def propose_amendment(*, amendment, version, by_team, by):
    """Raises ChangedMeanwhile when the agreement has another version, and IntegrityError when a proposal
    is already open."""
    commitment = amendment.commitment
    if not Commitment.objects.select_for_update().filter(pk=commitment.pk, version=version).exists():
        raise ChangedMeanwhile
    amendment.of_version = version
    amendment.by_team, amendment.proposed_by, amendment.proposed_label = by_team, by, str(by)
    amendment.save()
    data = Proposal(_partner(amendment), commitment.terms_in_words, amendment.terms_in_words)
    _log(amendment, by, PartnershipEvent.AMENDMENT_PROPOSED, data)
    return amendment


@transaction.atomic
def answer_amendment(*, amendment, state, by):
    """Accepting changes the agreement. Raises ChangedMeanwhile when it was answered already, or the
    agreement changed since."""
    answer = {"state": state, "answered_label": str(by), "answered_at": timezone.now()}
    if not Amendment.objects.filter(pk=amendment.pk, state=Amendment.State.OPEN).update(**answer):
        raise ChangedMeanwhile
    data = ProposalAnswer(_partner(amendment), amendment.terms_in_words, str(state))
    _log(amendment, by, PartnershipEvent.AMENDMENT_ANSWERED, data)
    if state == Amendment.State.ACCEPTED:
        _take_over(amendment, by)
    return amendment


def _take_over(amendment, by):
    commitment, before = amendment.commitment, amendment.commitment.terms_in_words
    for name in TERMS:
        setattr(commitment, name, getattr(amendment, name))
    commitment.is_agreed, commitment.agreed_on = True, timezone.localdate()
    changes = (FieldChange("terms", _("afspraak"), before, commitment.terms_in_words),)
    save_commitment(commitment=commitment, version=amendment.of_version, changes=changes, by=by)


def _log(amendment, by, event, data):
    record_event(event, by=by, subject=amendment.commitment.participation.deal.audit_subject, data=data)


def _partner(amendment):
    return amendment.commitment.participation.organisation.name
