"""What the page of an order says while it waits."""

import pytest

from foundation.models import Job
from foundation.queries.jobs import waits_for
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
State = Job.State


def test_an_order_in_parts_has_begun_with_its_first_part():
    owner = factories.staff()
    job = Job.objects.create(owner=owner, kind="bundel", key="2026", ordered_at=NOON, total=2)
    waits = {"reason": "Begint zodra er iets is.", "ordered_at": NOON, "whole": job}
    first, _second = (Job.objects.create(owner=owner, key=key, **waits) for key in "ab")
    assert waits_for(job) == "Begint zodra er iets is."
    Job.objects.filter(pk=first.pk).update(attempts=1, reason="", state=State.RUNNING)
    assert waits_for(job) == ""
