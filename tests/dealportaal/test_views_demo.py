"""Mails and the style guide, in demo mode only."""

import re

import pytest
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend
from django.urls import reverse

from tests.dealportaal.processes import portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(folder, subject="Uitnodiging", text="Open https://voorbeeld.invalid/u/abc/"):
    backend = EmailBackend(file_path=folder)
    backend.send_messages([mail.EmailMessage(subject, text, to=["vera@voorbeeld.invalid"])])
    backend.close()
    return next(folder.glob("*.log")).name


def test_a_mail_can_be_read_with_its_link(client, folder):
    name = send(folder)
    assert "Uitnodiging" in client.get(reverse("dealportaal:demo_mail")).content.decode()
    page = client.get(reverse("dealportaal:demo_mail_detail", args=[name, 0])).content.decode()
    assert 'href="https://voorbeeld.invalid/u/abc/"' in page


def test_the_time_of_a_mail_is_that_of_the_reader(client, folder):
    name = send(folder)
    file = folder / name
    moved = re.sub(rb"Date: [^\n]+", b"Date: Sun, 22 Nov 2026 12:43:00 -0000", file.read_bytes())
    file.write_bytes(moved)
    assert "22 november 2026 13:43" in client.get(reverse("dealportaal:demo_mail")).content.decode()


def test_text_of_a_mail_is_text(client, folder):
    name = send(folder, subject="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")
    page = client.get(reverse("dealportaal:demo_mail_detail", args=[name, 0])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_an_empty_folder_says_what_belongs_there(client, folder):
    assert client.get(reverse("dealportaal:demo_mail")).status_code == 200


def test_what_is_not_a_mail_does_not_exist(client, folder):
    name = send(folder)
    (folder.parent / "geheim.log").write_text("geheim")
    for path in (
        f"{name}/9/",
        "..%2Fgeheim.log/0/",
        "%2e%2e%2fgeheim.log/0/",
        "..%5Cgeheim.log/0/",
        "geheim.txt/0/",
    ):
        assert client.get(f"/demo/mail/{path}").status_code == 404


def test_outside_the_demo_there_are_no_such_pages():
    lines = """
from django.test import Client
print(*[Client().get(path).status_code for path in ("/demo/mail/", "/demo/stijlgids/", "/demo/mail/a.log/0/")])
"""
    assert portal(lines, DEMO="0") == ["404 404 404"]
