"""Reads back the mails of the file backend, and nothing else."""

import os

import pytest
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend

from dealportaal import demo_mail


def store(folder, *subjects):
    """One file with all of them, as one connection writes it."""
    backend = EmailBackend(file_path=folder)
    backend.send_messages(
        [
            mail.EmailMessage(subject, f"Beste {subject}, één vraag.", to=["v@voorbeeld.invalid"])
            for subject in subjects
        ]
    )
    backend.close()
    return max(folder.glob("*.log"), key=os.path.getctime)


def test_the_newest_mails_come_first(tmp_path):
    first = store(tmp_path, "een", "twee")
    os.utime(first, (1, 1))
    store(tmp_path, "drie")
    assert [one.subject for one in demo_mail.newest(tmp_path, 10)] == ["drie", "twee", "een"]
    assert [one.subject for one in demo_mail.newest(tmp_path, 2)] == ["drie", "twee"]


def test_a_mail_keeps_its_text_address_and_moment(tmp_path):
    file = store(tmp_path, "een", "twee")
    found = demo_mail.read(tmp_path, file.name, 1)
    assert (found.subject, found.to) == ("twee", "v@voorbeeld.invalid")
    assert found.text.strip() == "Beste twee, één vraag."
    assert found.sent_at is not None


def test_a_folder_that_is_not_there_holds_no_mail(tmp_path):
    assert demo_mail.newest(tmp_path / "geen", 10) == []


@pytest.mark.parametrize(
    "name",
    [
        "../geheim.log",
        "..",
        ".",
        "",
        "/etc/passwd",
        "a/../../geheim.log",
        "..\\geheim.log",
        "geheim.log\n",
        "x.txt",
    ],
)
def test_nothing_outside_the_folder_is_read(tmp_path, name):
    folder = tmp_path / "mail"
    folder.mkdir()
    (tmp_path / "geheim.log").write_text("geheim")
    (folder / "geheim.log").write_text("geheim") if name.endswith("\n") else None
    assert demo_mail.read(folder, name, 0) is None
