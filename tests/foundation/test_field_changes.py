"""What a form changed, as the log keeps it."""

from datetime import date

import pytest
from django import forms

from foundation.events import FieldChange
from foundation.field_changes import changes_of
from partners.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db


class Form(forms.ModelForm):
    people = ("abbreviation",)

    class Meta:
        model = Organisation
        fields = ("name", "abbreviation", "type", "ended_on", "successor")


def test_choices_by_label_records_by_name_days_as_days_and_of_people_nothing():
    one = factories.organisation(name="Oud", type="gemeente")
    other = factories.organisation(name="Volgende")
    sent = {"name": "Nieuw", "abbreviation": "Jan", "type": "provincie", "ended_on": "2026-05-03"}
    form = Form(sent | {"successor": other.pk}, instance=one)
    assert form.is_valid()
    found = {change.field: change for change in changes_of(form)}
    assert found["name"] == FieldChange("name", "Naam", "Oud", "Nieuw")
    assert (found["type"].old, found["type"].new) == ("gemeente", "provincie")
    assert (found["ended_on"].old, found["ended_on"].new) == (None, date(2026, 5, 3))
    assert (found["successor"].old, found["successor"].new) == (None, "Volgende")
    assert found["abbreviation"].is_withheld and found["abbreviation"].new is None
