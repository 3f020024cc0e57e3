"""What a mail says, whatever the deal and the person are called."""

import pytest

from impacttool.actions.message_texts import compose
from impacttool.models import Message
from tests.impacttool.respondents import invite, open_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    invitation = invite(open_survey(), email="piet@voorbeeld.invalid")
    return invitation.messages.create(kind=Message.Kind.INVITATION)


@pytest.mark.parametrize("name", ["Deal\r\nBcc: a@b.nl", "Deal\nBcc: a@b.nl\n\nbody", "Deal\x0bx\x00"])
def test_nothing_in_a_name_begins_a_header(message, name):
    deal = message.invitation.survey.deal
    deal.name = name
    message.invitation.name = "Piet\nBcc: c@d.nl"
    sent = compose(message)
    assert "\n" not in sent.subject
    assert sent.message()["Bcc"] is None
    assert sent.recipients() == ["piet@voorbeeld.invalid"]


def test_a_very_long_name_gives_a_subject_of_one_line(message):
    message.invitation.survey.deal.name = "x" * 200
    assert len(compose(message).subject) <= 150


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("uitnodiging", "Hoe gaat het volgens u met de City Deal Energieke Wijken?"),
        ("overdracht", "Een collega heeft deze uitnodiging aan u doorgegeven."),
        ("herinnering", "U hebt nog niet ingevuld hoe het volgens u gaat"),
    ],
)
def test_each_kind_says_why_it_comes(message, kind, words):
    message.kind = kind
    assert words in compose(message).body


def test_a_year_is_written_without_a_thousands_point(message):
    message.invitation.survey.round.year = 2026
    assert "impactmeting 2026" in compose(message).body


def test_a_mail_of_the_demo_says_so(message):
    assert "verzonnen" not in compose(message).body
    message.invitation.survey.round.is_fictitious = True
    assert "verzonnen" in compose(message).body


def test_text_stays_text(message):
    message.invitation.survey.deal.name = "Wonen & <werken>"
    assert "Wonen & <werken>" in compose(message).body
