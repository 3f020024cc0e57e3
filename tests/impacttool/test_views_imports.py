"""Reading in a file on the page: look first, then store it whole."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deals.models import HeldFile
from deals.tasks import discard_held_files, prepare_held_file
from impacttool.models import Response
from tests import factories
from tests.factories import NOON

HEADER = "deal;respondent;partner_type;1.1;1.2;2.1"


@pytest.fixture
def survey(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return factories.survey(deal=factories.deal(slug="a"), round=factories.round_(year=2026))


@pytest.fixture
def staff_client(client, survey):
    client.force_login(factories.staff())
    return client


def held():
    return list(HeldFile.objects.all())


def url(name):
    return reverse(f"impacttool:{name}", args=[2026])


def upload(client, *rows, content=None):
    content = content if content is not None else "\n".join([HEADER, *rows]).encode()
    file = SimpleUploadedFile("antwoorden.csv", content)
    return client.post(url("import_responses"), {"file": file}, follow=True).content.decode()


def test_look_first_then_store(staff_client):
    text = upload(staff_client, "a;r1;;4;4;1", "a;r2;;1;2;nvt")
    assert "2 ingevulde vragenlijsten om toe te voegen" in text
    assert not Response.objects.exists() and len(held()) == 1
    after = staff_client.post(url("confirm_import"), follow=True).content.decode()
    assert "2 ingevulde vragenlijsten toegevoegd; 0 stonden er al." in after
    assert Response.objects.count() == 2 and not held()
    again = upload(staff_client, "a;r1;;4;4;1", "a;r2;;1;2;nvt")
    assert "0 ingevulde vragenlijsten om toe te voegen" in again


def test_a_file_that_is_sent_twice_is_not_called_gone(staff_client):
    page = upload(staff_client, "a;r1;;4;4;1")
    sent = {"once": page.partition('name="once" value="')[2].partition('"')[0]}
    staff_client.post(url("confirm_import"), sent)
    again = staff_client.post(url("confirm_import"), sent, follow=True).content.decode()
    assert "was al verstuurd" in again and "is er niet meer" not in again
    assert Response.objects.count() == 1


def test_mistakes_are_shown_and_cannot_be_stored(staff_client):
    text = upload(staff_client, "a;r1;;4;4;1", 'a;r2;;4;4;"<b>7</b>"')
    assert "rij 3, kolom 2.1" in text and "&lt;b&gt;7&lt;/b&gt; is geen score" in text
    assert reverse("impacttool:confirm_import", args=[2026]) not in text
    staff_client.post(url("confirm_import"))
    assert not Response.objects.exists()


def test_only_the_first_fifty_mistakes_are_shown(staff_client):
    text = upload(staff_client, *(f"a;r{number};;x;4;1" for number in range(60)))
    assert "60 fouten in het bestand" in text and "Dit zijn de eerste 50" in text
    assert text.count("is geen score") == 50


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 a workbook", "Dit bestand is beschadigd"),
        (b"", "Het bestand is leeg"),
        (b"\x00\x01", "geen Excel-bestand"),
        (b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
        (b'deal;3.1\nx;"4\ny;5;6\n', "Op regel 2 begint een aanhalingsteken (&quot;)"),
        (b"deal;3.1\nx;4\n" + b"y" * 200_000 + b";5\n", "(rij 3, kolom A) staan meer dan 32.767 tekens"),
    ],
)
def test_what_is_no_csv_gets_a_sentence(staff_client, content, sentence):
    assert sentence in upload(staff_client, content=content)


def test_not_storing_removes_the_file(staff_client):
    upload(staff_client, "a;r1;;4;4;1")
    staff_client.post(url("cancel_import"))
    assert not held()


def test_another_choice_replaces_the_file(staff_client):
    upload(staff_client, "a;r1;;4;4;1")
    assert "1 ingevulde vragenlijst om" in upload(staff_client, "a;r9;;4;4;1")
    assert len(held()) == 1


def test_a_file_that_is_refused_is_not_shown_with_the_preview_of_another(staff_client):
    upload(staff_client, "a;r1;;4;4;1")
    text = upload(staff_client, content=b"x" * (5 * 1024 * 1024 + 1))
    assert "groter dan 5 MB" in text and "om toe te voegen" not in text
    assert not held()


def test_the_file_is_of_one_user_only(staff_client):
    upload(staff_client, "a;r1;;4;4;1")
    staff_client.force_login(factories.staff())
    answer = staff_client.post(url("confirm_import"), follow=True).content.decode()
    assert "dit bestand ligt niet meer klaar" in answer and not Response.objects.exists()


def test_a_late_click_of_a_file_that_was_replaced_says_so_and_does_nothing(staff_client):
    page = upload(staff_client, "a;r1;;4;4;1")
    old = dict(re.findall(r'name="(once|held)" value="([^"]+)"', page))
    upload(staff_client, "a;r2;;3;3;3")
    for name in ("confirm_import", "import_columns", "cancel_import"):
        answer = staff_client.post(url(name), old, follow=True).content.decode()
        assert "kwam van een oudere pagina" in answer and "om toe te voegen" in answer
    assert not Response.objects.exists() and HeldFile.objects.exists()


def test_what_was_left_behind_goes_after_an_hour(staff_client, time_machine):
    upload(staff_client, "a;r1;;4;4;1")
    time_machine.move_to(NOON + timedelta(minutes=59), tick=False)
    discard_held_files()
    assert held()
    time_machine.move_to(NOON + timedelta(hours=1, seconds=1), tick=False)
    discard_held_files()
    assert not held()


def test_columns_of_another_form_are_chosen_and_the_rest_is_left_out(staff_client):
    content = b"Dealnaam;Wie;Vraag een;1.2 Tweede;2.1;Datum\na;r1;4,0;weet ik niet;5;1-1-2026\n"
    text = upload(staff_client, content=content)
    assert "Kies hieronder wat elke kolom is" in text and "In het bestand: 1-1-2026" in text
    chosen = {
        "column0": "deal",
        "column1": "respondent",
        "column2": "1.1",
        "column3": "1.2",
        "column4": "2.1",
    }
    twice = staff_client.post(url("import_columns"), {**chosen, "column5": "2.1"})
    assert "twee keer gekozen" in twice.content.decode()
    after = staff_client.post(url("import_columns"), {**chosen, "column5": "-"}, follow=True).content.decode()
    assert "1 ingevulde vragenlijst om toe te voegen" in after
    staff_client.post(url("confirm_import"))
    scores = Response.objects.get().answers.order_by("statement__position").values_list("score", flat=True)
    assert list(scores) == [4, None, 5]


def test_statements_that_are_not_in_the_file_stay_empty_when_that_is_chosen(staff_client):
    text = upload(staff_client, content=b"deal;respondent;1.1\na;r1;4\n")
    assert "2.1: deze kolom is niet gevonden" in text or "kolom 2.1" in text
    form = {"column0": "deal", "column1": "respondent", "column2": "1.1", "may_lack": "on"}
    after = staff_client.post(url("import_columns"), form, follow=True).content.decode()
    assert "1 ingevulde vragenlijst om toe te voegen" in after


def test_a_large_file_is_read_by_the_worker_while_the_page_waits(staff_client):
    rows = [f"a;r{number};;4;4;1{' ' * 40}" for number in range(6000)]
    file = SimpleUploadedFile("antwoorden.csv", "\n".join([HEADER, *rows]).encode())
    answer = staff_client.post(url("import_responses"), {"file": file}, follow=True)
    assert "wordt gelezen" in answer.content.decode() and answer["Refresh"]
    early = staff_client.post(url("confirm_import"), follow=True).content.decode()
    assert "wordt gelezen" in early and "niet uitgevoerd" not in early
    prepare_held_file(held_id=HeldFile.objects.get().pk)
    answer = staff_client.get(url("import_responses"))
    assert "6000 ingevulde vragenlijsten om toe te voegen" in answer.content.decode()
    assert "Refresh" not in answer and not HeldFile.objects.get().content


def test_the_round_closed_between_looking_and_storing(staff_client, survey, time_machine):
    upload(staff_client, "a;r1;;4;4;1")
    survey.round.closes_at = NOON + timedelta(seconds=1)
    survey.round.save()
    time_machine.move_to(NOON + timedelta(seconds=1), tick=False)
    answer = staff_client.post(url("confirm_import"), follow=True).content.decode()
    assert "Er is niets ingelezen" in answer and not Response.objects.exists()


def test_the_empty_file_has_the_columns_of_the_round(staff_client):
    answer = staff_client.get(url("import_template"))
    assert answer.content.decode("utf-8-sig").strip() == HEADER
    assert "attachment" in answer["Content-Disposition"]
