"""Every setting that code reads is explained in the README and stands in the example."""

import re

import pytest

from deploy.setup import ROOT

READ = re.compile(r'env\.(?:text|flag|number|names|folder|secret|database|broker)\(\s*"([A-Z_]+)"')
NAMES = sorted(
    {
        name
        for path in ROOT.glob("*/*.py")
        if path.parts[-2] != "tests"
        for name in READ.findall(path.read_text())
    }
    | {"WEB_WORKERS", "WORKER_POOL", "WORKER_PROCESSES"}
)


def test_the_names_were_found():
    assert {"DATA_DIR", "SECRET_KEY", "DATABASE_URL"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_is_explained(name):
    assert re.search(rf"^(# )?{name}=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE)
    assert f"`{name}`" in (ROOT / "README.md").read_text()
