"""Settings refuse nonsense with a sentence that says what to set."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from dealportaal import env

ROOT = Path(__file__).resolve().parents[2]
STRONG = "s" * 20 + "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ"
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": STRONG,
    "ALLOWED_HOSTS": "deals.voorbeeld.nl",
    "SITE_URL": "https://deals.voorbeeld.nl",
    "DEFAULT_FROM_EMAIL": "Dealportaal <deals@voorbeeld.nl>",
    "SECURITY_CONTACT": "mailto:beveiliging@voorbeeld.nl",
}


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("ja", True), ("0", False), ("Nee", False), ("", True)]
)
def test_a_flag_is_yes_or_no_and_empty_is_as_if_it_were_not_there(monkeypatch, value, meaning):
    monkeypatch.setenv("DEMO", value)
    assert env.flag("DEMO", True) is meaning


def test_a_flag_that_is_something_else_is_refused(monkeypatch):
    monkeypatch.setenv("DEMO", "misschien")
    with pytest.raises(ImproperlyConfigured, match="Zet DEMO=1 of DEMO=0"):
        env.flag("DEMO", True)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000x", "8.0"])
def test_a_number_outside_its_range_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(ImproperlyConfigured, match="heel getal van 1 tot en met 65535"):
        env.number("PORT", 8000, low=1, high=65535)


def test_names_are_split_and_trimmed(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.nl, ,b.nl ")
    assert env.names("ALLOWED_HOSTS") == ["a.nl", "b.nl"]


def test_a_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "a" / "b"))
    assert env.folder("DATA_DIR", tmp_path).is_dir()


def test_a_folder_that_cannot_be_made_is_refused(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "below"))
    with pytest.raises(ImproperlyConfigured, match="kan niet worden gemaakt"):
        env.folder("DATA_DIR", tmp_path)


def test_a_folder_that_cannot_be_written_to_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ImproperlyConfigured, match="Kies een andere map"):
        env.folder("DATA_DIR", tmp_path)


@pytest.mark.parametrize("url", ["amqp://server", "redis://", "server:6379"])
def test_what_is_no_redis_address_is_refused(monkeypatch, url):
    monkeypatch.setenv("CELERY_BROKER_URL", url)
    with pytest.raises(ImproperlyConfigured, match="Gebruik CELERY_BROKER_URL=redis://"):
        env.broker("CELERY_BROKER_URL")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("rediss://server:6380/0", "rediss://server:6380/0?ssl_cert_reqs=required"),
        (
            "rediss://server/0?ssl_ca_certs=/a.pem",
            "rediss://server/0?ssl_ca_certs=/a.pem&ssl_cert_reqs=required",
        ),
        ("rediss://server/0?ssl_cert_reqs=none", "rediss://server/0?ssl_cert_reqs=none"),
        ("redis://server:6379/3", "redis://server:6379/3"),
    ],
)
def test_a_queue_with_tls_checks_the_certificate_unless_told_otherwise(monkeypatch, url, kept):
    monkeypatch.setenv("CELERY_BROKER_URL", url)
    assert env.broker("CELERY_BROKER_URL") == kept


def test_a_database_behind_a_socket_is_not_knocked_at():
    env.refuse_unreachable("DATABASE_URL", "postgres:////run/postgresql/deals", default_port=1)


def test_a_server_that_does_not_answer_is_named():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(ImproperlyConfigured, match=f"127.0.0.1:{port}.*zet DATABASE_URL"):
        env.refuse_unreachable("DATABASE_URL", f"postgres://me@127.0.0.1:{port}/db", default_port=5432)


def test_a_port_that_listens_but_is_no_redis_is_refused():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        threading.Thread(target=greet, args=[other], daemon=True).start()
        port = other.getsockname()[1]
        with pytest.raises(ImproperlyConfigured, match=f"127.0.0.1:{port} antwoordt geen Redis.*zet CELERY"):
            env.refuse_unreachable("CELERY_BROKER_URL", f"redis://127.0.0.1:{port}/0", default_port=6379)


def greet(server):
    """Answers the first, which only knocks, and the second, which talks Redis, as a web server would."""
    for _turn in range(2):
        line, _address = server.accept()
        with line:
            line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.parametrize("value", ["", env.DEFAULT_SECRET, "kort", "django-insecure-" + STRONG])
def test_a_weak_secret_is_refused_in_production_only(monkeypatch, value):
    monkeypatch.setenv("SECRET_KEY", value)
    assert env.secret("SECRET_KEY", production=False)
    with pytest.raises(ImproperlyConfigured, match="minstens 50 willekeurige tekens"):
        env.secret("SECRET_KEY", production=True)


def run(tmp_path, arguments, **variables):
    """Starts Python with a clean environment, as in production."""
    settings = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | PRODUCTION | variables
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "1"}, "DEBUG mag niet aan in productie"),
        ({"DEMO": "1"}, "DEMO mag niet aan in productie"),
        ({"SECRET_KEY": ""}, "SECRET_KEY ontbreekt of is te zwak"),
        ({"ALLOWED_HOSTS": " , "}, "Zet ALLOWED_HOSTS op de naam van de portal"),
        ({"SITE_URL": "http://deals.voorbeeld.nl"}, "Zet SITE_URL op het https-adres"),
    ],
)
def test_production_refuses(tmp_path, variables, sentence):
    done = run(tmp_path, ["-c", "import dealportaal.settings"], **variables)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_the_check_for_deployment_finds_nothing(tmp_path):
    done = run(tmp_path, ["-W", "error", "manage.py", "check", "--deploy", "--fail-level", "INFO"])
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout or "geen problemen" in done.stdout.lower(), done.stdout


def test_cookies_of_production_are_of_this_host_alone(tmp_path):
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME"
    show = f"from dealportaal import settings as s; print(*[getattr(s, name) for name in {names}])"
    assert run(tmp_path, ["-c", show]).stdout.split() == [
        "__Host-sessionid",
        "__Host-csrftoken",
        "__Host-apparaat",
    ]
