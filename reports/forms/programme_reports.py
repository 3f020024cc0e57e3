"""What staff enter: introductions of a programme report, themes, and the themes of each text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import LockedModelForm, form_field
from reports.models import MarkedText, ProgrammeReport, Theme


class IntrosForm(LockedModelForm):
    class Meta:
        model = ProgrammeReport
        fields = ["ministry_intro", "programme_intro", "deals_intro"]
        formfield_callback = form_field
        help_texts = {
            "ministry_intro": _("Staat boven aan het hoofdstuk. Laat leeg als er niets bij hoeft."),
        }


class ThemeForm(LockedModelForm):
    class Meta:
        model = Theme
        fields = ["name", "is_active"]
        formfield_callback = form_field
        help_texts = {
            "name": _("Kort en in gewone woorden, zoals “borging” of “bestuurlijke steun”."),
            "is_active": _("Haal het vinkje weg als dit thema niet meer te kiezen is. Wat er staat, blijft."),
        }

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Theme.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Dit thema staat al in de lijst."), code="twice")
        return name


class FirstInFocus(forms.CheckboxSelectMultiple):
    """Puts the focus on the first option, for the keyboard."""

    def create_option(self, name, value, label, selected, index, **options):
        option = super().create_option(name, value, label, selected, index, **options)
        return option | {"attrs": option["attrs"] | ({"autofocus": True} if index == 0 else {})}


class MarkForm(LockedModelForm):
    """`text`: the words to give themes to, shown above the form."""

    preview_template = "reports/_text_to_mark.html"

    class Meta:
        model = MarkedText
        fields = ["themes", "is_for_letter"]
        formfield_callback = form_field
        widgets = {"themes": FirstInFocus}
        help_texts = {
            "is_for_letter": _(
                "De les komt dan in het hoofdstuk voor het ministerie, met de naam van de deal."
            ),
        }

    def __init__(self, *args, text, **options):
        super().__init__(*args, **options)
        self.text = text
        kept = [theme.pk for theme in self.instance.themes.all()] if self.instance.pk else []
        self.fields["themes"].queryset = Theme.objects.filter(is_active=True) | Theme.objects.filter(
            pk__in=kept
        )
        if self.instance.kind != MarkedText.Kind.LESSON:
            del self.fields["is_for_letter"]
