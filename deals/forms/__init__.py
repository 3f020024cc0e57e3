"""What people fill in about deals; bad input gets a Dutch message at the field and nothing is lost."""

from deals.forms.amendment import AmendmentForm
from deals.forms.bulk_change import TogetherChoiceForm, TogetherForm
from deals.forms.calendar import CalendarForm
from deals.forms.commitment import CommitmentForm, ConfirmationForm
from deals.forms.conversation import ConversationForm
from deals.forms.deal import DealCreateForm, DealForm, StepBackForm, StepForm
from deals.forms.filters import DealFilter, PartnerFilter
from deals.forms.joining import ParticipationAddForm
from deals.forms.life import (
    AnchoringDocumentForm,
    CourseChangeForm,
    ExtensionForm,
    PartForm,
    RelationForm,
    WantedPartnerForm,
)
from deals.forms.meetings import ActionPointForm, BodyForm, BodyMemberForm, DecisionForm, MeetingForm
from deals.forms.participation import ParticipationEndForm, ParticipationForm, PartnerRowForm
from deals.forms.planning import MilestoneForm, PublicationForm, SigningMomentForm
from deals.forms.reasons import StageReasonForm
from deals.forms.reviews import ReviewForm
from deals.forms.scheme import ContributionForm, SchemeForm
from deals.forms.search import SearchForm
from deals.forms.sheets import SheetForm

__all__ = [
    "ActionPointForm",
    "AmendmentForm",
    "AnchoringDocumentForm",
    "BodyForm",
    "BodyMemberForm",
    "CalendarForm",
    "CommitmentForm",
    "ConfirmationForm",
    "ContributionForm",
    "ConversationForm",
    "CourseChangeForm",
    "DealCreateForm",
    "DealFilter",
    "DealForm",
    "DecisionForm",
    "ExtensionForm",
    "MeetingForm",
    "MilestoneForm",
    "PartForm",
    "ParticipationAddForm",
    "ParticipationEndForm",
    "ParticipationForm",
    "PartnerFilter",
    "PartnerRowForm",
    "PublicationForm",
    "RelationForm",
    "ReviewForm",
    "SchemeForm",
    "SearchForm",
    "SheetForm",
    "SigningMomentForm",
    "StageReasonForm",
    "StepBackForm",
    "StepForm",
    "TogetherChoiceForm",
    "TogetherForm",
    "WantedPartnerForm",
]
