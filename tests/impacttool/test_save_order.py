"""Which save is the later: worked examples in which "what comes in last wins" gives another answer."""

import pytest

from impacttool.save_order import (
    LAST_OF_PAGE,
    Order,
    Stored,
    Ticket,
    Verdict,
    after,
    emptied,
    judge,
    next_page,
    read_order,
)

NEWER, AGAIN, UNSEEN, OLDER = Verdict.NEWER, Verdict.AGAIN, Verdict.UNSEEN, Verdict.OLDER


def page(stored=None, device="a", number=1, mark="0"):
    stored = stored or Stored()
    return Ticket(stored.revision, stored.writes, device, number, mark)


def test_taps_of_one_page_follow_each_other():
    first = page()
    one = after(Stored(), Order(first, 1))
    assert judge(one, Order(first, 2)) == NEWER
    three = after(one, Order(first, 3))
    assert [judge(three, Order(first, number)) for number in (2, 3, 4)] == [OLDER, AGAIN, NEWER]


def test_after_sending_the_taps_of_before_are_older():
    first = page()
    sent = after(Stored(), Order(first), sent=True)
    assert judge(sent, Order(first, 1)) == OLDER
    assert judge(sent, None) == OLDER
    again = page(sent, number=2)
    assert judge(sent, Order(again, 1)) == NEWER


def test_after_withdrawing_nothing_comes_back():
    first = page()
    gone = emptied(after(Stored(), Order(first, 1)))
    assert judge(gone, Order(first, 2)) == OLDER
    assert judge(gone, None) == OLDER
    assert judge(gone, Order(page(gone), 1)) == NEWER


def test_a_newer_page_of_the_same_device_goes_on_and_the_older_one_stops():
    first = page()
    one = after(Stored(), Order(first, 1))
    second = page(one, number=2)
    two = after(one, Order(first, 2))  # was under way while the page was loaded again
    assert judge(two, Order(second, 1)) == NEWER
    assert judge(two, Order(second)) == UNSEEN
    three = after(two, Order(second, 1))
    assert judge(three, Order(first, 3)) == OLDER


def test_another_device_must_have_seen_what_was_stored_last():
    here, there = page(device="a"), page(device="b")
    one = after(Stored(), Order(here, 1))
    assert judge(one, Order(there, 1)) == OLDER
    assert judge(one, Order(page(one, device="b"), 1)) == NEWER


def test_two_pages_with_one_number_are_told_apart():
    one = after(Stored(), Order(page(mark="0"), 1))
    assert judge(one, Order(page(mark="1"), 1)) == OLDER
    assert judge(one, Order(page(one, mark="1"), 1)) == NEWER


def test_a_whole_form_must_show_what_other_pages_stored():
    left, right = page(number=1), page(number=2)
    one = after(Stored(), Order(left, 1))
    two = after(one, Order(right, 1))
    assert judge(two, Order(right, 2)) == NEWER
    assert judge(two, Order(right)) == UNSEEN
    alone = after(after(Stored(), Order(right, 1)), Order(right, 2))
    assert judge(alone, Order(right)) == NEWER


def test_after_a_whole_form_its_page_has_nothing_later():
    first = page()
    stored = after(Stored(), Order(first))
    assert judge(stored, Order(first, 7)) == OLDER
    assert judge(after(Stored(), Order(first, LAST_OF_PAGE + 5)), Order(first, LAST_OF_PAGE)) == AGAIN


def test_without_an_order_a_draft_can_be_written_and_nothing_that_was_sent():
    assert judge(Stored(), None) == NEWER
    assert judge(after(Stored(), None), None) == NEWER
    assert judge(after(Stored(), None, sent=True), None) == OLDER


def test_a_ticket_is_read_back():
    ticket = Ticket(1, 22, "ab12", 3, "0f")
    assert read_order(str(ticket), "7") == Order(ticket, 7)
    assert read_order(str(ticket)) == Order(ticket)


@pytest.mark.parametrize(
    "text", ["", "x", "1.2.zz.3.0f", "1.2.ab.3", "1.2.ab.3.0f.4", "-1.2.ab.3.0f", "9999999999.1.ab.1.0f"]
)
def test_what_is_no_ticket_of_ours_has_no_order(text):
    assert read_order(text) is None
    assert read_order("1.2.ab.3.0f", "x") is None


def test_every_page_of_a_device_has_the_next_number():
    assert next_page("", "ab") == ("ab", 1)
    assert next_page("cd.4", "ab") == ("cd", 5)
    assert next_page("<script>", "ab") == ("ab", 1)
