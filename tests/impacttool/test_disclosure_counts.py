"""How many sent in: fewer than 5 is "minder dan 5", on every page and in every sum (docs/rules.md 5.14)."""

import itertools
import re

import pytest
from django.urls import reverse

from impacttool.disclosure import Total, publishable_count, publishable_total
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("count", "shown"), [(0, None), (1, None), (4, None), (5, 5), (18, 18)])
def test_a_count_from_five(count, shown):
    assert publishable_count(count) == shown


def test_a_sum_holds_only_deals_that_show_their_own_count():
    """7 + 12 + 3 would be 22, and 22 less the two that are shown is the third."""
    assert publishable_total([(7, 10), (12, 18), (None, 9)]) == Total(19, 28, 1)
    assert publishable_total([(None, 9), (None, 0)]) == Total(None, 9, 1)
    assert publishable_total([]) == Total()


def answered(round_, number):
    survey = factories.survey(round=round_)
    for _number in range(9):
        factories.invitation(survey=survey)
    for _number in range(number):
        factories.response(survey, (4,))
    return survey


@pytest.mark.parametrize("state", ["open", "gesloten"])
def test_no_page_of_agenda_stad_tells_a_small_count(client, state):
    """The same pages whether nobody, one or four sent in."""
    client.force_login(factories.staff())
    round_ = factories.round_(state=state)
    answered(round_, 6), answered(round_, 5)
    small = answered(round_, 0)
    pages = [
        reverse("impacttool:rounds"),
        round_.get_absolute_url(),
        reverse("impacttool:deal", args=[small.deal.slug]),
        reverse("impacttool:invitations", args=[round_.year, small.deal.slug]),
        reverse("impacttool:round_close", args=[round_.year]),
        reverse("impacttool:own_counts"),
        reverse("programme:overview"),
    ]
    seen = [[_main(client, page) for page in pages]]
    for _number in range(4):
        factories.response(small, (4,))
        seen.append([_main(client, page) for page in pages])
    for before, after in itertools.pairwise(seen):
        assert after == before
    assert "minder dan 5 van 9" in "".join(seen[0]) and "zonder 1 deal met minder dan 5" in "".join(seen[0])
    factories.response(small, (4,))
    assert "5 van 9" in _main(client, pages[2])


def _main(client, page):
    """What stands between the header and the footer, without the security token, which is new in every answer."""
    text = client.get(page, follow=True).content.decode()
    return re.sub('name="csrfmiddlewaretoken" value="[^"]*"', "", text.partition("<main")[2])
