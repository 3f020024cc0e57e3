"""`make run`: sets up what is missing and keeps web, worker and scheduler running until it is stopped.

Plain Python: it starts before there is a .venv. Supervisord keeps the programs running; this process keeps
supervisord running and makes sure that no process is left behind: not after Ctrl-C, not when make is stopped
or killed.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deploy import setup
from deploy.child_process import tie
from deploy.setup import ROOT, VENV, SetupError, say

ADDRESS = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 30
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
MAKE_NAMES = {"make", "gmake"}


def read_port(text):
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise SetupError(f"PORT={text} moet een heel getal van 1 tot en met 65535 zijn.")
    return int(text)


def refuse_busy_port(port):
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, port))
        except OSError as error:
            raise SetupError(
                f"Poort {port} is bezet of niet toegestaan ({error.strerror}). "
                f"Stop wat daar draait, of kies een andere poort: make run PORT={port % 65535 + 1}"
            ) from error


def claim_folder(folder):
    """Locks the folder for as long as this process lives; two portals on one folder would corrupt it."""
    try:
        (folder / "run").mkdir(parents=True, exist_ok=True)
        (folder / "log").mkdir(exist_ok=True)
        lock = (folder / "run" / "lock").open("w")
    except OSError as error:
        raise SetupError(f"In DATA_DIR={folder} kan niet worden geschreven: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise SetupError(
            f"Er draait al een portaal op de gegevens in {folder}. Stop dat, of kies een andere map met DATA_DIR."
        ) from error
    return lock


def environment(port, folder, base):
    """The environment of supervisord.conf and its programs."""
    cores = str(os.cpu_count() or 1)
    on_redis = base.get("CELERY_BROKER_URL", "").startswith("redis")
    return {
        "WEB_WORKERS": cores,
        "WORKER_POOL": "prefork" if on_redis else "solo",
        "WORKER_PROCESSES": cores if on_redis else "1",
        "WORKER_OWN_CORES": "1" if on_redis else "0",
        **{name: value for name, value in base.items() if value},
        "BIND": f"{ADDRESS}:{port}",
        "PORT": str(port),
        "DATA_DIR": str(folder),
        "PATH": os.pathsep.join([str(VENV / "bin"), base.get("PATH", "")]),
        "PYTHONUNBUFFERED": "1",
    }


def prepare(env):
    """Creates tables, data and demo; returns what `seed_demo --json` prints, or None."""
    with tempfile.NamedTemporaryFile(suffix=".json", dir=Path(env["DATA_DIR"]) / "run") as result:
        command = [VENV / "bin" / "python", ROOT / "deploy" / "prepare.py", result.name]
        if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
            raise SetupError("Het portaal is niet gestart.")
        return json.loads(Path(result.name).read_text())


def start_supervisor(env):
    command = [VENV / "bin" / "supervisord", "--nodaemon", "-c", ROOT / "deploy" / "supervisord.conf"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=tie,
    )


def parent_status():
    """What Linux says of the parent process: {"Name": "make", "SigCgt": ...}; else empty."""
    try:
        lines = Path(f"/proc/{os.getppid()}/status").read_text().splitlines()
    except OSError:
        return {}
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def make_was_interrupted(status):
    """Whether GNU make alone received Ctrl-C: its handler is gone, and it waits for us to stop."""
    if status.get("Name") not in MAKE_NAMES:
        return False
    kept = int(status["SigCgt"], 16) | int(status["SigIgn"], 16)
    return not kept & (1 << (signal.SIGINT - 1))


def answers(port):
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def wait_until_it_answers(port, supervisor, folder):
    end = time.monotonic() + START_SECONDS
    while not answers(port):
        if supervisor.poll() is not None or time.monotonic() > end:
            raise SetupError(
                f"Het portaal antwoordt niet. Wat er mis is staat in {folder / 'log' / 'web.log'}."
            )
        if make_was_interrupted(parent_status()):
            raise KeyboardInterrupt
        time.sleep(0.1)


ROLE_NAMES = {
    "administrator": "beheerder",
    "staff": "medewerker Agenda Stad",
    "dealmaker": "dealmaker",
    "partner": "partner",
}


def welcome(port, folder, demo):
    lines = ["", f"Dealportaal staat klaar: http://localhost:{port}/", ""]
    if demo:
        lines.append("Inloggen in de demo (personen, antwoorden en scores zijn verzonnen):")
        for user in demo["users"]:
            role = ROLE_NAMES.get(user["role"], user["role"])
            lines.append(f"  {role:<24}{user['email']:<40}{user['password']}")
        if demo.get("invitations"):
            lines.append(f"  een vragenlijst invullen: {demo['invitations'][0]['url']}")
        lines.append("")
    lines += [f"Gegevens: {folder}   Logboeken: {folder / 'log'}", "Stoppen: Ctrl-C"]
    return "\n".join(lines)


def stop(supervisor):
    """Supervisord stops its programs with their children; after STOP_SECONDS it is killed, and they with
    it."""
    if supervisor.poll() is None:
        supervisor.terminate()
        try:
            supervisor.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()


def keep_running(port, folder, env, demo):
    supervisor = start_supervisor(env)
    try:
        wait_until_it_answers(port, supervisor, folder)
        say(welcome(port, folder, demo))
        while supervisor.poll() is None and not make_was_interrupted(parent_status()):
            time.sleep(0.5)
        if supervisor.poll() is not None:
            raise SetupError(
                f"Het portaal is uit zichzelf gestopt. Zie {folder / 'log' / 'supervisord.log'}."
            )
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        say("\nStoppen ...")
        stop(supervisor)


def _interrupt(number, frame):
    raise KeyboardInterrupt


def main():
    for number in STOP_SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)
    if parent_status().get("Name") in MAKE_NAMES:
        tie()
    setup.check_python(sys.version_info)
    port = read_port(os.environ.get("PORT") or "8000")
    refuse_busy_port(port)
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    lock = claim_folder(folder)
    with lock:
        setup.set_up()
        env = environment(port, folder, os.environ)
        keep_running(port, folder, env, prepare(env))


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        say("Gestopt.")
