"""Set-up does each step once, and again only when what it is made from has changed."""

import sys

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
    setup.install_front_end()
    assert not ours.is_symlink() and (ours / ".stamp").exists()
    assert [part.name for part in theirs.iterdir()] == ["package"]


def test_a_tool_is_heard_only_when_something_is_wrong(capfd):
    setup.call([sys.executable, "-c", "print('added 15 packages')"], "")
    assert capfd.readouterr() == ("", "")
    with pytest.raises(setup.SetupError, match="niet opgehaald"):
        setup.call([sys.executable, "-c", "print('no network'); exit(1)"], "niet opgehaald")
    assert "no network" in capfd.readouterr().out
