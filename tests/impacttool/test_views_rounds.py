"""The pages of rounds, as each role may see and use them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from foundation.models import AuditEvent, OutgoingMail
from impacttool.events import RoundEvent
from impacttool.models import Instrument, Response, Round
from reports.models import WebReport
from tests import factories
from tests.audit_log import details, verbs
from tests.factories import NOON
from tests.impacttool.mails import post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def staff_client(client):
    client.force_login(factories.staff())
    return client


def url(name, *args):
    return reverse(f"impacttool:{name}", args=args)


def page(client, name, *args, status=200):
    response = client.get(url(name, *args))
    assert response.status_code == status
    return response.content.decode()


def form_data(**changes):
    return {
        "year": "2026",
        "instrument": str(Instrument.objects.newest().pk),
        "opens_at": "2026-06-10T09:00",
        "closes_at": "2026-12-31T23:59",
        "reminder_days": "3, 14",
        "mean_threshold": "5",
        "range_threshold": "10",
        "breakdown_threshold": "5",
        "deals_threshold": "3",
        "all_deals": "on",
    } | changes


def test_from_making_to_closing(staff_client):
    factories.instrument()
    deal = factories.deal()
    made = staff_client.post(url("round_add"), form_data())
    round_ = Round.objects.get()
    assert made.url == url("round", 2026)
    assert (round_.state, round_.reminder_days) == (Round.State.DRAFT, "14, 3")
    assert round_.closes_at == datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    planned = page(staff_client, "round", 2026)
    assert "Ronde openen" in planned and ">31 dec</p>" in planned
    opening = page(staff_client, "round_open", 2026)
    assert "liggen vast" in opening and "In 1 deal is nog niemand uitgenodigd" in opening
    assert "0 uitnodigingen" not in opening
    staff_client.post(url("round_open", 2026))
    round_.refresh_from_db()
    assert (round_.state, round_.opened_at, round_.opens_at) == (Round.State.OPEN, NOON, NOON)
    assert round_.instrument.is_frozen
    factories.response(round_.surveys.get(), [4, 4, 1])
    factories.response(round_.surveys.get(), [4, 4, 1], is_sent=False)
    text = page(staff_client, "round_close", 2026)
    assert (
        "Vragenlijsten die begonnen maar niet verstuurd zijn, worden gewist" in text
        and "niet ongedaan" in text
    )
    staff_client.post(url("round_close", 2026))
    round_.refresh_from_db()
    assert (round_.state, Response.objects.count()) == (Round.State.CLOSED, 1)
    after = page(staff_client, "round", 2026)
    assert "Maak rapporten" in after and deal.name in after and "anoniem" in after
    assert "geopend op 1 juni 2026, 14:00" in after
    told = verbs(subject_kind="round", subject_key="2026")
    assert told == ["sloot de ronde", "opende de ronde", "maakte de ronde"]


def test_some_deals_can_be_chosen_and_changed(staff_client):
    factories.instrument()
    first, second = factories.deal(), factories.deal()
    data = form_data(deals=[first.pk])
    del data["all_deals"]
    staff_client.post(url("round_add"), data)
    assert list(Round.objects.get().deals.all()) == [first]
    staff_client.post(url("round_edit", 2026), data | {"deals": [second.pk], "mean_threshold": "8"})
    round_ = Round.objects.get()
    assert (list(round_.deals.all()), round_.mean_threshold) == ([second], 8)


def test_with_all_deals_on_single_ticks_do_not_count_and_are_not_wrong(staff_client):
    factories.instrument()
    first, second = factories.deal(), factories.deal()
    assert "tellen losse vinkjes niet" in page(staff_client, "round_add")
    made = staff_client.post(url("round_add"), form_data(deals=[first.pk, 999999]), follow=True)
    assert "De ronde is opgeslagen. Er doen 2 deals mee." in made.content.decode()
    assert set(Round.objects.get().deals.all()) == {first, second}


def test_a_new_round_proposes_when_it_opens_and_closes(staff_client):
    text = page(staff_client, "round_add")
    assert 'value="2026-06-08T09:00"' in text and 'value="2026-07-06T17:00"' in text


def test_a_deal_with_invitations_does_not_silently_leave(staff_client):
    survey = factories.survey(round=factories.round_(year=2026, state=Round.State.DRAFT))
    factories.invitation(survey=survey)
    data = form_data(deals=[factories.deal().pk], instrument=survey.round.instrument_id)
    del data["all_deals"]
    answer = staff_client.post(url("round_edit", 2026), data)
    assert "staan al uitnodigingen" in answer.content.decode()
    assert survey.round.surveys.get() == survey


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"mean_threshold": "4"}, "mean_threshold", "kan alleen omhoog. Kies 5 of meer"),
        ({"range_threshold": "9"}, "range_threshold", "kan alleen omhoog. Kies 10 of meer"),
        ({"breakdown_threshold": "0"}, "breakdown_threshold", "Kies 5 of meer"),
        ({"deals_threshold": "2"}, "deals_threshold", "Kies 3 of meer"),
        ({"mean_threshold": "12"}, "range_threshold", "niet lager zijn dan die voor het gemiddelde"),
        ({"mean_threshold": "99999"}, "mean_threshold", "of minder"),
        ({"closes_at": "2026-06-10T09:00"}, "closes_at", "later sluiten"),
        ({"closes_at": "2027-03-28T02:30"}, "closes_at", "gaat de klok een uur vooruit"),
        ({"closes_at": "morgen"}, "closes_at", "een dag en een tijd"),
        ({"reminder_days": "veertien"}, "reminder_days", "hele dagen"),
        ({"reminder_days": "0"}, "reminder_days", "hele dagen"),
        ({"year": "1826"}, "year", "2000"),
    ],
)
def test_mistakes_are_told_at_their_field(staff_client, changes, field, sentence):
    factories.instrument()
    answer = staff_client.post(url("round_add"), form_data(**changes))
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not Round.objects.exists()


def test_a_year_has_one_round(staff_client):
    round_ = factories.round_(year=2026)
    answer = staff_client.post(url("round_add"), form_data(instrument=round_.instrument_id))
    assert answer.context["form"].errors["year"] == ["Dit jaar heeft al een ronde."]


def test_an_open_round_cannot_be_edited_nor_its_thresholds_changed(staff_client):
    round_ = factories.survey(round=factories.round_(year=2026)).round
    answer = staff_client.post(url("round_edit", 2026), form_data(mean_threshold="9"), follow=True)
    assert "al geopend" in answer.content.decode()
    round_.refresh_from_db()
    assert round_.mean_threshold == 5


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"surveys": 0}, "Kies eerst de deals"), ({"closes_at": NOON - timedelta(days=1)}, "al voorbij")],
)
def test_opening_is_refused_with_a_reason(staff_client, fields, sentence):
    with_survey = fields.pop("surveys", 1)
    round_ = factories.round_(year=2026, state=Round.State.DRAFT, **fields)
    if with_survey:
        factories.survey(round=round_)
    answer = staff_client.post(url("round_open", 2026), follow=True)
    assert sentence in answer.content.decode()
    round_.refresh_from_db()
    assert round_.state == Round.State.DRAFT and not round_.instrument.is_frozen


def test_closing_can_be_put_off_but_not_brought_forward(staff_client):
    round_ = factories.survey(round=factories.round_(year=2026)).round
    earlier = staff_client.post(url("round_postpone", 2026), {"closes_at": "2026-06-20T12:00"})
    assert "later moment" in earlier.content.decode()
    staff_client.post(url("round_postpone", 2026), {"closes_at": "2026-12-31T23:59"})
    round_.refresh_from_db()
    assert round_.closes_at == datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    entry = AuditEvent.objects.get(event=RoundEvent.CLOSING_MOVED)
    assert details(entry)["sluit op"][1] == "31 december 2026 23:59"


def test_putting_off_that_is_sent_twice_is_done_once_and_no_mistake(staff_client):
    factories.survey(round=factories.round_(year=2026))
    page = staff_client.get(url("round_postpone", 2026)).content.decode()
    once = page.partition('name="once" value="')[2].partition('"')[0]
    sent = {"closes_at": "2026-12-31T23:59", "once": once}
    staff_client.post(url("round_postpone", 2026), sent)
    again = staff_client.post(url("round_postpone", 2026), sent, follow=True).content.decode()
    assert "was al verstuurd" in again and "later moment" not in again
    assert AuditEvent.objects.filter(event=RoundEvent.CLOSING_MOVED).count() == 1


def test_a_round_that_is_made_twice_by_a_double_click_is_made_once_and_no_mistake(staff_client):
    factories.instrument()
    factories.deal()
    sent = form_data(once="een-sleutel")
    first = staff_client.post(url("round_add"), sent)
    again = staff_client.post(url("round_add"), sent, follow=True)
    assert again.redirect_chain[0][0] == first.url
    assert "was al verstuurd" in again.content.decode()
    assert Round.objects.count() == 1


def seen_on(page):
    return page.partition('name="seen" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("second", "closes", "sentences"),
    [
        ("2026-12-31T12:00", "31 december 2026 om 12:00", ["al uitgesteld, tot 31 december 2026 om 12:00"]),
        ("2026-12-20T12:00", "31 december 2026 om 12:00", ["al uitgesteld, tot", "niets gewijzigd"]),
        ("2027-01-15T12:00", "31 december 2026 om 12:00", ["al uitgesteld, tot", "2027-01-15T12:00"]),
    ],
)
def test_a_second_tab_hears_until_when_the_closing_was_put_off(staff_client, second, closes, sentences):
    round_ = factories.survey(round=factories.round_(year=2026)).round
    seen = seen_on(page(staff_client, "round_postpone", 2026))
    staff_client.post(url("round_postpone", 2026), {"closes_at": "2026-12-31T12:00", "seen": seen})
    told = staff_client.post(url("round_postpone", 2026), {"closes_at": second, "seen": seen}, follow=True)
    text = told.content.decode()
    assert all(sentence in text for sentence in sentences) and "Kies een later moment" not in text
    round_.refresh_from_db()
    assert date_format(localtime(round_.closes_at), "j F Y \\o\\m H:i") == closes
    assert AuditEvent.objects.filter(event=RoundEvent.CLOSING_MOVED).count() == 1


def test_after_that_a_second_tab_may_put_it_off_further(staff_client):
    round_ = factories.survey(round=factories.round_(year=2026)).round
    seen = seen_on(page(staff_client, "round_postpone", 2026))
    staff_client.post(url("round_postpone", 2026), {"closes_at": "2026-12-31T12:00", "seen": seen})
    later = {"closes_at": "2027-01-15T12:00"}
    asked = staff_client.post(url("round_postpone", 2026), later | {"seen": seen})
    assert asked.status_code == 409
    staff_client.post(url("round_postpone", 2026), later | {"seen": seen_on(asked.content.decode())})
    round_.refresh_from_db()
    assert round_.closes_at == datetime(2027, 1, 15, 11, tzinfo=UTC)


def test_sending_failed_mails_again_says_so_only_when_there_were_any(staff_client):
    invitation = factories.invitation(survey=factories.survey(round=factories.round_(year=2026)))
    none = staff_client.post(url("round_mails_again", 2026), follow=True).content.decode()
    assert "geen mislukte mails" in none and "opnieuw verstuurd." not in none
    post(invitation, state=OutgoingMail.State.FAILED, next_try_at=None)
    some = staff_client.post(url("round_mails_again", 2026), follow=True).content.decode()
    assert "worden opnieuw verstuurd." in some


def test_a_round_that_is_over_takes_no_more_deals_and_no_delay(staff_client, time_machine):
    survey = factories.survey(round=factories.round_(year=2026))
    extra = factories.deal()
    staff_client.post(url("round_deals", 2026), {"deals": [extra.pk]})
    assert survey.round.surveys.count() == 2
    another = factories.deal()
    time_machine.move_to(survey.round.closes_at, tick=False)
    for name, data in [
        ("round_deals", {"deals": [another.pk]}),
        ("round_postpone", {"closes_at": "2027-01-01T00:00"}),
    ]:
        staff_client.force_login(factories.staff())
        assert "al voorbij" in staff_client.post(url(name, 2026), data).content.decode()
    assert survey.round.surveys.count() == 2


MANAGING = ["round_edit", "round_open", "round_close", "round_postpone", "round_deals", "import_responses"]


@pytest.mark.parametrize("name", [*MANAGING, "import_template", "confirm_import", "cancel_import"])
def test_only_agenda_stad_manages_rounds(client, name):
    survey = factories.survey(round=factories.round_(year=2026))
    anonymous = client.get(url(name, 2026))
    assert anonymous.status_code in (302, 405)
    for person in (
        factories.dealmaker(survey.deal),
        factories.administrator(),
        factories.partner_contact(survey.deal),
    ):
        client.force_login(person)
        assert client.post(url(name, 2026)).status_code in (403, 405)
        assert client.get(url(name, 2026)).status_code in (403, 405)
    assert Round.objects.get().state == Round.State.OPEN


def closed_survey(**fields):
    survey = factories.survey(round=factories.round_(state=Round.State.CLOSED, closed_at=NOON, **fields))
    WebReport.objects.create(
        survey=survey, version=1, method_version="1", input_hash="x", figures={}, issued_at=NOON
    )
    return survey


def test_making_reports_is_the_first_thing_to_do_only_while_one_is_missing(staff_client):
    survey = closed_survey(year=2025)
    missing = factories.survey(round=survey.round)
    text = page(staff_client, "round", 2025)
    assert 'primary-action" type="submit">Maak rapporten<' in text and "Maak opnieuw" not in text
    missing.delete()
    text = page(staff_client, "round", 2025)
    assert 'secondary-action" type="submit">Maak opnieuw waar iets veranderde<' in text
    assert "Maak rapporten" not in text


@pytest.mark.parametrize("state", ["open", "afgerond"])
def test_a_closed_round_leads_to_its_programme_report(staff_client, state):
    made = factories.round_(year=2025, state=state)
    page = staff_client.get(url("round", 2025)).content.decode()
    assert (reverse("programme_reports:report", args=[made.year]) in page) is (state == "afgerond")


def test_the_deal_page_shows_its_rounds_newest_first(client):
    deal = factories.deal()
    for year in (2024, 2026, 2025):
        factories.survey(deal=deal, round=factories.round_(year=year))
    client.force_login(factories.dealmaker(deal))
    text = page(client, "deal", deal.slug)
    assert text.index("Ronde 2026") < text.index("Ronde 2025") < text.index("Ronde 2024")


def test_the_impact_tab_keeps_the_tabs_of_the_deal(staff_client):
    deal = factories.deal()
    text = staff_client.get(url("deal", deal.slug)).content.decode()
    assert all(reverse(name, args=[deal.slug]) in text for name in ("deals:planning", "knowledge:deal"))


def queries_of(client, address, captured):
    with captured as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("state", [Round.State.OPEN, Round.State.CLOSED])
def test_the_number_of_queries_does_not_grow(staff_client, state, django_assert_max_num_queries):
    deal = factories.deal()
    numbers = []
    for step in range(3):
        round_ = factories.round_(year=2020 + step, state=state)
        for index in range(1 + 4 * step):
            survey = factories.survey(round=round_, deal=deal if index == 0 else factories.deal())
            factories.invitation(survey=survey)
            factories.response(survey, [3])
        addresses = [url("rounds"), url("round", round_.year), url("deal", deal.slug)]
        numbers.append(
            [queries_of(staff_client, address, django_assert_max_num_queries(25)) for address in addresses]
        )
    assert numbers[0] == numbers[1] == numbers[2]


def test_nothing_of_the_answers_is_on_the_page_of_an_open_round(staff_client):
    survey = factories.survey(round=factories.round_(year=2026))
    for _ in range(12):
        factories.response(survey, [4, 4, 1], partner_type="gemeente")
    text = page(staff_client, "round", 2026)
    assert "12 ingevuld; alle uitnodigingen zijn ingetrokken" in text
    for word in ("4,0", "2,5", "1 gemeente"):
        assert word not in text


@pytest.mark.parametrize(
    ("state", "words"),
    [(Round.State.OPEN, "nog niemand uitgenodigd"), (Round.State.CLOSED, "niemand uitgenodigd")],
)
def test_a_count_without_invitations_is_said_in_words(staff_client, state, words):
    closed_at = NOON if state == Round.State.CLOSED else None
    survey = factories.survey(round=factories.round_(year=2026, state=state, closed_at=closed_at))
    pages = [
        ("rounds",),
        ("round", 2026),
        ("deal", survey.deal.slug),
        ("invitations", 2026, survey.deal.slug),
    ]
    for address in pages:
        text = page(staff_client, *address)
        assert f'<span class="muted">{words}</span>' in text, address
        assert "van 0" not in text and "<progress" not in text, address


def test_closing_says_that_nobody_was_invited(staff_client):
    factories.survey(round=factories.round_(year=2026))
    text = page(staff_client, "round_close", 2026)
    assert "Er is nog niemand uitgenodigd." in text and "van 0" not in text
