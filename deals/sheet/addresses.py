"""The people in two cells: "Ada" with "ada@x.nl; secretariaat@x.nl" are two."""

import re

from partners.register import fold

ADDRESS = re.compile(r"[^\s;,<>()\[\]\"“”|]+@[^\s;,<>()\[\]\"“”|]+")
BETWEEN_NAMES = re.compile(r"\s*(?:[;\n|/]|\ben\b|&)\s*")
LEAST_LETTERS = 2


def contacts_in(names: str, text: str) -> list[tuple[str, str]]:
    """[(name, address)]. An address that is left over is a mailbox, under its own name; nothing is lost."""
    addresses = list(
        dict.fromkeys(found.strip(".'").removeprefix("mailto:") for found in ADDRESS.findall(text))
    )
    if not addresses:
        return [(names or text, text)]
    people = [name for name in BETWEEN_NAMES.split(names) if name]
    if len(addresses) == 1 or len(people) != len(addresses):
        people = [names] if names else []
    if len(people) == len(addresses):
        return _each_its_own(people, addresses)
    own = _of(people[0], addresses) if people else None
    return [
        (people[0] if address == own else mailbox_name(address), address)
        for address in sorted(addresses, key=lambda address: address != own)
    ]


def _each_its_own(people: list[str], addresses: list[str]) -> list[tuple[str, str]]:
    left, found = list(addresses), []
    for person in people:
        own = _of(person, left)
        left.remove(own)
        found.append((person, own))
    return found


def _of(person: str, addresses: list[str]) -> str:
    """The address with a part of the name in it, else the first."""
    parts = [part for part in re.split(r"[^a-z]+", fold(person)) if len(part) >= LEAST_LETTERS]
    return next(
        (one for one in addresses if any(part in fold(one.partition("@")[0]) for part in parts)), addresses[0]
    )


def mailbox_name(address: str) -> str:
    """ "secretariaat" of secretariaat@x.nl, "jan de vries" of jan.de.vries@x.nl."""
    words = re.sub(r"[._\-+]+", " ", address.partition("@")[0]).strip()
    return words or address
