"""What the rooms registered that can be made."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.actions import jobs
from foundation.job_kinds import KINDS
from foundation.models import Job
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_made_for_a_person_without_the_role(kind):
    with pytest.raises(PermissionDenied):
        jobs.order(kind=kind, key="2024", title="Proef", by=factories.user(), now=NOON)
    assert not Job.objects.exists()
