"""What people fill in about deals; bad input gets a Dutch message at the field and nothing is lost."""

from deals.forms.commitment import CommitmentForm, ConfirmationForm
from deals.forms.deal import DealCreateForm, DealForm, StepForm
from deals.forms.filters import DealFilter, PartnerFilter
from deals.forms.participation import ParticipationAddForm, ParticipationEndForm, ParticipationForm
from deals.forms.planning import MilestoneForm, PublicationForm, SigningMomentForm

__all__ = [
    "CommitmentForm",
    "ConfirmationForm",
    "DealCreateForm",
    "DealFilter",
    "DealForm",
    "MilestoneForm",
    "ParticipationAddForm",
    "ParticipationEndForm",
    "ParticipationForm",
    "PartnerFilter",
    "PublicationForm",
    "SigningMomentForm",
    "StepForm",
]
