"""Set-up does each step once, and again only when what it is made from has changed."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import setup


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    (tmp_path / "lock.txt").write_text("een==1")
    return tmp_path


class TestPython:
    @pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2)])
    def test_new_enough(self, version):
        setup.check_python(version)

    def test_too_old_is_refused_with_what_to_do(self):
        with pytest.raises(setup.SetupError, match=r"Gevonden: 3\.9\.\n.*PYTHON=python3\.12"):
            setup.check_python((3, 9, 2, "final", 0))


class TestSteps:
    def step(self, tree, done):
        return setup.run_step(tree / ".stamp", [tree / "lock.txt"], "Bezig ...", lambda: done.append(1))

    def test_a_step_is_done_once(self, tree):
        done = []
        assert [self.step(tree, done), self.step(tree, done)] == [True, False]
        assert done == [1]

    def test_and_again_when_its_input_changed(self, tree):
        done = []
        self.step(tree, done)
        (tree / "lock.txt").write_text("een==2")
        assert self.step(tree, done)
        assert done == [1, 1]

    def test_a_step_that_failed_is_not_taken_for_done(self, tree):
        def fail():
            raise setup.SetupError("mislukt")

        self.step(tree, [])
        (tree / "lock.txt").write_text("een==2")
        with pytest.raises(setup.SetupError):
            setup.run_step(tree / ".stamp", [tree / "lock.txt"], "Bezig ...", fail)
        assert self.step(tree, [])

    def test_the_name_of_a_file_counts_and_a_hidden_file_does_not(self, tree):
        before = setup.fingerprint([tree])
        (tree / ".stamp").write_text("iets")
        assert setup.fingerprint([tree]) == before
        (tree / "lock.txt").rename(tree / "slot.txt")
        assert setup.fingerprint([tree]) != before


def test_a_command_that_fails_says_what_to_do():
    with pytest.raises(setup.SetupError, match="Doe dit"):
        setup.call(["false"], "Doe dit")


class TestNpm:
    def test_the_npm_of_this_computer_is_used(self, monkeypatch):
        monkeypatch.setattr(setup.shutil, "which", lambda name: f"/opt/bin/{name}")
        assert setup.find_npm() == "/opt/bin/npm"

    def test_without_it_node_is_installed_as_a_package(self, monkeypatch):
        installed = []
        monkeypatch.setattr(setup.shutil, "which", lambda name: None)
        monkeypatch.setattr(setup, "install_requirements", lambda name, sentence: installed.append(name))
        assert setup.find_npm() == str(setup.VENV / "bin" / "npm")
        assert installed == ["node"]


def test_a_link_to_the_packages_of_another_copy_is_not_emptied(tree, monkeypatch):
    theirs, ours = tree / "theirs", tree / "node_modules"
    theirs.mkdir()
    (theirs / "package").write_text("")
    (tree / "package-lock.json").write_text("{}")
    ours.symlink_to(theirs)
    monkeypatch.setattr(setup, "NODE_MODULES", ours)
    monkeypatch.setattr(setup, "find_npm", lambda: "npm")
    monkeypatch.setattr(setup, "call", lambda *arguments, **options: ours.mkdir())
    setup.install_front_end(dev=False)
    assert not ours.is_symlink() and (ours / ".stamp").exists()
    assert [part.name for part in theirs.iterdir()] == ["package"]


def test_the_tools_for_scripts_are_left_out_of_what_running_takes(tree, monkeypatch):
    (tree / "package-lock.json").write_text("{}")
    monkeypatch.setattr(setup, "ROOT", tree)
    monkeypatch.setattr(setup, "NODE_MODULES", tree / "node_modules")
    monkeypatch.setattr(setup, "find_npm", lambda: "npm")
    called = []

    def npm(command, failure, env):
        called.append("--omit=dev" in command)
        setup.NODE_MODULES.mkdir(exist_ok=True)

    monkeypatch.setattr(setup, "call", npm)
    setup.install_front_end(dev=False)
    assert not setup.is_done(*setup.front_end(dev=True))
    setup.install_front_end(dev=True)
    setup.install_front_end(dev=False)
    assert called == [True, False]


def test_a_tool_is_heard_only_when_something_is_wrong(capfd):
    setup.call([sys.executable, "-c", "print('added 15 packages')"], "")
    assert capfd.readouterr() == ("", "")
    with pytest.raises(setup.SetupError, match="niet opgehaald"):
        setup.call(
            [sys.executable, "-c", "print('wrong hash', flush=True); exit('on stderr too')"], "niet opgehaald"
        )
    assert capfd.readouterr().out == "wrong hash\non stderr too\n\n"


@pytest.mark.parametrize(
    ("said", "is_the_network"),
    [
        ("NewConnectionError('<pip._vendor...>: [Errno 111] Connection refused')", True),
        ("npm error code ENOTFOUND", True),
        ("[Errno -3] Temporary failure in name resolution", True),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", False),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", False),
        ("ERROR: Could not find a version that satisfies the requirement django==5.2.19", False),
        ("OSError: [Errno 28] No space left on device", False),
    ],
)
def test_the_network_is_blamed_only_when_it_is_to_blame(said, is_the_network):
    with pytest.raises(setup.SetupError) as failed:
        setup.call([sys.executable, "-c", f"print({said!r}); exit(1)"], "Mislukt.")
    assert ("netwerkverbinding" in str(failed.value)) == is_the_network


def test_pip_says_what_keeps_it_from_the_network(tmp_path):
    """With less to say than --quiet it would leave out the cause."""
    pip = "-m pip install --quiet --no-input --retries 1 --isolated --no-cache-dir".split()
    index = ["--index-url", "http://127.0.0.1:1/simple", "--target", tmp_path, "dealportaal-bestaat-niet"]
    with pytest.raises(setup.SetupError, match="netwerkverbinding"):
        setup.call([sys.executable, *pip, *index], "Mislukt.")


def test_the_tools_of_developers_speak_english(monkeypatch):
    monkeypatch.setattr(setup, "language", "en")
    with pytest.raises(setup.SetupError, match=r"needs Python 3\.11 or newer\. Found: 3\.9"):
        setup.check_python((3, 9, 2))
    with pytest.raises(setup.SetupError, match="Is there a network"):
        setup.call([sys.executable, "-c", "print('ENOTFOUND'); exit(1)"], "Failed.")


class TestVenv:
    @pytest.fixture
    def venv(self, tmp_path, monkeypatch):
        """An environment as Python makes it, without having to wait for it."""
        folder = tmp_path / ".venv"
        pip = folder / "lib" / "python3.11" / "site-packages" / "pip"
        pip.mkdir(parents=True)
        (pip / "__main__.py").write_text("")
        (folder / "bin").mkdir()
        (folder / "bin" / "python").symlink_to(sys.executable)
        (folder / "pyvenv.cfg").write_text(f"command = {sys.executable} -m venv --clear {folder}\n")
        monkeypatch.setattr(setup, "VENV", folder)
        return folder

    def test_one_that_is_whole_is_kept(self, venv):
        assert setup.is_whole_venv()

    def test_one_that_was_stopped_halfway_is_not(self, venv):
        (venv / "lib" / "python3.11" / "site-packages" / "pip" / "__main__.py").unlink()
        assert not setup.is_whole_venv()

    def test_one_of_a_python_that_is_gone_is_not(self, venv):
        (venv / "bin" / "python").unlink()
        (venv / "bin" / "python").symlink_to("/gone/python3.9")
        assert not setup.is_whole_venv()

    def test_one_that_was_moved_is_not(self, venv, monkeypatch):
        venv.rename(venv.parent / "elders")
        monkeypatch.setattr(setup, "VENV", venv.parent / "elders")
        assert not setup.is_whole_venv()

    def test_what_an_older_lock_left_behind_and_no_longer_fits_is_thrown_away(self, venv, monkeypatch):
        done = []
        monkeypatch.setattr(setup, "call", lambda command, *rest, **more: done.append(command[2]))
        monkeypatch.setattr(setup, "fits_together", lambda: False)
        monkeypatch.setattr(setup, "install_front_end", lambda *, dev: None)
        monkeypatch.setattr(setup, "build_styles", lambda: None)
        setup.do_steps(dev=False)
        assert done[:2] == ["pip", "venv"]


WAIT = """
import sys
sys.path.insert(0, {root!r})
from deploy import setup
setup.LOCK = setup.Path({lock!r})
with setup.alone():
    print("done", flush=True)
"""


def test_the_second_of_two_set_ups_waits_for_the_first(tmp_path):
    path = tmp_path / "lock"
    lines = WAIT.format(root=str(Path(setup.__file__).parents[1]), lock=str(path))
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen([sys.executable, "-c", lines], stdout=subprocess.PIPE, text=True) as second:
            assert "even wachten" in second.stdout.readline()
            assert second.poll() is None
            fcntl.flock(lock, fcntl.LOCK_UN)
            assert second.stdout.readline() == "done\n"


class TestFolderOfSomebodyElse:
    @pytest.fixture(autouse=True)
    def locked(self, monkeypatch):
        monkeypatch.setattr(setup, "LOCK", Path("/sys/.setup-lock"))  # also root may not

    def test_what_is_not_set_up_yet_is_refused_with_what_to_do(self, monkeypatch):
        monkeypatch.setattr(setup, "is_set_up", lambda dev: False)
        with pytest.raises(setup.SetupError, match=r"mag niet worden geschreven .* `make setup`"):
            setup.set_up()

    def test_what_is_set_up_starts(self, monkeypatch):
        monkeypatch.setattr(setup, "is_set_up", lambda dev: True)
        setup.set_up()

    def test_what_may_not_even_be_looked_at_is_refused_the_same_way(self, monkeypatch):
        def closed(dev):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(setup, "is_set_up", closed)
        with pytest.raises(setup.SetupError, match="mag niet worden geschreven"):
            setup.set_up()


def test_a_full_disk_during_the_set_up_is_said(monkeypatch):
    def full(dev):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(setup, "is_set_up", full)
    with pytest.raises(setup.SetupError, match=r"is vol\. Maak ruimte"):
        setup.set_up()
