"""What the page of an order says while it waits."""

import pytest

from reports.models import DocumentJob
from reports.queries.document_jobs import waits_for
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
State = DocumentJob.State


def test_an_order_in_parts_has_begun_with_its_first_part():
    owner = factories.staff()
    job = DocumentJob.objects.create(owner=owner, kind="bundel", key="2026", ordered_at=NOON, total=2)
    waits = {"reason": "Begint zodra er iets is.", "ordered_at": NOON, "whole": job}
    first, _second = (DocumentJob.objects.create(owner=owner, key=key, **waits) for key in "ab")
    assert waits_for(job) == "Begint zodra er iets is."
    DocumentJob.objects.filter(pk=first.pk).update(attempts=1, reason="", state=State.RUNNING)
    assert waits_for(job) == ""
