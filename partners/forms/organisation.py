"""Forms for an organisation and its contacts."""

from functools import cache

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.field_changes import changes_of
from foundation.forms import LockedModelForm, PortalForm, form_field
from partners.actions import save_contact
from partners.models import Contact, Organisation, OrganisationType

FOR_THE_PROGRAMME = ["type", "province", "networks", "ended_on", "successor"]


class OrganisationForm(LockedModelForm):
    """What the register says (TOOI address, CBS code, OIN) is not typed here."""

    class Meta:
        model = Organisation
        fields = ["name", "abbreviation", "former_names", "website", *FOR_THE_PROGRAMME]
        formfield_callback = form_field
        widgets = {"networks": forms.CheckboxSelectMultiple}
        help_texts = {
            "former_names": _("Ook de vroegere afkorting, zodat mensen op de oude naam kunnen zoeken."),
            "ended_on": _("Laat leeg zolang de organisatie bestaat."),
        }

    def __init__(self, *args, is_for_programme, **options):
        super().__init__(*args, **options)
        if not is_for_programme:
            for name in FOR_THE_PROGRAMME:
                del self.fields[name]
            return
        provinces = Organisation.objects.filter(type=OrganisationType.PROVINCE)
        self.fields["province"].queryset = provinces
        self.fields["successor"].queryset = Organisation.objects.exclude(pk=self.instance.pk)
        if self.instance.tooi_uri:
            del self.fields["type"]


class ContactForm(LockedModelForm):
    """`user`: the acting user; `deal`: in the address, the deal from which a contact is added, or ""."""

    class Meta:
        model = Contact
        fields = ["name", "function", "email", "level", "from_on", "until_on"]
        formfield_callback = form_field
        help_texts = {
            "until_on": _("Vul dit in als deze persoon stopt. Daarna geldt het contact niet meer."),
        }

    def __init__(self, *args, user=None, deal="", **options):
        self.user, self.from_deal = user, deal
        super().__init__(*args, **options)

    def layout(self):
        return Layout(
            "name",
            "function",
            "email",
            "level",
            Div("from_on", "until_on", css_class="form-rows"),
        )

    def clean(self):
        cleaned = super().clean()
        self.require_order("from_on", "until_on", _("De einddatum ligt voor de begindatum."))
        return cleaned

    def store(self, *, by):
        """Returns sentences to show as well. Raises ChangedMeanwhile."""
        changes = changes_of(self)
        return save_contact(contact=self.instance, version=self.read_version, changes=changes, by=by)


# Forms with the fields that rooms above add to that of a contact.
MORE_OF_CONTACT: list[type[forms.Form]] = []


@cache
def contact_form():
    """The form of a contact with the fields of all rooms; asked when every room is ready."""

    class WholeContactForm(*MORE_OF_CONTACT, ContactForm):
        pass

    return WholeContactForm


class ContactReplaceForm(PortalForm, forms.ModelForm):
    """The successor of this contact, the day, and what was handed over."""

    hand_over = forms.CharField(
        label=_("Overdracht"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat moet de opvolger weten? Houd het kort en zakelijk."),
    )

    class Meta:
        model = Contact
        fields = ["name", "function", "email", "level", "from_on"]
        formfield_callback = form_field

    def __init__(self, *args, contact, **options):
        super().__init__(*args, **options)
        self.contact = contact
        self.fields["from_on"].required = True
        self.fields["from_on"].help_text = _("De dag ervoor stopt %(name)s.") % {"name": contact.name}

    def clean_from_on(self):
        from_on = self.cleaned_data["from_on"]
        if self.contact.from_on and from_on <= self.contact.from_on:
            raise forms.ValidationError(
                _("De opvolger begint na de eerste dag van %(name)s.") % {"name": self.contact.name},
                code="order",
            )
        return from_on
