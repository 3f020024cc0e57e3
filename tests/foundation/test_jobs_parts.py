"""An order that is cut in parts: workers share them, it is joined once, and its owner hears of it once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation import job_kinds, tasks
from foundation.actions import jobs
from foundation.models import Job, OutgoingMail
from foundation.queries.jobs import jobs_of
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
State = Job.State


@pytest.fixture
def work(monkeypatch):
    """What the making of a part gives; a test may put something else in it."""
    made = {"part": lambda key, follow: key.encode()}

    def make(key, follow):
        content = made["part"](key, follow)
        return job_kinds.Made("deel", "text/plain", content) if content else job_kinds.NOTHING

    joined = job_kinds.Joined(
        join=b"+".join,
        file_name=lambda key: f"geheel-{key}.txt",
        content_type="text/plain",
        nothing="Er was niets.",
    )
    parts = job_kinds.Parts(lambda key: [f"{key}/{n}" for n in (1, 2, 3)], joined)
    kind = job_kinds.JobKind("impacttool.manage_rounds", make, parts)
    monkeypatch.setitem(job_kinds.KINDS, "proef", kind)
    return made


@pytest.fixture
def whole(work):
    return jobs.order(kind="proef", key="2024", title="Proef", by=factories.staff(), now=NOON)


def run(job, now=NOON):
    jobs.run(job_ids=[job.pk], now=now)
    job.refresh_from_db()
    return job


def test_it_is_joined_when_the_last_part_is_there_and_told_once(whole):
    parts = list(whole.parts.order_by("pk"))
    assert jobs.sweep(now=NOON) == [[part.pk] for part in parts]
    for part in reversed(parts):
        assert run(whole).state == State.WAITING
        assert run(part).state == State.DONE
    whole.refresh_from_db()
    assert (whole.done, whole.total, whole.state) == (3, 3, State.DONE)
    assert jobs.sweep(now=NOON) == []
    assert (run(whole).file_name, whole.content) == ("geheel-2024.txt", None)
    assert list(OutgoingMail.objects.values_list("payload", flat=True)) == [{"job": whole.pk}]


def fetched(client, job):
    factories.log_in(client, job.owner, stays_recent=3600)
    return client.get(reverse("reports:document_job_file", args=[job.pk]))


def test_its_owner_fetches_the_parts_in_order_as_one_file(whole, work, client):
    work["part"] = lambda key, follow: b"" if key == "2024/2" else key.encode()
    assert fetched(client, whole).status_code == 404
    for part in reversed(whole.parts.order_by("pk")):
        run(part)
    run(whole)
    answer = fetched(client, whole)
    assert answer.content == b"2024/1+2024/3"
    assert 'filename="geheel-2024.txt"' in answer["Content-Disposition"]


def test_a_file_that_is_discarded_while_it_is_fetched_is_gone_and_not_empty(whole, client, monkeypatch):
    for job in [*whole.parts.all(), whole]:
        run(job)
    content_of = jobs.content_of

    def discarded_meanwhile(job):
        assert jobs.discard_old(now=timezone.now() + timedelta(days=8)) > 0
        return content_of(job)

    monkeypatch.setattr(jobs, "content_of", discarded_meanwhile)
    assert fetched(client, whole).status_code == 404


def test_when_no_part_holds_anything_the_owner_is_told_why(whole, work):
    work["part"] = lambda key, follow: b""
    for part in whole.parts.all():
        run(part)
    assert (run(whole).state, whole.reason) == (State.FAILED, "Er was niets.")


def test_parts_are_kept_as_long_as_the_whole(whole):
    for job in [*whole.parts.all(), whole]:
        run(job)
    Job.objects.filter(whole=whole).update(finished_at=NOON - timedelta(days=7, minutes=1))
    Job.objects.filter(pk=whole.pk).update(finished_at=NOON - timedelta(days=7))
    assert jobs.discard_old(now=NOON) == 0
    assert jobs.discard_old(now=NOON + timedelta(minutes=1)) >= 4


def test_a_part_is_made_by_one_worker(whole, work):
    calls = []
    work["part"] = lambda key, follow: calls.append(key) or b""
    part = whole.parts.first()
    run(part), run(part)
    assert calls == [part.key]
    assert Job.objects.get(pk=whole.pk).done == 1


def test_the_owner_sees_the_whole_alone(whole, client):
    assert jobs_of(whole.owner) == [whole]
    client.force_login(whole.owner)
    for job, status in ((whole, 200), (whole.parts.first(), 404)):
        assert client.get(reverse("reports:document_job", args=[job.pk])).status_code == status


def test_the_page_says_it_when_nothing_was_heard_of_it_for_a_while(whole, client):
    client.force_login(whole.owner)

    def words():
        path = reverse("reports:document_job_progress", args=[whole.pk])
        return client.get(path).json()["text"]

    still = "stap 0 van 3. Het staat even stil en gaat vanzelf verder."
    assert words() == still  # ordered long ago and never begun
    assert still in client.get(whole.get_absolute_url()).content.decode()
    part = Job.objects.filter(pk=whole.parts.first().pk)
    part.update(state=State.RUNNING, heartbeat_at=timezone.now())
    assert words() == "stap 0 van 3"
    part.update(heartbeat_at=timezone.now() - timedelta(minutes=1))
    assert words() == still
    jobs.stop(job=whole, now=NOON)
    assert words() == "stap 0 van 3"


def test_stopping_stops_the_parts_too(whole, work):
    def stopped_meanwhile(key, follow):
        jobs.stop(job=whole, now=NOON)
        follow(1, 1)
        return b"te laat"

    first, second, _third = whole.parts.order_by("pk")
    run(first)
    work["part"] = stopped_meanwhile
    run(second)
    assert list(whole.parts.order_by("pk").values_list("state", "content")) == [
        (State.DONE, None),
        (State.CANCELLED, None),
        (State.CANCELLED, None),
    ]
    assert jobs.sweep(now=NOON + timedelta(hours=1)) == []


def test_a_part_that_fails_three_times_fails_the_whole_with_its_reason(whole, work):
    first, *others = whole.parts.order_by("pk")
    for part in others:
        run(part)

    def broken(key, follow):
        raise ValueError("geen inkt")

    work["part"] = broken
    for _attempt in range(3):
        with pytest.raises(ValueError, match="geen inkt"):
            run(first)
        jobs.fail(job_ids=[first.pk], fault=ValueError("geen inkt"), now=NOON)
    assert (run(whole).state, "geen inkt" in whole.reason) == (State.FAILED, True)
    assert set(whole.parts.values_list("content", flat=True)) == {None}
    assert OutgoingMail.objects.count() == 1


def test_stopping_takes_the_parts_before_the_whole_as_a_worker_does(whole):
    """In another order each holds a row that the other needs, and PostgreSQL ends one of them with an error."""
    with CaptureQueriesContext(connection) as queries:
        jobs.stop(job=whole, now=NOON)
    ended = [
        query["sql"] for query in queries if "UPDATE" in query["sql"] and '"finished_at"' in query["sql"]
    ]
    assert [f'"whole_id" = {whole.pk}' in sql for sql in ended] == [True, False]
    assert not any(" OR " in sql for sql in ended)


def test_the_whole_ends_with_a_last_part_that_failed_for_good(whole, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, **ids: rung.append((task.name, ids)))
    *others, last = whole.parts.order_by("pk")
    for part in others:
        run(part)
    Job.objects.filter(pk=last.pk).update(state=State.RUNNING, attempts=jobs.MAX_ATTEMPTS)
    tasks.run_jobs.on_failure(OSError("weg"), "1", (), {"job_ids": [last.pk]}, None)
    whole.refresh_from_db()
    assert (whole.state, rung) == (State.FAILED, [])


def test_the_worker_rings_for_what_waits_for_the_whole_after_the_last_part(whole, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, **ids: rung.append((task.name, ids)))
    for part in whole.parts.all():
        assert rung == []
        tasks.run_jobs(job_ids=[part.pk])
    assert rung == [("foundation.tasks.sweep_jobs", {})]


def test_a_whole_of_which_the_last_worker_was_killed_before_it_could_end_it_is_ended_by_the_sweep(
    whole, monkeypatch
):
    with monkeypatch.context() as killed:
        killed.setattr(jobs, "close", lambda **_which: False)
        for part in whole.parts.all():
            run(part)
    jobs.sweep(now=NOON)
    whole.refresh_from_db()
    assert whole.state == State.DONE


def test_the_fault_of_a_worker_that_was_thought_dead_is_not_its_successors(whole, work):
    part = whole.parts.first()

    def taken_over(key, follow):
        Job.objects.filter(pk=part.pk).update(attempts=2)
        raise ValueError("te laat")

    work["part"] = taken_over
    run(part)
    assert (part.state, part.attempts, part.reason) == (State.RUNNING, 2, "")
