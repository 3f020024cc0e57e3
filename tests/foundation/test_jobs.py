"""Work on order: made once, followed, stopped, tried three times, and told to its owner."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from foundation import job_kinds, tasks
from foundation.actions import job_mails, jobs
from foundation.models import Job, OutgoingMail
from tests import factories
from tests.factories import NOON
from tests.impacttool.mails import run as send_mails

pytestmark = pytest.mark.django_db
State = Job.State
LATER = NOON + timedelta(days=1000)


@pytest.fixture
def kind(monkeypatch):
    """A kind whose work is whatever the test puts in `kind["work"]`."""
    made = {"work": lambda _follow: b"inhoud"}

    def make(_key, follow):
        return job_kinds.Made("bestand.txt", "text/plain", made["work"](follow))

    monkeypatch.setitem(job_kinds.KINDS, "proef", job_kinds.JobKind("impacttool.manage_rounds", make))
    return made


def ordered(by=None, now=NOON, key="2024"):
    return jobs.order(kind="proef", key=key, title="Proef", by=by or factories.staff(), now=now)


def run(job, now=NOON):
    jobs.run(job_ids=[job.pk], now=now)
    job.refresh_from_db()
    return job


def test_an_order_is_made_once_and_its_owner_hears_of_it(kind):
    calls = []
    kind["work"] = lambda _follow: calls.append(1) or b"inhoud"
    job = run(ordered())
    run(job)
    assert (job.state, bytes(job.content), len(calls)) == (State.DONE, b"inhoud", 1)
    send_mails(LATER)
    assert [message.to for message in mail.outbox] == [[job.owner.email]]
    assert mail.outbox[0].subject == "Klaar: Proef"
    assert job.get_absolute_url() in mail.outbox[0].body


def test_ordered_twice_it_is_one_job_and_someone_else_gets_another(kind):
    boss = factories.staff()
    first, again, other = ordered(boss), ordered(boss), ordered(factories.staff())
    assert first == again != other
    run(first)
    assert ordered(boss) != first


def test_ordered_twice_at_the_same_moment_it_is_one_job(kind, monkeypatch):
    first = ordered()
    monkeypatch.setattr(
        QuerySet, "first", lambda _found: None
    )  # the other was not stored yet when this one looked
    assert ordered(by=first.owner) == first


def test_who_may_not_make_it_may_not_order_it(kind):
    with pytest.raises(PermissionDenied):
        ordered(factories.user())


def test_who_lost_the_role_meanwhile_gets_nothing(kind):
    job = ordered()
    job.owner.is_programme_staff = False
    job.owner.save()
    job = run(job)
    assert (job.state, job.content) == (State.FAILED, None)
    assert "niet meer" in job.reason


def test_of_who_has_no_account_any_more_nothing_is_made(kind):
    job = ordered()
    job.owner.is_active = False
    job.owner.save()
    assert (run(job).state, job.content) == (State.FAILED, None)
    send_mails(LATER)
    assert mail.outbox == []


def test_stopped_before_it_began_it_never_begins(kind):
    kind["work"] = lambda _follow: pytest.fail("was made")
    job = ordered()
    assert jobs.stop(job=job, now=NOON)
    assert not jobs.stop(job=job, now=NOON)
    assert run(job).state == State.CANCELLED
    assert not OutgoingMail.objects.exists()


def test_stopped_half_way_nothing_is_stored(kind):
    job = ordered()

    def work(follow):
        follow(1, 3)
        jobs.stop(job=job, now=NOON)
        follow(2, 3)
        pytest.fail("went on")

    kind["work"] = work
    job = run(job)
    assert (job.state, job.done, job.content) == (State.CANCELLED, 1, None)


def test_stopped_during_the_last_step_nothing_is_stored(kind):
    job = ordered()
    kind["work"] = lambda _follow: jobs.stop(job=job, now=NOON) and b"inhoud"
    job = run(job)
    assert (job.state, job.content) == (State.CANCELLED, None)


def test_a_fault_is_tried_three_times_and_then_told(kind):
    def work(_follow):
        raise OSError("schijf vol")

    kind["work"] = work
    job = ordered()
    for _attempt in range(5):
        for [job_id] in jobs.sweep(now=NOON):
            with pytest.raises(OSError):
                jobs.run(job_ids=[job_id], now=NOON)
            jobs.fail(job_ids=[job_id], fault=OSError("schijf vol"), now=NOON)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert "schijf vol" in job.reason
    send_mails(LATER)
    assert mail.outbox[0].subject == "Niet gelukt: Proef"


def test_the_worker_writes_a_fault_down_and_rings_again(
    kind, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, **ids: rung.append(ids))
    job = ordered()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=1)
    tasks.run_jobs.on_failure(OSError("weg"), "1", (), {"job_ids": [job.pk]}, None)
    job.refresh_from_db()
    assert (job.state, rung) == (State.WAITING, [{"job_ids": [job.pk]}])


def test_what_a_killed_worker_left_is_taken_up_and_the_old_one_stores_nothing(kind):
    job = ordered()
    later = NOON + timedelta(minutes=3)

    def work(follow):
        kind["work"] = lambda _follow: b"van de tweede"
        Job.objects.filter(pk=job.pk).update(heartbeat_at=NOON)
        assert jobs.sweep(now=later) == [[job.pk]]
        jobs.run(job_ids=[job.pk], now=later)
        return b"van de eerste"

    kind["work"] = work
    assert bytes(run(job).content) == b"van de tweede"
    assert OutgoingMail.objects.count() == 1


def test_every_step_is_a_sign_of_life(kind):
    job = ordered()

    def work(follow):
        follow(1, 2)
        assert jobs.sweep(now=NOON + timedelta(minutes=3)) == []
        return b"inhoud"

    kind["work"] = work
    assert run(job).state == State.DONE


def test_it_is_not_ready_without_the_mail_that_says_so(kind, monkeypatch):
    job = ordered()

    def full(_job, **_when):
        raise OSError("schijf vol")

    monkeypatch.setattr(job_mails, "tell", full)
    with pytest.raises(OSError, match="schijf vol"):
        run(job)
    job.refresh_from_db()
    assert (job.state, job.content) == (State.RUNNING, None)


@pytest.mark.parametrize("follows", [True, False])
def test_a_worker_that_was_thought_dead_leaves_the_job_to_who_took_it_over(kind, follows):
    job = ordered()

    def work(follow):
        Job.objects.filter(pk=job.pk).update(attempts=2, heartbeat_at=timezone.now())
        if follows:
            follow(5, 9)
        return b"van de eerste"

    kind["work"] = work
    assert (run(job).state, job.done, job.content) == (State.RUNNING, 0, None)


def test_a_fault_in_what_was_stopped_starts_nothing(kind):
    job = ordered()
    for attempts in (1, 3):
        Job.objects.filter(pk=job.pk).update(state=State.CANCELLED, attempts=attempts)
        assert not jobs.fail(job_ids=[job.pk], fault=OSError("weg"), now=NOON)
        job.refresh_from_db()
        assert (job.state, job.reason) == (State.CANCELLED, "")


def test_what_it_is_made_of_is_waited_for_without_losing_an_attempt(kind, client):
    def work(_follow):
        raise job_kinds.NotYet("Begint zodra de rapporten klaar zijn.")

    kind["work"] = work
    job = ordered()
    for _time in range(5):
        job = run(job)
    assert (job.state, job.attempts) == (State.WAITING, 0)
    assert jobs.sweep(now=NOON) == [[job.pk]]
    client.force_login(job.owner)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Begint zodra de rapporten klaar zijn." in page
    assert "mislukte" not in page and "stil" not in page
    said = []

    def busy(_follow):
        said.append(client.get(job.get_absolute_url()).content.decode())
        return b"inhoud"

    kind["work"] = busy
    assert run(job).state == State.DONE
    assert "Begint zodra" not in said[0] and "mislukte" not in said[0]


def test_a_second_attempt_says_that_the_first_one_failed(kind, client):
    def broken(_follow):
        raise OSError("weg")

    kind["work"] = broken
    job = ordered()
    client.force_login(job.owner)
    with pytest.raises(OSError, match="weg"):
        run(job)
    assert jobs.fail(job_ids=[job.pk], fault=OSError("weg"), now=NOON)
    said = [client.get(job.get_absolute_url()).content.decode()]

    def busy(_follow):
        said.append(client.get(job.get_absolute_url()).content.decode())
        return b"inhoud"

    kind["work"] = busy
    assert run(job).state == State.DONE
    assert all("Een eerdere poging mislukte" in page for page in said)


def test_what_began_three_times_is_not_begun_again(kind):
    job = ordered()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=3, heartbeat_at=NOON)
    assert (run(job, now=NOON + timedelta(minutes=3)).state, job.attempts) == (State.RUNNING, 3)


def test_a_job_that_began_three_times_and_never_ended_is_given_up(kind):
    job = ordered()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=3, heartbeat_at=NOON)
    assert jobs.sweep(now=NOON + timedelta(minutes=3)) == []
    job.refresh_from_db()
    assert job.state == State.FAILED
    send_mails(LATER)
    assert mail.outbox[0].subject == "Niet gelukt: Proef"


def test_a_file_is_kept_for_a_week(kind):
    done = run(ordered())
    Job.objects.filter(pk=done.pk).update(finished_at=NOON)
    waiting = ordered(key="2025")
    assert jobs.discard_old(now=NOON + timedelta(days=6)) == 0
    jobs.discard_old(now=NOON + timedelta(days=8))
    assert list(Job.objects.all()) == [waiting]


def test_stopping_on_the_page(client, kind):
    boss = factories.staff()
    job = ordered(boss)
    client.force_login(boss)
    page = client.post(reverse("reports:document_job_stop", args=[job.pk]), follow=True)
    assert "Er is niets bewaard" in page.content.decode()
    assert client.get(reverse("reports:document_job_file", args=[job.pk])).status_code == 404


def test_the_list_costs_the_same_whatever_its_length(client, kind, django_assert_num_queries):
    boss = factories.staff()
    client.force_login(boss)
    url = reverse("reports:document_jobs")
    ordered(boss, key="1")
    client.get(url)
    with django_assert_num_queries(3):
        client.get(url)
    for number in range(2, 9):
        ordered(boss, key=str(number))
    with django_assert_num_queries(3):
        client.get(url)


def test_a_file_is_not_handed_to_who_lost_the_role(client, kind):
    boss = factories.staff()
    job = run(ordered(boss))
    boss.is_programme_staff = False
    boss.save()
    client.force_login(boss)
    assert client.get(reverse("reports:document_job_file", args=[job.pk])).status_code == 403
