"""What was sent stays, whatever comes in after it: late, twice, from another device, after a change or withdrawal."""

import threading

import pytest
import time_machine
from django.db import connection

from impacttool.actions import answers
from impacttool.models import Answer, Invitation, Response
from impacttool.queries import respondents
from impacttool.save_order import read_order
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    with time_machine.travel(NOW, tick=False):
        yield Respondent(invite(open_survey()))


def scores_of(person):
    """In the order of the statements; None for one that is not stored."""
    (stored,) = person.stored()
    return [stored.get(item.id) for item in person.items]


def refused(answer):
    assert answer.status_code == 409
    assert "Dat blijft staan" in answer.json()["message"]
    return True


def test_a_tap_that_arrives_after_sending_is_ignored_and_says_so(person):
    """The tap was made on the page from which the form was sent, and held on the line."""
    person.look()
    held = person.order(is_tap=True)
    person.send(5, 5, 5)
    assert refused(person.tap(1, **held))
    assert scores_of(person) == [5, 5, 5]


def test_so_is_one_without_any_order(person):
    person.send(5, 5, 5)
    assert refused(person.tap(1, keep="1"))
    assert scores_of(person) == [5, 5, 5]


def test_taps_that_overtake_each_other_end_with_the_last_one_made(person):
    person.look()
    held = person.order(is_tap=True)
    assert person.tap(5).status_code == 200
    assert refused(person.tap(1, **held))
    assert scores_of(person)[0] == 5


def test_the_same_tap_twice_is_fine(person):
    person.look()
    once = person.order(is_tap=True)
    assert person.tap(4, **once).status_code == 200
    assert person.tap(4, **once).status_code == 200
    assert scores_of(person)[0] == 4


def test_the_same_form_twice_is_one_sending(person):
    person.look()
    assert person.send(4, 4, 4).status_code == 302
    assert person.send(4, 4, 4).status_code == 302
    assert Response.objects.get().revision == 1


def test_another_device_cannot_undo_what_was_sent(person):
    phone = person.look()
    laptop = Respondent(person.invitation).look()
    laptop.send(5, 5, 5)
    assert refused(phone.tap(1))
    late = phone.send(1, 5, 5)
    page = late.content.decode()
    assert late.status_code == 409
    assert "Dat staat en blijft staan" in page
    assert "U hebt al verstuurd" not in page
    assert f'href="#{person.items[0].field}"' in page
    assert f'href="#{person.items[1].field}"' not in page
    assert scores_of(person) == [5, 5, 5]


def test_who_still_wants_the_other_answers_sends_them_once_more(person):
    phone = person.look()
    Respondent(person.invitation).look().send(5, 5, 5)
    phone.ticket = phone.send(1, 5, 5).context["ticket"]
    assert phone.send(1, 5, 5).status_code == 302
    assert scores_of(person) == [1, 5, 5]


def test_a_change_after_sending_stays_too(person):
    person.look().send(5, 5, 5)
    old = Respondent(person.invitation).look()
    person.look()
    held = person.order(is_tap=True)
    assert person.tap(3).status_code == 200
    assert refused(person.tap(1, **held))
    assert refused(old.tap(1))
    assert old.send(5, 5, 5).status_code == 409
    assert scores_of(person) == [3, 5, 5]


@pytest.mark.parametrize("sent", [True, False])
def test_nothing_comes_back_after_withdrawing(person, sent):
    person.look()
    if sent:
        person.send(5, 5, 5)
    held, whole = person.order(is_tap=True), person.order(is_tap=False)
    person.post("intrekken/")
    assert refused(person.tap(1, **held))
    assert person.post("", person.fields(1, 1, 1) | whole).status_code == 409
    assert person.stored() == [{}]
    assert not Response.objects.sent().exists()
    assert person.look().send(2, 2, 2).status_code == 302


def test_a_late_withdrawal_does_not_take_what_was_sent_again(person):
    person.look().send(5, 5, 5)
    page = person.get("intrekken/")
    person.look().send(4, 4, 4)
    late = person.post("intrekken/", {"stand": page.context["ticket"]})
    assert late.status_code == 409
    assert "niet ingetrokken" in late.content.decode()
    assert scores_of(person) == [4, 4, 4]


def test_nothing_of_before_comes_back_through_a_link_that_was_handed_over_and_given_again(person):
    person.look()
    held = person.order(is_tap=True)
    person.post("overdragen/", {"name": "Anna", "email": "anna@voorbeeld.invalid"})
    Invitation.objects.filter(pk=person.invitation.pk).update(revoked_at=None, handed_over_to=None)
    assert refused(person.tap(1, **held))
    assert not Answer.objects.exists()


def test_loading_the_page_again_while_a_tap_is_under_way_loses_nothing(person):
    person.look()
    held = person.order(is_tap=True)
    person.look()
    first = Respondent.fields(person, 3)
    assert person.post("opslaan/", first | held).status_code == 200
    assert person.tap(3, 4).status_code == 200
    assert person.send(3, 4, 5).status_code == 302
    assert scores_of(person) == [3, 4, 5]


def test_without_a_script_the_form_itself_carries_its_order(person):
    old = Respondent(person.invitation).look()
    person.look()
    assert person.send(4, 4).headers["Location"].endswith("?open=1")
    assert old.send(1, 1).status_code == 409
    assert scores_of(person) == [4, 4, None]


@pytest.mark.django_db(transaction=True)
def test_a_tap_and_a_sending_at_the_same_moment_end_with_what_was_sent():
    with time_machine.travel(NOW, tick=False):
        person = Respondent(invite(open_survey())).look()
    own = respondents.invitation_by_public_id(person.invitation.public_id)
    order = read_order(person.ticket, "1")
    given = {"invitation": own, "token": person.token, "remarks": {}, "now": NOW}
    ended = []

    def tap():
        try:
            answers.save_answers(**given, scores={person.items[0].id: 1}, order=order)
            ended.append("saved")
        except answers.OlderSave:
            ended.append("older")
        finally:
            connection.close()

    def send():
        try:
            scores = {item.id: 5 for item in person.items}
            answers.send_answers(**given, scores=scores, order=read_order(person.ticket))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for one in (tap, send)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended in (["saved"], ["older"])
    assert scores_of(person) == [5, 5, 5]
