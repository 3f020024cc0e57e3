"""DATABASE_URL: what its query says is kept, what is no address is refused."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from dealportaal.database import database

SERVER = "postgres://me:secret@db.voorbeeld.nl:5433/deals"


@pytest.fixture
def read(monkeypatch, tmp_path):
    def read(url, seconds=30):
        monkeypatch.setenv("DATABASE_URL", url)
        return database("DATABASE_URL", tmp_path, answer_seconds=seconds)

    return read


def test_without_an_address_the_database_is_sqlite_that_waits_its_turn(read):
    found = read("")
    assert found["ENGINE"].endswith("sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_sqlite_can_be_a_file_elsewhere(read, tmp_path):
    found = read(f"sqlite:///{tmp_path}/ergens.sqlite3?timeout=5")
    assert Path(found["NAME"]) == tmp_path / "ergens.sqlite3"
    assert (found["OPTIONS"]["timeout"], found["OPTIONS"]["transaction_mode"]) == (5, "IMMEDIATE")


def test_postgresql_is_given_up_on_within_seconds(read):
    found = read(SERVER, seconds=4)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.voorbeeld.nl", 5433, "deals")
    assert found["OPTIONS"]["connect_timeout"] == 3
    assert found["OPTIONS"]["tcp_user_timeout"] == 4000
    assert found["OPTIONS"]["options"] == "-c statement_timeout=4s -c lock_timeout=3s"


def test_what_the_query_of_the_address_says_is_kept(read):
    own = "sslmode=verify-full&sslrootcert=/etc/ca%20van%20ons.pem&application_name=portaal&conn_max_age=0"
    found = read(f"{SERVER}?{own}")
    kept = {key: found["OPTIONS"][key] for key in ("sslmode", "sslrootcert", "application_name")}
    assert kept == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca van ons.pem",
        "application_name": "portaal",
    }
    assert found["CONN_MAX_AGE"] == 0
    assert found["OPTIONS"]["keepalives"] == 1


def test_the_query_wins_of_what_the_portal_would_choose(read):
    found = read(f"{SERVER}?connect_timeout=9&options=-c%20lock_timeout%3D2s")["OPTIONS"]
    assert found["connect_timeout"] == 9
    assert found["options"].split()[-1] == "lock_timeout=2s"
    assert "statement_timeout=30s" in found["options"]


def test_a_socket_and_a_password_with_signs_are_understood(read):
    assert read("postgres:////run/postgresql/deals")["HOST"] == "/run/postgresql"
    assert read("postgres://me:p%40%2Fs@db/deals")["PASSWORD"] == "p@/s"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a/b",
        "postgres://",
        "postgres://server",
        "server",
        "postgres:///db",
        "postgres://server:poort/db",
    ],
)
def test_what_is_no_postgresql_address_is_refused(read, url):
    with pytest.raises(ImproperlyConfigured, match="Gebruik DATABASE_URL=postgres://"):
        read(url)
