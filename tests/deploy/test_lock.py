"""Everything a locked package asks for, extras included, is met by the lock itself, on every Python that is promised.

Else pip looks for it beside the lock and takes what is newest that day, or refuses it for want of a hash.
"""

import re
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy import lock, setup

VERSIONS = ["3.11.0", "3.11.2", "3.11.3", "3.11.14", "3.12.1", "3.13.0", "3.14.0"]
FILES = [f"{name}.txt" for name in lock.NAMES]
PINNED = re.compile(r"^[A-Za-z0-9].*?(?= \\$)", re.MULTILINE)


def of_python(version):
    return default_environment() | {
        "python_version": ".".join(version.split(".")[:2]),
        "python_full_version": version,
    }


def is_asked(requirement, environment, extras=()):
    marker = requirement.marker
    return marker is None or any(marker.evaluate(environment | {"extra": extra}) for extra in ("", *extras))


def locked(name, environment):
    """{name: Requirement} of what this Python installs from the lock."""
    lines = PINNED.findall((setup.REQUIREMENTS / name).read_text())
    found = [one for one in map(Requirement, lines) if is_asked(one, environment)]
    return {canonicalize_name(one.name): one for one in found}


def wishes(one, environment):
    """What the package asks for itself; what only another Python installs is not here to be asked."""
    try:
        texts = requires(one.name) or []
    except PackageNotFoundError:
        return []
    return [wish for wish in map(Requirement, texts) if is_asked(wish, environment, one.extras)]


def is_met(wish, packages):
    one = packages.get(canonicalize_name(wish.name))
    if one is None or not wish.extras <= one.extras:
        return False
    return all(wish.specifier.contains(pin.version, prereleases=True) for pin in one.specifier)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", FILES)
def test_every_wish_is_met_by_the_lock(name, version):
    environment = of_python(version)
    packages = locked(name, environment)
    assert packages
    missing = [
        f"{one.name}: {wish}"
        for one in packages.values()
        for wish in wishes(one, environment)
        if not is_met(wish, packages)
    ]
    assert not missing


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", lock.NAMES)
def test_every_line_of_the_source_is_in_the_lock(name, version):
    environment = of_python(version)
    packages = locked(f"{name}.txt", environment)
    lines = (setup.REQUIREMENTS / f"{name}.in").read_text().splitlines()
    wanted = [Requirement(line.split("#")[0]) for line in lines if line and line[0] not in "#-"]
    assert not [str(one) for one in wanted if is_asked(one, environment) and not is_met(one, packages)]


def test_the_check_sees_what_went_wrong_before():
    """An extra that was left out of the lock, and what Python below 3.11.3 needs besides."""
    old = of_python("3.11.2")
    assert "async-timeout" in locked("runtime.txt", old)
    assert "async-timeout" not in locked("runtime.txt", of_python("3.11.3"))
    assert any(wish.name == "async-timeout" for wish in wishes(Requirement("redis"), old))
    assert not is_met(Requirement("coverage[toml]>=7"), {"coverage": Requirement("coverage==7.17.0")})
    assert is_met(Requirement("coverage[toml]>=7"), {"coverage": Requirement("coverage[toml]==7.17.0")})
    assert not is_met(Requirement("coverage>=8"), {"coverage": Requirement("coverage==7.17.0")})


def test_what_is_installed_is_known_to_the_check():
    """Else every lock would pass: no package would ask for anything."""
    packages = locked("dev.txt", default_environment()) | locked("runtime.txt", default_environment())
    asking = [one.name for one in packages.values() if wishes(one, default_environment())]
    assert len(asking) > 30
