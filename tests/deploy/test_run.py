"""What `make run` refuses, what it tells, and that it leaves nothing behind."""

import configparser
import os
import signal
import socket
import subprocess
import sys

import pytest

from deploy import run
from deploy.setup import ROOT, SetupError

INTERRUPT = 1 << (signal.SIGINT - 1)


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind((run.ADDRESS, 0))
        listener.listen()
        yield listener.getsockname()[1]


class TestPort:
    @pytest.mark.parametrize("text", ["", "acht", "0", "65536", "80.5", "-1"])
    def test_nonsense_is_refused(self, text):
        with pytest.raises(SetupError, match="PORT="):
            run.read_port(text)

    def test_a_busy_port_is_refused_with_another_one(self, busy_port):
        with pytest.raises(SetupError, match=rf"Poort {busy_port} is bezet.*PORT={busy_port + 1}"):
            run.refuse_busy_port(busy_port)

    def test_a_free_port_is_fine(self, busy_port):
        assert run.read_port("8123") == 8123


class TestFolder:
    def test_two_portals_never_share_a_folder(self, tmp_path):
        with run.claim_folder(tmp_path), pytest.raises(SetupError, match="Er draait al een portaal"):
            run.claim_folder(tmp_path)

    def test_it_is_free_again_when_the_first_has_stopped(self, tmp_path):
        run.claim_folder(tmp_path).close()
        run.claim_folder(tmp_path).close()

    def test_a_folder_that_cannot_be_made_is_refused(self, tmp_path):
        (tmp_path / "bestand").write_text("")
        with pytest.raises(SetupError, match="DATA_DIR"):
            run.claim_folder(tmp_path / "bestand")


class TestEnvironment:
    def test_one_worker_on_the_file_system(self, tmp_path):
        env = run.environment(8123, tmp_path, {"PATH": "/bin"})
        assert (env["WORKER_POOL"], env["WORKER_PROCESSES"], env["WORKER_OWN_CORES"]) == ("solo", "1", "0")
        assert env["BIND"] == "127.0.0.1:8123"
        assert env["PATH"].endswith(".venv/bin:/bin")

    def test_a_worker_per_core_on_redis(self, tmp_path):
        env = run.environment(
            8123, tmp_path, {"CELERY_BROKER_URL": "redis://localhost/0", "WEB_WORKERS": "7"}
        )
        assert (env["WORKER_POOL"], env["WORKER_PROCESSES"]) == ("prefork", str(os.cpu_count()))
        assert (env["WEB_WORKERS"], env["WORKER_OWN_CORES"]) == ("7", "1")


class TestMake:
    @pytest.mark.parametrize(
        ("name", "caught", "ignored", "interrupted"),
        [
            ("make", INTERRUPT, 0, False),
            ("make", 0, INTERRUPT, False),
            ("make", 0, 0, True),
            ("bash", 0, 0, False),
        ],
    )
    def test_an_interrupt_for_make_alone_is_noticed(self, name, caught, ignored, interrupted):
        status = {"Name": name, "SigCgt": f"{caught:016x}", "SigIgn": f"{ignored:016x}"}
        assert run.make_was_interrupted(status) is interrupted

    def test_no_parent_to_be_seen(self):
        assert not run.make_was_interrupted({})


class TestWelcome:
    def test_with_a_demo(self, tmp_path):
        demo = {
            "users": [{"role": "staff", "email": "staf@voorbeeld.invalid", "password": "geheim-woord"}],
            "invitations": [{"url": "http://localhost:8123/u/abc/"}],
        }
        text = run.welcome(8123, tmp_path, demo)
        assert "http://localhost:8123/" in text
        assert "medewerker Agenda Stad" in text
        assert "geheim-woord" in text
        assert "/u/abc/" in text

    def test_without(self, tmp_path):
        assert "demo" not in run.welcome(8123, tmp_path, None)


def test_nobody_answers_on_a_port_where_nothing_listens():
    with socket.socket() as listener:
        listener.bind((run.ADDRESS, 0))
        assert not run.answers(listener.getsockname()[1])


class TestStopping:
    program = "import signal, time; print('klaar', flush=True); time.sleep(60)"

    def test_a_program_that_listens_is_stopped(self):
        process = subprocess.Popen([sys.executable, "-c", self.program], stdout=subprocess.PIPE)
        with process:
            process.stdout.readline()
            run.stop(process)
            assert process.returncode == -signal.SIGTERM

    def test_one_that_does_not_is_killed(self, monkeypatch):
        monkeypatch.setattr(run, "STOP_SECONDS", 0.2)
        deaf = self.program.replace("print", "signal.signal(signal.SIGTERM, signal.SIG_IGN); print")
        process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
        with process:
            process.stdout.readline()
            run.stop(process)
            assert process.returncode == -signal.SIGKILL


def test_no_program_is_given_up_however_long_the_database_or_the_disk_was_away():
    """Supervisord waits 1, 2, 3 ... seconds between its tries: 1200 of them take more than a week."""
    read = configparser.RawConfigParser(inline_comment_prefixes=(";",))
    read.read(ROOT / "deploy" / "supervisord.conf")
    programs = [name for name in read.sections() if name.startswith("program:")]
    assert {name.partition(":")[2] for name in programs} == {"web", "worker", "mailer", "scheduler"}
    assert all(
        read[name].getboolean("autorestart") and read[name].getint("startretries") > 1200 for name in programs
    )
