"""Messages that ask the same are known by it, others never."""

import pytest

from dealportaal.same_work import mark_of


def message(body="W10=", **headers):
    return {"body": body, "headers": {"task": "foundation.tasks.sweep_jobs", "id": "1"} | headers}


def test_the_same_work_has_the_same_mark_whatever_its_id():
    assert mark_of(message()) == mark_of(message(id="2"))


@pytest.mark.parametrize("other", [message(body="W11="), message(task="deals.tasks.sweep_digests")])
def test_other_work_has_another_mark(other):
    assert mark_of(other) != mark_of(message())


@pytest.mark.parametrize(
    "plain", [{"id": 7}, {"headers": None}, message(eta="2026-01-01"), message(retries=1)]
)
def test_what_is_not_a_plain_task_has_none(plain):
    assert mark_of(plain) is None
