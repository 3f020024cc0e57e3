"""The people in two cells: "Ada" with "ada@x.nl; secretariaat@x.nl" are two."""

import re

from partners.name_register import fold

ADDRESS = re.compile(r"[^\s;,<>()\[\]\"“”|]+@[^\s;,<>()\[\]\"“”|]+")
BETWEEN_NAMES = re.compile(r"\s*(?:[;\n|/]|\ben\b|&)\s*")
EDGES = " \t\n,;:|/<>()[]\"“”'‘’-–"  # around a name next to its address
LEAST_LETTERS = 2


def contacts_in(names: str, text: str) -> list[tuple[str, str]]:
    """[(name, address)]. An address without a name becomes a mailbox with its own name; nothing is lost."""
    if not names or not ADDRESS.search(text):
        inside = _inside(text if ADDRESS.search(text) else names)
        if inside:
            return inside
    addresses = list(dict.fromkeys(_bare(found) for found in ADDRESS.findall(text)))
    if not addresses:
        return [(names or text, text)]
    names = ADDRESS.sub("", names).strip(EDGES)
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


def _inside(text: str) -> list[tuple[str, str]]:
    """Names and addresses in one cell: "Ada Vries <ada@x.nl>; Bo (bo@x.nl)"."""
    addresses = [_bare(found) for found in ADDRESS.findall(text)]
    around = [piece.strip(EDGES) for piece in ADDRESS.split(text)]
    people = around[1:] if not around[0] and any(around[1:]) else around[:-1]
    found = {address: name or mailbox_name(address) for name, address in zip(people, addresses, strict=True)}
    return [(name, address) for address, name in found.items()]


def _bare(address: str) -> str:
    return address.strip(".'").removeprefix("mailto:")


def _each_its_own(people: list[str], addresses: list[str]) -> list[tuple[str, str]]:
    left, found = list(addresses), []
    for person in people:
        own = _of(person, left)
        left.remove(own)
        found.append((person, own))
    return found


def _of(person: str, addresses: list[str]) -> str:
    """The address that contains a part of the name, else the first."""
    parts = [part for part in re.split(r"[^a-z]+", fold(person)) if len(part) >= LEAST_LETTERS]
    return next(
        (one for one in addresses if any(part in fold(one.partition("@")[0]) for part in parts)), addresses[0]
    )


def mailbox_name(address: str) -> str:
    """ "secretariaat" of secretariaat@x.nl, "jan de vries" of jan.de.vries@x.nl."""
    words = re.sub(r"[._\-+]+", " ", address.partition("@")[0]).strip()
    return words or address
