"""What was removed stands nowhere any more; for every place a test that notices when it still does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import queries
from deals.actions import create_calendar_link, tick_criteria
from deals.permissions import rights_on
from deals.queries.removed import removed_from
from deals.record_kinds import put_back_at_deal
from deals.sheet.tables import COMMITMENTS, MILESTONES
from impacttool.queries.confirmations import commitments_of
from programme.queries.overview import coming_days, commitment_counts
from tests import factories

pytestmark = pytest.mark.django_db
WORD = "bosuil"


def _day(days):
    return timezone.localdate() + timedelta(days=days)


def _milestone(deal, days=-9, **fields):
    return factories.milestone(deal=deal, name=WORD, planned_on=_day(days), **fields)


def _commitment(deal, **fields):
    this_year = {"year_from": _day(0).year, "year_until": _day(0).year, "description": WORD}
    return factories.commitment(participation=deal.participations.get(), **this_year | fields)


def _member(deal):
    body = deal.bodies.create(name="Kernteam")
    return body.members.create(organisation=factories.organisation(), function=WORD)


def _publication(deal):
    moment = deal.signing_moments.create(signed_on=_day(-10))
    return deal.publications.create(number="2024-98765", signing_moment=moment)


def _criterion(deal):
    """Of the moment at which the partner signs."""
    moment = deal.signing_moments.create(signed_on=_day(10))
    deal.participations.update(signing_moment=moment)
    return moment.criteria.create(text=WORD)


MAKE = {
    "deelnames": lambda deal: factories.participation(
        deal=deal, organisation=factories.organisation(name=f"{WORD} {deal.pk}", type="koepel")
    ),
    "mijlpalen": _milestone,
    "producten": lambda deal: _milestone(deal, 9, kind="product"),
    "afspraken": _commitment,
    "onderdelen": lambda deal: deal.parts.create(kind="spoor", name=WORD),
    "bijstellingen": lambda deal: deal.course_changes.create(decided_on=_day(0), what=WORD, why="tijd"),
    "borging": lambda deal: deal.anchoring_documents.create(
        title=WORD, organisation=factories.organisation(type="ministerie")
    ),
    "verbanden": lambda deal: deal.relations.create(kind=WORD),
    "gezocht": lambda deal: deal.wanted_partners.create(description=WORD, why="kennis"),
    "bijdragen": lambda deal: deal.contributions.create(
        type="gemeente", amount_eur_per_year=98765, year_from=2024, year_until=2026
    ),
    "overleggen": lambda deal: deal.bodies.create(name=WORD),
    "leden": _member,
    "besluiten": lambda deal: deal.decisions.create(decided_on=_day(0), text=WORD),
    "actiepunten": lambda deal: deal.action_points.create(text=WORD, due_on=_day(-1)),
    "halfjaargesprekken": lambda deal: deal.reviews.create(
        held_on=_day(-1), note=WORD, drawn_on=_day(-1), figures=queries.review_figures(deal, day=_day(-1))
    ),
    "gesprekken": lambda deal: deal.participations.get().conversations.create(
        held_on=_day(0), with_whom=WORD, what="tempo"
    ),
    "ondertekening": lambda deal: deal.signing_moments.create(signed_on=_day(-1), note=WORD),
    "publicaties": _publication,
    "criteria": _criterion,
}
READ_AS = {"bijdragen": "98.765", "publicaties": "2024-98765"}
# Where each can be read: the name of a page with more of its address, or "at a partner".
PAGES = {
    "deelnames": ["detail", "partners", "newcomers", "piece_add onderdelen"],
    "mijlpalen": ["detail", "planning", "newcomers", "reviews"],
    "producten": ["knowledge:deal", "planning", "mine"],
    "afspraken": ["detail", "partners", "newcomers", "reviews"],
    "onderdelen": ["detail", "partners", "newcomers", "participation_edit at a partner"],
    "bijstellingen": ["planning", "newcomers"],
    "borging": ["planning"],
    "verbanden": ["detail"],
    "gezocht": ["partners"],
    "bijdragen": ["partners", "scheme_apply"],
    "overleggen": ["planning", "newcomers", "piece_add besluiten", "piece_add actiepunten"],
    "leden": ["planning", "newcomers"],
    "besluiten": ["planning"],
    "actiepunten": ["detail", "planning", "newcomers", "reviews"],
    "halfjaargesprekken": ["reviews"],
    "gesprekken": ["conversations at a partner"],
    "ondertekening": ["detail", "planning"],
    "publicaties": ["detail", "planning"],
    "criteria": ["detail", "planning", "partners", "criteria_tick at a partner"],
}


@pytest.fixture
def deal():
    deal = factories.deal(name="Deal A")
    factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente A"))
    return deal


def remove(record):
    record.deleted_at = timezone.now()
    record.save()


def bring_back(record):
    record.deleted_at = None
    record.save()


def _address(deal, place):
    name, *more = place.split()
    if name == "mine":
        return reverse("deals:mine")
    more = [deal.participations.get().pk] if more[:1] == ["at"] else more
    return reverse(name if ":" in name else f"deals:{name}", args=[deal.slug, *more])


def test_all_that_can_be_put_back_is_tried_here():
    assert set(MAKE) - {"producten"} == set(put_back_at_deal()) and set(PAGES) == set(MAKE)


@pytest.mark.parametrize(
    ("what", "place"), [(what, place) for what, places in PAGES.items() for place in places]
)
def test_a_page_shows_it_no_more_and_again_when_it_is_put_back(client, deal, what, place):
    record, text = MAKE[what](deal), READ_AS.get(what, WORD)
    client.force_login(factories.dealmaker(deal))

    def shown():
        page = client.get(_address(deal, place)).content.decode()
        return (
            text
            in page.split('id="verwijderd"')[0]
            + page.partition('id="verwijderd"')[2].partition("</section>")[2]
        )

    assert shown()
    remove(record)
    assert not shown()
    bring_back(record)
    assert shown()


COUNTED = {
    "mijlpalen late": (_milestone, lambda deal: len(queries.late_milestones([deal], _day(0)))),
    "mijlpalen next": (
        lambda deal: _milestone(deal, 3),
        lambda deal: len(queries.next_milestones([deal], _day(0))),
    ),
    "mijlpalen in a file": (_milestone, lambda deal: len(queries.sheet_rows(deal, MILESTONES))),
    "mijlpalen of the programme": (
        lambda deal: _milestone(deal, 3),
        lambda deal: len(coming_days(_day(0), None)),
    ),
    "afspraken in a file": (_commitment, lambda deal: len(queries.sheet_rows(deal, COMMITMENTS))),
    "afspraken to confirm": (
        _commitment,
        lambda deal: queries.to_confirm_by_deal([deal], _day(0).year)[deal.pk],
    ),
    "afspraken of the programme": (_commitment, lambda deal: commitment_counts(_day(0).year)["total"]),
    "afspraken in totals": (_commitment, lambda deal: len(queries.totals_by_year(deal, _day(0).year))),
    "afspraken for the next phase": (
        _commitment,
        lambda deal: not queries.facts_of(deal).partners_without_commitment,
    ),
    "afspraken of money": (
        lambda deal: _commitment(deal, kind="geld", amount_eur_per_year=100),
        lambda deal: queries.promised_eur(deal, factories.staff(), _day(0).year),
    ),
    "ondertekening for the next phase": (
        MAKE["ondertekening"],
        lambda deal: queries.facts_of(deal).signing_moments,
    ),
    "actiepunten late": (MAKE["actiepunten"], lambda deal: len(queries.late_action_points([deal], _day(0)))),
    "bijdragen": (MAKE["bijdragen"], lambda deal: len(queries.due_by_scheme(deal))),
    "halfjaargesprekken as the start of the next": (
        MAKE["halfjaargesprekken"],
        lambda deal: queries.review_figures(deal, day=_day(0)).since_on == _day(-1),
    ),
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_count_leaves_it_out_and_has_it_again_when_it_is_put_back(deal, name):
    make, counted = COUNTED[name]
    record = make(deal)
    assert counted(deal)
    remove(record)
    assert not counted(deal)
    bring_back(record)
    assert counted(deal)


def test_an_agreement_on_money_that_was_removed_is_made_again_by_the_scheme(deal):
    MAKE["bijdragen"](deal)
    agreement = _commitment(deal, kind="geld", amount_eur_per_year=100)
    assert queries.due_by_scheme(deal) == []
    remove(agreement)
    assert len(queries.due_by_scheme(deal)) == 1


def test_the_respondent_is_not_asked_about_an_agreement_that_was_removed(deal):
    agreement = _commitment(deal)
    invitation = factories.invitation(
        survey=factories.survey(deal=deal, round=factories.round_(year=_day(0).year)),
        organisation=deal.participations.get().organisation,
    )
    assert agreement in commitments_of(invitation)
    remove(agreement)
    assert agreement not in commitments_of(invitation)


@pytest.mark.parametrize("what", ["mijlpalen", "ondertekening", "actiepunten"])
def test_a_calendar_shows_it_no_more(client, deal, what):
    record = MAKE[what](deal)
    token = create_calendar_link(deal=deal, by=factories.dealmaker(deal))
    feed = reverse("deals:calendar_feed", args=[token])
    assert b"BEGIN:VEVENT" in client.get(feed).content
    remove(record)
    assert b"BEGIN:VEVENT" not in client.get(feed).content


def test_a_part_that_was_removed_is_no_choice_and_comes_back_with_its_partners(deal):
    part, participation = MAKE["onderdelen"](deal), deal.participations.get()
    participation.parts.add(part)
    remove(part)
    assert not participation.parts.exists()
    bring_back(part)
    assert participation.parts.get() == part


def test_what_a_removed_body_decided_stays_without_its_name(client, deal):
    body = MAKE["overleggen"](deal)
    deal.decisions.create(decided_on=_day(0), text="wij beginnen klein", body=body)
    deal.action_points.create(text="zaal regelen", body=body)
    client.force_login(factories.dealmaker(deal))
    remove(body)
    page = client.get(_address(deal, "planning")).content.decode().split('id="verwijderd"')[0]
    assert "wij beginnen klein" in page and "zaal regelen" in page and WORD not in page


def test_a_member_of_a_removed_body_cannot_be_changed(client, deal):
    member = _member(deal)
    client.force_login(factories.dealmaker(deal))
    page = reverse("deals:member_edit", args=[deal.slug, member.pk])
    assert client.get(page).status_code == 200
    remove(member.body)
    assert client.get(page).status_code == 404


def test_a_publication_of_a_removed_moment_stands_by_itself(client, deal):
    remove(_publication(deal).signing_moment)
    assert "2024-98765" in client.get(_address(deal, "detail")).content.decode()


@pytest.mark.parametrize("which", ["criterion", "moment"])
def test_who_signs_is_not_asked_for_a_criterion_that_was_removed(deal, which):
    criterion = _criterion(deal)
    found = queries.with_missing_criteria(deal.participations)
    assert found.exists() and queries.entry_of(deal.participations.get()).total == 1
    remove(criterion if which == "criterion" else criterion.moment)
    assert not found.exists() and queries.entry_of(deal.participations.get()) is None


def test_a_tick_comes_back_with_its_criterion(deal):
    criterion, team = _criterion(deal), factories.dealmaker(deal)
    given = {"changes": {}, "by": team, "now": timezone.now()}
    participation = deal.participations.get()
    tick_criteria(participation=participation, met=[criterion], version=1, **given)
    remove(criterion)
    tick_criteria(participation=participation, met=[], version=2, **given)
    bring_back(criterion)
    assert queries.entry_of(deal.participations.get()).met == 1


@pytest.mark.parametrize("what", ["overleggen", "publicaties", "bijdragen", "criteria"])
def test_the_same_name_can_be_used_again(deal, what):
    record = MAKE[what](deal)
    remove(record)
    record.pk = record.deleted_at = None
    record.save()


def test_the_list_of_what_was_removed_costs_one_query_and_one_a_kind(deal, django_assert_num_queries):
    user = factories.dealmaker(deal)
    rights = rights_on(deal, user)
    with django_assert_num_queries(1):
        assert removed_from(deal, user, now=timezone.now(), rights=rights) == []
    for _twice in range(2):
        remove(_member(factories.deal()))
    for _twice in range(3):
        remove(_milestone(deal))
    remove(MAKE["leden"](deal))
    with django_assert_num_queries(3):
        found = removed_from(deal, user, now=timezone.now(), rights=rights)
    assert [one.what for one in found] == ["leden", "mijlpalen", "mijlpalen", "mijlpalen"]


def test_who_manages_accounts_reads_no_removed_agreement_or_conversation(deal):
    for what in ("afspraken", "gesprekken", "besluiten"):
        remove(MAKE[what](deal))

    def seen(user):
        found = removed_from(deal, user, now=timezone.now(), rights=rights_on(deal, user))
        return {one.what for one in found}

    assert seen(factories.staff()) == {"afspraken", "gesprekken", "besluiten"}
    assert seen(factories.administrator()) == {"besluiten"}
