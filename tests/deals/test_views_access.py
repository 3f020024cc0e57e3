"""What is of one deal does not exist at the address of another, also for whoever may read both."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.models import Amendment
from deals.queries import review_figures
from deals.record_kinds import kinds_with_page, put_back_at_deal
from deals.urls import urlpatterns
from tests import factories
from tests.deals.test_queries_removed import MAKE, remove

pytestmark = pytest.mark.django_db
READ_ONLY = {"conversations", "review", "commitment"}


def _participation(deal):
    return deal.participations.get()


def _contact(deal):
    return factories.contact(organisation=_participation(deal).organisation)


def _amendment(*, by_team):
    """One that Agenda Stad may answer, or may withdraw when it is of the team."""

    def make(deal):
        terms = {"kind": "inzet", "description": "denkt mee", "year_from": 2026, "year_until": 2027}
        return Amendment.objects.create(
            commitment=MAKE["afspraken"](deal), of_version=1, why="tijd", by_team=by_team, **terms
        )

    return make


def _review(deal):
    figures = review_figures(deal, day=date(2026, 6, 1))
    return deal.reviews.create(held_on="2026-06-01", note="het loopt", drawn_on="2026-06-01", figures=figures)


def _put_aside(deal):
    return deal.put_aside.create(code="borging", fingerprint="f", why="Borging", reason="Komt in mei.")


# {name of the address: what its number is of}
NUMBER_OF = {
    "introduce": _contact,
    "member_add": MAKE["overleggen"],
    "action_done": MAKE["actiepunten"],
    "criteria_add": MAKE["ondertekening"],
    "conversations": _participation,
    "conversation_add": _participation,
    "criteria_tick": _participation,
    "commitment_add": _participation,
    "amendment_add": MAKE["afspraken"],
    "amendment_accept": _amendment(by_team=False),
    "amendment_refuse": _amendment(by_team=False),
    "amendment_withdraw": _amendment(by_team=True),
}
# The rest is told by the first word of the name.
NUMBER_OF_ALL = {
    "attention": _put_aside,
    "member": MAKE["leden"],
    "review": _review,
    "participation": _participation,
    "conversation": MAKE["gesprekken"],
    "commitment": MAKE["afspraken"],
    "milestone": MAKE["mijlpalen"],
    "criterion": MAKE["criteria"],
}


def _removed(what):
    def make(deal):
        record = MAKE[what](deal)
        remove(record)
        return record

    return make


def _addresses():
    """(name, the word before the number, what makes the record); a new address that is not told here fails."""
    for pattern in urlpatterns:
        name, parameters = pattern.name, set(pattern.pattern.converters)
        if not {"slug", "pk"} <= parameters:
            continue
        if name == "put_back":
            yield from ((name, [what], _removed(what)) for what in put_back_at_deal())
        elif "what" in parameters:
            yield from ((name, [what], MAKE[what]) for what in kinds_with_page())
        else:
            yield name, [], NUMBER_OF.get(name) or NUMBER_OF_ALL[name.split("_")[0]]


@pytest.fixture
def deals():
    """Two with a partner each, and nothing in common."""
    return [factories.participation(deal=factories.deal(slug=slug)).deal for slug in ("here", "there")]


@pytest.mark.parametrize(
    ("name", "words", "make"),
    [pytest.param(*one, id="-".join([one[0], *one[1]])) for one in _addresses()],
)
def test_what_is_of_another_deal_is_not_found_at_this_one(client, deals, name, words, make):
    """By the dealmaker of this deal alone, and by Agenda Stad that may do it in both."""
    own, others = (reverse(f"deals:{name}", args=[deal.slug, *words, make(deal).pk]) for deal in deals)
    swapped = others.replace("/there/", "/here/")
    for person in (factories.dealmaker(deals[0]), factories.staff()):
        client.force_login(person)
        assert client.get(own).status_code in (200, 302)
        assert client.get(swapped).status_code == 404
        assert client.post(swapped).status_code == (405 if name in READ_ONLY else 404)


def test_what_both_sides_agreed_is_put_back_by_the_team_alone(client, deals):
    """Like removing it; an agreement that is not agreed yet the partner removes, and puts back."""
    here, _there = deals
    partner = factories.user()
    factories.contact(organisation=_participation(here).organisation, user=partner)
    client.force_login(partner)
    for is_agreed, status in ((True, 403), (False, 302)):
        gone = MAKE["afspraken"](here, is_agreed=is_agreed, deleted_at=timezone.now())
        assert (
            client.post(reverse("deals:put_back", args=["here", "afspraken", gone.pk])).status_code == status
        )
