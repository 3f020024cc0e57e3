"""Every setting that code reads is explained in the README and stands in the example, which shell and systemd can read."""

import json
import os
import re
import subprocess
import sys

import pytest

from deploy.setup import ROOT

READ = re.compile(r'(?:env\.(?:text|flag|number|names|terms|folder|secret|broker)|database)\(\s*"([A-Z_]+)"')
NAMES = sorted(
    {
        name
        for path in ROOT.glob("*/*.py")
        if path.parts[-2] != "tests"
        for name in READ.findall(path.read_text())
    }
    - {"BIND"}  # deploy/run.py sets it
    | {"WEB_WORKERS", "WORKER_POOL", "WORKER_PROCESSES"}
)
EXAMPLE = (ROOT / "deploy" / "env.example").read_text()
SETTING = re.compile(r"^(?:# ?)?([A-Z_]+)=(.*)$", re.MULTILINE)
ALL_SET = SETTING.sub(r"\1=\2", EXAMPLE)
SHOW = "import json, os, sys; print(json.dumps(dict(os.environ)))"


def test_the_names_were_found():
    assert {"DATA_DIR", "SECRET_KEY", "DATABASE_URL", "SITE_URL"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_is_explained(name):
    assert name in dict(SETTING.findall(EXAMPLE))
    assert f"`{name}`" in (ROOT / "README.md").read_text()


def source(text, tmp_path):
    """What a shell makes of it, and what it said."""
    (tmp_path / "env").write_text(text)
    lines = f'set -eu; set -a; . ./env; set +a; exec {sys.executable} -c "{SHOW}"'
    done = subprocess.run(
        ["sh", "-c", lines],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    return {name: found[name] for name, _ in SETTING.findall(text) if name in found}


def read_as_systemd(text):
    """EnvironmentFile= [systemd.exec(5)]: lines with # or ; are comments, quotes around the value go, nothing expands."""
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith(("#", ";")):
            continue
        name, is_setting, value = line.partition("=")
        assert is_setting and re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name), line
        value = value.strip()
        if value[:1] in "'\"" and value:
            assert value[-1] == value[0] and value[0] not in value[1:-1], line
            value = value[1:-1]
        assert "\\" not in value, line
        found[name] = value
    return found


@pytest.mark.parametrize("text", [EXAMPLE, ALL_SET], ids=["as it stands", "with every setting set"])
def test_a_shell_and_systemd_read_the_same(text, tmp_path):
    assert source(text, tmp_path) == read_as_systemd(text)


def test_nothing_is_lost_of_what_the_shell_treats_in_its_own_way(tmp_path):
    found = source(ALL_SET, tmp_path)
    assert found["DEFAULT_FROM_EMAIL"] == "Dealportaal <dealportaal@voorbeeld.invalid>"
    assert found["DATABASE_URL"].endswith("?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert found["PRODUCTION"] == "1"
    assert set(NAMES) <= set(found)


def test_whatever_is_no_setting_is_a_comment():
    lines = [line for line in EXAMPLE.splitlines() if line and not SETTING.fullmatch(line)]
    assert not [line for line in lines if not line.startswith("# ") and not line.startswith("#   ")]


def test_the_example_as_it_stands_starts_the_demo(tmp_path):
    settings = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | source(EXAMPLE, tmp_path)
    lines = "from dealportaal import settings; print(settings.DEMO, settings.PRODUCTION)"
    done = subprocess.run(
        [sys.executable, "-c", lines], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True False\n", "")
