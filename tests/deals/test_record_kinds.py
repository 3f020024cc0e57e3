"""The register of kinds of records; tests/house/test_record_kinds.py tries what each of them promises."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from deals import record_kinds
from deals.models import BodyMember, Milestone
from deals.record_kinds import KINDS, RecordKind
from tests import factories


def test_two_kinds_with_one_address_are_refused():
    with pytest.raises(ImproperlyConfigured, match="mijlpalen"):
        record_kinds.register(RecordKind(name="mijlpalen", model=BodyMember))
    assert KINDS["mijlpalen"].model is Milestone


@pytest.mark.django_db
def test_what_hangs_on_something_that_was_removed_is_not_of_the_deal():
    deal = factories.deal()
    body = deal.bodies.create(name="Kernteam")
    member = body.members.create(organisation=factories.organisation(), function="wethouder")
    kind = KINDS["leden"]
    assert list(kind.of(deal)) == [member]
    body.deleted_at = timezone.now()
    body.save()
    assert not kind.of(deal) and not kind.of(deal, with_removed=True)


def test_a_list_without_a_place_stands_last():
    places = [one.place for one in record_kinds.exports().values()]
    assert places == sorted(places) and len(set(places)) == len(places)
