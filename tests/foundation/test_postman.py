"""The words of a mail server, read by the postman."""

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from foundation.postman import NotTaken, Postman
from tests.foundation.smtp_server import serving


def email(to="aan@voorbeeld.invalid"):
    return EmailMessage("Dag", "Tekst", "van@voorbeeld.invalid", [to])


def deliver(*emails):
    postman = Postman()
    try:
        for one in emails:
            postman.deliver(one, sender="retour+7@voorbeeld.invalid")
    finally:
        postman.close()


def test_a_bounce_comes_back_to_the_address_of_this_mail():
    with serving() as server:
        deliver(email())
    assert server.taken[0][0] == "retour+7@voorbeeld.invalid"
    assert "From: van@voorbeeld.invalid" in server.taken[0][2]


def test_a_domain_with_accents_is_spelled_as_the_server_reads_it():
    with serving() as server:
        deliver(email("aan@café.voorbeeld"))
    assert server.recipients == ["aan@xn--caf-dma.voorbeeld"]


def test_a_reason_never_names_the_address():
    with serving() as server:
        server.answers["RCPT"] = "550 aan@voorbeeld.invalid unknown"
        with pytest.raises(NotTaken) as refusal:
            deliver(email())
    assert "@" not in refusal.value.reason


def test_after_a_refusal_the_same_connection_takes_the_next():
    with serving() as server:
        server.answers["RCPT"] = lambda line: "550 no" if "weg@" in line else "250 ok"
        postman = Postman()
        with pytest.raises(NotTaken):
            postman.deliver(email("weg@voorbeeld.invalid"), sender="van@voorbeeld.invalid")
        postman.deliver(email(), sender="van@voorbeeld.invalid")
        postman.close()
    assert (server.connections, server.recipients) == (1, ["aan@voorbeeld.invalid"])


def test_a_full_disk_of_the_demo_is_told(monkeypatch):
    def full(_self, _emails):
        raise OSError("disk full")

    monkeypatch.setattr(EmailBackend, "send_messages", full)
    with pytest.raises(NotTaken, match="weggeschreven"):
        deliver(email())


def test_a_closing_line_that_breaks_changes_nothing(monkeypatch, mailoutbox):
    def broken(_self):
        raise OSError

    monkeypatch.setattr(EmailBackend, "close", broken)
    deliver(email())
    assert len(mailoutbox) == 1
