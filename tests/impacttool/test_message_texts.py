"""What a mail says, whatever the deal and the person are called."""

import pytest

from impacttool.actions.message_texts import write
from impacttool.models import Message
from tests import factories
from tests.impacttool.respondents import invite, open_survey

pytestmark = pytest.mark.django_db
Kind = Message.Kind
TO = "piet@voorbeeld.invalid"


@pytest.fixture
def invitation():
    return invite(open_survey(), email=TO)


def body(invitation, kind=Kind.INVITATION):
    return write(kind, [invitation], to=TO).body


@pytest.mark.parametrize("name", ["Deal\r\nBcc: a@b.nl", "Deal\nBcc: a@b.nl\n\nbody", "Deal\x0bx\x00"])
def test_nothing_in_a_name_begins_a_header(invitation, name):
    invitation.survey.deal.name = name
    invitation.name = "Piet\nBcc: c@d.nl"
    sent = write(Kind.INVITATION, [invitation], to=TO)
    assert "\n" not in sent.subject
    assert sent.message()["Bcc"] is None
    assert sent.recipients() == [TO]


def test_a_very_long_name_gives_a_subject_of_one_line(invitation):
    invitation.survey.deal.name = "x" * 200
    assert len(write(Kind.INVITATION, [invitation], to=TO).subject) <= 150


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("uitnodiging", "Hoe gaat het volgens u met de City Deal Energieke Wijken?"),
        ("overdracht", "Een collega heeft deze uitnodiging aan u doorgegeven."),
        ("herinnering", "U hebt nog niet ingevuld hoe het volgens u gaat"),
        (
            "uitstel",
            "is welkom tot woensdag 1 juli 2026, 14:00 uur. Hebt u al ingevuld? Dan hoeft u niets te doen.",
        ),
    ],
)
def test_each_kind_says_why_it_comes(invitation, kind, words):
    assert words in body(invitation, Kind(kind))


@pytest.mark.parametrize("kind", list(Kind))
def test_several_deals_stand_below_each_other_each_with_its_link(invitation, kind):
    survey = factories.survey(round=invitation.survey.round, deal=factories.deal(name="Zorg Dichtbij"))
    other = invite(survey, email=TO, organisation=factories.organisation(name="Gemeente Gouda"))
    sent = write(kind, [invitation, other], to=TO)
    lines = sent.body.splitlines()
    assert sum("/u/" in line for line in lines) == 2
    assert "City Deal Zorg Dichtbij, namens Gemeente Gouda" in lines
    assert "De links zijn persoonlijk" in sent.body
    assert "2 deals" in sent.subject
    assert "\n\n\n" not in sent.body


@pytest.mark.parametrize("kind", list(Kind))
def test_each_mail_names_who_answers_for_the_data_and_where_to_read_on(invitation, kind, settings):
    settings.CONTROLLER_NAME, settings.SITE_URL = "Gemeente Voorbeeld", "https://portaal.voorbeeld.nl"
    assert "Gemeente Voorbeeld is verantwoordelijk voor uw gegevens." in body(invitation, kind)
    assert "en uw rechten: https://portaal.voorbeeld.nl/privacy/" in body(invitation, kind)


def test_a_year_is_written_without_a_thousands_point(invitation):
    invitation.survey.round.year = 2026
    assert "impactmeting 2026" in body(invitation)


def test_a_mail_of_the_demo_says_so(invitation):
    assert "verzonnen" not in body(invitation)
    invitation.survey.round.is_fictitious = True
    assert "verzonnen" in body(invitation)


def test_text_stays_text(invitation):
    invitation.survey.deal.name = "Wonen & <werken>"
    assert "Wonen & <werken>" in body(invitation)
