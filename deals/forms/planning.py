"""Milestones, moments of signing and publications."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import Milestone, Publication, SigningMoment
from partners.forms.base import LockedModelForm, form_field


class MilestoneForm(LockedModelForm):
    class Meta:
        model = Milestone
        fields = ["name", "planned_on", "expected_on", "done_on", "note"]
        help_texts = {
            "planned_on": _("De oorspronkelijke datum: laat die staan als het later wordt."),
            "expected_on": _("Alleen als het later of eerder wordt dan gepland."),
        }
        formfield_callback = form_field

    def layout(self):
        return Layout("name", Row("planned_on", "expected_on", "done_on"), "note")


class SigningMomentForm(LockedModelForm):
    class Meta:
        model = SigningMoment
        fields = ["kind", "signed_on", "precision", "conditions", "note", "source", "source_url"]
        formfield_callback = form_field

    def layout(self):
        return Layout("kind", Row("signed_on", "precision"), "conditions", "note", "source", "source_url")


class PublicationForm(LockedModelForm):
    class Meta:
        model = Publication
        fields = ["number", "signing_moment"]
        help_texts = {"number": _("Jaar en nummer, zoals 2022-1709.")}

    def __init__(self, *args, deal, **options):
        super().__init__(*args, **options)
        self.deal = deal
        self.fields["signing_moment"].queryset = deal.signing_moments.all()
        self.fields["signing_moment"].empty_label = _("niet bekend")

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if self.deal.publications.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Deze publicatie staat al bij de deal."), code="twice")
        return number
