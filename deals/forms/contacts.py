"""This room's part of the form of a contact: the deals of the organisation that this person is a contact of."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.actions.contacts import save_contact_of_deals
from deals.models import Deal, DealRole, Participation
from deals.models.contact_deals import shared_with_other_teams
from foundation.field_changes import changes_of
from foundation.forms import SaysWhatToFillIn

ALL, SOME = "alle", "deze"


class DealsOfContact(SaysWhatToFillIn, forms.Form):
    """Mixin for the form of a contact. Leaves out both fields for users without a deal to choose; without them nothing
    changes."""

    reach = forms.ChoiceField(
        label=_("Contact voor"),
        choices=[(ALL, _("alle deals van deze organisatie")), (SOME, _("alleen deze deals"))],
        widget=forms.RadioSelect,
    )
    deals = forms.ModelMultipleChoiceField(
        label=_("Welke deals?"),
        queryset=Deal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niet nodig als u kiest voor alle deals."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.offered = list(self._to_choose())
        if not self.offered:
            del self.fields["reach"], self.fields["deals"]
            return
        self.fields["deals"].queryset = self._to_choose()
        ties = (
            set(self.instance.deal_ties.values_list("deal", flat=True))
            if self.instance.pk
            else self._default()
        )
        self.initial["reach"] = SOME if ties else ALL
        self.initial["deals"] = [deal.pk for deal in self.offered if deal.pk in ties]
        if self._is_shared():
            self._say_what_a_team_may(is_tied=bool(ties and self.instance.pk))

    def _say_what_a_team_may(self, *, is_tied):
        field, shared = (
            self.fields["reach"],
            _("Deze organisatie doet ook mee aan een deal van een ander team."),
        )
        then = _("Bij alle deals wijzigt daarna alleen Agenda Stad deze persoon.")
        if is_tied:
            field.choices = [(SOME, _("alleen deze deals"))]
            then = _("Alleen Agenda Stad maakt iemand contact voor alle deals.")
        field.help_text = f"{shared} {then}"

    def layout(self):
        return Layout(*super().layout().fields, *(name for name in ("reach", "deals") if name in self.fields))

    @property
    def _sees_all(self):
        return self.user.is_programme_staff or self.user.is_administrator

    def _to_choose(self):
        """Deals of the organisation, and those this contact belongs to already; for a team only its own."""
        current = Participation.objects.current().filter(organisation=self.instance.organisation_id)
        found = Deal.objects.filter(pk__in=current.values("deal"))
        if self.instance.pk:
            found |= Deal.objects.filter(pk__in=self.instance.deal_ties.values("deal"))
        own = found if self._sees_all else found.filter(pk__in=DealRole.objects.deals_of(self.user))
        return own.alphabetical()

    def _is_shared(self):
        shared = shared_with_other_teams(self.user).filter(pk=self.instance.organisation_id)
        return not self._sees_all and shared.exists()

    def _default(self):
        """A contact added from a deal is tied to that deal if the organisation has others too; a team adds only to its
        own deals."""
        here = {deal.pk for deal in self.offered if deal.slug == self.from_deal}
        current = Participation.objects.current().filter(organisation=self.instance.organisation_id)
        if here and current.exclude(deal__in=here).exists():
            return here
        return {deal.pk for deal in self.offered} if self._is_shared() else set()

    def full_clean(self):
        if self.is_bound and "reach" in self.fields and not self.data.get(self.add_prefix("reach")):
            self.data = self.data.copy()
            self._take("reach")
            self._take("deals")
        super().full_clean()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reach") == ALL:
            cleaned["deals"] = Deal.objects.none()
        elif "reach" in self.fields and not cleaned.get("deals") and "deals" not in self.errors:
            self.add_error(
                "deals", _("Kies minstens één deal, of kies voor alle deals van deze organisatie.")
            )
        return cleaned

    def store(self, *, by):
        if not self.offered:
            return super().store(by=by)
        return save_contact_of_deals(
            contact=self.instance,
            version=self.read_version,
            changes=changes_of(self),
            by=by,
            deals=list(self.cleaned_data["deals"]),
            offered=self.offered,
        )
