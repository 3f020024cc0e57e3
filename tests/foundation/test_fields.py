import pytest
from django import forms
from django.core.exceptions import ValidationError

from foundation.fields import AddressField, AddressFormField
from partners.models import Contact, User


class Form(forms.Form):
    email = AddressFormField()


def test_a_form_gives_the_address_as_the_portal_writes_it():
    form = Form({"email": " P.Jansen@Gemeente-SÚDWEST.nl "})
    assert form.is_valid()
    assert form.cleaned_data["email"] == "p.jansen@gemeente-súdwest.nl"


@pytest.mark.parametrize("text", ["jan.@x.nl", "piet@utrecht_oost.nl", "kapot"])
def test_a_form_says_what_an_address_looks_like(text):
    assert Form({"email": text}).errors["email"] == [
        "Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl."
    ]


def test_the_columns_of_people_follow_the_rule():
    for model in (Contact, User):
        field = model._meta.get_field("email")
        assert isinstance(field, AddressField)
        assert isinstance(field.formfield(), AddressFormField)
        assert field.clean("P@X.nl", None) == "p@x.nl"
        with pytest.raises(ValidationError):
            field.clean("jan.@x.nl", None)
    assert Contact._meta.get_field("email").clean("", None) == ""
