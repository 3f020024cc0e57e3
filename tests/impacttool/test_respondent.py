"""The personal link, the form and the receipt, through the pages."""

import gzip
import re
from pathlib import Path

import pytest

from impacttool.models import Answer, Response
from impacttool.queries.questionnaires import questionnaire_of
from tests import factories
from tests.impacttool.respondents import NOW, SHAPE, Respondent, invite, open_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
MOST_BYTES = 60_000


@pytest.fixture
def person():
    return Respondent(invite(open_survey(), organisation=factories.organisation(name="Gemeente Deventer")))


def test_the_link_leaves_the_address_bar(person):
    assert person.opened.status_code == 302
    assert person.opened["Location"] == person.base
    assert person.opened["Cache-Control"] == "no-store"
    cookie = person.opened.cookies["sleutel"]
    assert cookie["path"] == person.base
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_form_says_what_it_is_about(person):
    page = person.get()
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("<h1>") == 1
    assert "City Deal Energieke Wijken" in text
    assert "Gemeente Deventer" in text
    assert "3 stellingen" in text
    assert "Wie ziet wat?" in text
    assert page["Cache-Control"] == "no-store"
    assert person.token not in text


def test_the_thresholds_of_this_round_are_on_the_form():
    person = Respondent(invite(open_survey(mean_threshold=6, range_threshold=17, deals_threshold=4)))
    text = person.get().content.decode()
    assert "vanaf 6 antwoorden" in text
    assert "pas vanaf 17" in text
    assert "vanaf 4 deals" in text


def test_filling_in_without_a_script_sends_everything_at_once(person):
    answer = person.send(4, 5, "none")
    assert answer.status_code == 302
    assert answer["Location"] == person.base + "klaar/"
    response = Response.objects.get()
    assert response.is_sent
    assert sorted(response.answers.values_list("score", flat=True), key=str) == [4, 5, None]


def test_every_tap_is_saved_and_does_not_count_yet(person):
    saved = person.tap(4)
    assert saved.json() == {"saved_at": "14:00", "closes": "woensdag 1 juli 2026, 14:00 uur"}
    assert not Response.objects.get().is_sent
    assert list(Answer.objects.values_list("score", flat=True)) == [4]


def test_another_device_goes_on_where_this_one_stopped(person):
    person.tap(4, "none")
    elsewhere = Respondent(person.invitation)
    text = elsewhere.get().content.decode()
    assert re.search(rf'name="{person.items[0].field}" value="4" checked', text)
    assert re.search(rf'name="{person.items[1].field}" value="none" checked', text)
    assert "2 van 3" in text


def test_open_statements_are_asked_for_once_and_may_stay_open(person):
    answer = person.send(4)
    assert answer["Location"] == person.base + "?open=1"
    assert not Response.objects.get().is_sent
    text = person.client.get(answer["Location"]).content.decode()
    assert "U hebt 2 stellingen nog niet ingevuld" in text
    assert f'href="#{person.items[1].field}"' in text
    assert text.count("statement--missing") == 2
    person.send(4, toch="1")
    assert Response.objects.get().is_sent
    assert Answer.objects.count() == 1


def test_a_tap_after_sending_counts_at_once(person):
    person.send(4, 4, 4)
    person.look().tap(2)
    response = Response.objects.get()
    assert response.is_sent
    assert response.answers.get(statement=person.items[0].id).score == 2
    assert "U hebt al verstuurd" in person.get().content.decode()


def test_the_receipt_shows_the_own_answers_and_web():
    person = Respondent(invite(open_survey(shape=(2, 1, 1))))
    person.send(4, 5, "none", 3)
    text = person.get("klaar/").content.decode()
    assert "Wijzigen kan tot" in text
    assert "<svg" in text
    assert "4,5" in text
    assert "weet ik niet" in text
    assert "style=" not in text


def test_with_fewer_than_three_axes_the_receipt_has_no_web(person):
    person.send(4, 5, "none")
    text = person.get("klaar/").content.decode()
    assert "<svg" not in text and "Uw antwoorden" in text


def test_there_is_no_receipt_before_sending(person):
    assert person.get("klaar/")["Location"] == person.base


def test_withdrawing_asks_first_and_takes_everything_away(person):
    person.send(4, 5, 3)
    assert "intrekken?" in person.get("intrekken/").content.decode()
    assert Response.objects.count() == 1
    assert person.post("intrekken/").status_code == 200
    assert not Response.objects.sent().exists()
    assert not Answer.objects.exists()
    assert person.get("intrekken/").status_code == 302
    assert person.get().status_code == 200
    person.send(1, 1, 1)
    assert Response.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(person, method):
    for page in ("", "klaar/", "intrekken/", "overdragen/", "afspraken/", "opslaan/"):
        getattr(person.client, method)(person.base + page)
    getattr(person.client, method)(f"/u/{person.token}/")
    person.invitation.refresh_from_db()
    assert person.invitation.revoked_at is None
    assert Response.objects.count() == 0


def test_a_strange_field_or_score_is_refused(person):
    assert person.post("opslaan/", {"s999999": "4"}).status_code == 400
    assert person.tap(6).status_code == 400
    assert person.send(0, 1, 1).status_code == 400
    assert Response.objects.count() == 0


def test_a_remark_that_is_too_long_keeps_its_text(person):
    field = person.questionnaire.sections[0].remark_field
    page = person.send(4, 4, 4, **{field: "x" * 2001})
    assert page.status_code == 422
    text = page.content.decode()
    assert "te lang: 2001 tekens" in text
    assert "x" * 2001 in text
    assert Response.objects.count() == 0
    assert person.post("opslaan/", {field: "x" * 2001}).status_code == 422


def test_a_remark_is_text_and_can_go_again(person):
    field = person.questionnaire.sections[0].remark_field
    person.post("opslaan/", {field: "<script>alert(1)</script>\r\nregel 2"})
    text = person.get().content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\nregel 2" in text
    person.post("opslaan/", {field: ""})
    assert not Response.objects.get().remarks.exists()


def test_the_form_is_protected_against_other_sites(person):
    strict = Respondent(person.invitation, enforce_csrf_checks=True)
    assert strict.tap(4).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', strict.get().content.decode())[1]
    data = strict.fields(4) | {"csrfmiddlewaretoken": token}
    assert strict.post("opslaan/", data).status_code == 200


def test_a_visit_costs_few_queries(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        person.client.get(f"/u/{person.token}/")
    instrument = person.invitation.survey.round.instrument
    instrument.frozen_at = NOW
    instrument.save()
    questionnaire_of(instrument)
    with django_assert_num_queries(3):
        person.get()
    with django_assert_num_queries(7):
        person.tap(4)
    with django_assert_num_queries(7):
        person.tap(5)
    person.send(4, 4, 4)
    with django_assert_num_queries(4):
        person.get("klaar/")


def test_the_first_visit_weighs_little():
    """The page with its style and script; fonts come from the cache on a second visit."""
    root = Path(__file__).resolve().parents[2] / "static"
    person = Respondent(invite(open_survey(SHAPE)))
    page = person.get(headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(page.content)) > 10_000
    scripts = [root / "src" / f"{name}.js" for name in ("respondent", "autosave", "autosave_form", "words")]
    parts = [gzip.compress(part.read_bytes()) for part in [*scripts, *sorted((root / "src").glob("*.css"))]]
    assert len(page.content) + sum(map(len, parts)) < MOST_BYTES
