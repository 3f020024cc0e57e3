import pytest

from deals.models import Deal
from knowledge.forms import KnowledgeSearchForm
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_choice_that_is_not_there_is_an_error_and_parts_are_left_out_where_there_are_none():
    factories.deal(slug="slimme-stad")
    options = {"deals": Deal.objects.all(), "part_label": "Soort"}
    form = KnowledgeSearchForm({"deal": "onbekend", "part": "x"}, parts=[("kaart", "Kaart")], **options)
    assert set(form.errors) == {"deal", "part"}
    plain = KnowledgeSearchForm({"deal": "slimme-stad"}, parts=[], **options)
    assert plain.is_valid()
    assert "part" not in plain.fields
