"""The database is made ready once; only what changed is done again."""

import errno
import io
import json
import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from deploy import prepare


@pytest.fixture
def called(monkeypatch, settings, tmp_path):
    """The commands that were called, in order; seed_demo answers with JSON."""
    names = []

    def call(name, stdout=None, **options):
        names.append(name)
        if name == "seed_demo":
            (stdout or io.StringIO()).write(json.dumps({"users": []}))

    monkeypatch.setattr(prepare, "call_command", call)
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return names


def test_static_files_are_collected_once(called):
    prepare.collect_static()
    prepare.collect_static()
    assert called == ["collectstatic"]


def test_real_data_are_loaded_once_and_again_in_a_new_database(called):
    prepare.load_real_data(again=False)
    prepare.load_real_data(again=False)
    assert called == list(prepare.LOAD_COMMANDS)
    prepare.load_real_data(again=True)
    assert called == [*prepare.LOAD_COMMANDS] * 2


def test_the_demo_is_given_at_every_start(called):
    assert prepare.seed_demo(is_new=False) == {"users": []}


def test_there_is_no_demo_when_it_is_off(called, settings):
    settings.DEMO = False
    assert prepare.seed_demo(is_new=True) is None
    assert not called


@pytest.mark.parametrize(
    ("name", "address"),
    [("DATABASE_URL", "postgres://postgres@127.0.0.1:1/x"), ("CELERY_BROKER_URL", "redis://127.0.0.1:1/0")],
)
def test_a_server_that_does_not_answer_is_refused(monkeypatch, name, address):
    monkeypatch.setenv(name, address)
    with pytest.raises(ImproperlyConfigured, match=rf"127\.0\.0\.1:1 .*{name}"):
        prepare.refuse_what_does_not_answer()


def fault(number, path=None):
    return OSError(number, os.strerror(number), path)


def test_a_full_disk_is_said_and_is_not_blamed_on_the_database(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(prepare, "is_disk_full", lambda: True)
    for error in (fault(errno.ENOSPC), OperationalError("disk I/O error")):
        assert f"DATA_DIR={tmp_path} is vol" in prepare.reason_of(error)
    monkeypatch.setattr(prepare, "is_disk_full", lambda: False)
    assert "Controleer DATABASE_URL" in prepare.reason_of(OperationalError("disk I/O error"))


def test_a_closed_folder_is_named():
    said = prepare.reason_of(fault(errno.EACCES, "ergens/static"))
    assert said == f"In ergens/static kan niet worden geschreven: {os.strerror(errno.EACCES)}."


def test_what_nobody_foresaw_keeps_its_traceback(monkeypatch):
    def broken():
        raise fault(errno.ENOENT)

    monkeypatch.setattr(prepare, "prepare", broken)
    with pytest.raises(FileNotFoundError):
        prepare.main("nergens")


def test_the_sentence_is_what_the_operator_reads(monkeypatch):
    def full():
        raise fault(errno.ENOSPC)

    monkeypatch.setattr(prepare, "prepare", full)
    with pytest.raises(SystemExit, match=r"is vol\. Maak ruimte"):
        prepare.main("nergens")
