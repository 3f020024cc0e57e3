"""Parses addresses as people paste them: from a mail, a sheet or a letter. What is clear is read, the rest
is reported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.addresses import INVISIBLE, NotAnAddress, is_address, normal

MOST_NAME = 200
# An address between angle brackets, as mail programs write it, or one by itself.
_PLACE = re.compile(
    r"<\s{0,9}(?:mailto:)?\s{0,9}(?P<angled>[^<>\s]{1,200}@[^<>\s]{1,300}?)\s{0,9}>"
    r"|(?P<bare>[^\s<>,;\"“”()\[\]|]{1,200}@[^\s<>,;\"“”()\[\]|]{1,300})"
)
_PIECE = re.compile(r'(?:"[^"]*"|\([^()]*\)|[^;"(]|["(])+')
_BEFORE_A_NAME = re.compile(r"^(?:aan|cc|bcc|van|to|from|naam|e-?mail(?:adres)?)\s*:\s*", re.IGNORECASE)
_LINK = re.compile(r"://|\bwww\.|\\|[<>]", re.IGNORECASE)
_EDGES = " \t,;|\"'“”‘’-–—"
_HEADER = {
    *"naam contactpersoon contact organisatie partner gemeente functie adres mail email mailadres".split(),
    *"emailadres e-mail e-mailadres voornaam achternaam name address".split(),
}


@dataclass(frozen=True)
class Pasted:
    """One address with its name. `problem`: no_address, two_addresses or strange_name, empty when it is
    clear. `number` is the line, `text` its source."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    problem: str = ""


def read_pasted(text: str) -> list[Pasted]:
    """In the order of the text, duplicates included."""
    found: list[Pasted] = []
    for number, line in enumerate(text.translate(INVISIBLE).replace("\u00a0", " ").splitlines(), 1):
        if not (number == 1 and _is_header(line)):
            for piece in _pieces(line):
                found += _read_piece(number, piece)
    return found


def _pieces(line: str) -> list[str]:
    """Split at semicolons outside quotes; with one address in the line these are the cells of a sheet."""
    pieces = _PIECE.findall(line)
    return ["|".join(pieces)] if len(_places(line)) == 1 else pieces


def _is_header(line: str) -> bool:
    cells = [cell.strip().casefold() for cell in re.split(r"[\t;,|]", line) if cell.strip()]
    return bool(cells) and all(cell in _HEADER for cell in cells)


def _read_piece(number: int, piece: str) -> Iterator[Pasted]:
    """What stands between two semicolons: perhaps several addresses, each after its name."""
    places = _places(piece)
    if not places:
        if piece.strip(_EDGES):
            yield Pasted(number, piece.strip(), problem="no_address")
        return
    end = 0
    for index, place in enumerate(places):
        before, loose = _split_loose(piece[end : place.start()], is_bare=place["angled"] is None)
        if loose:
            yield Pasted(number, loose, problem="no_address")
        after = piece[place.end() :] if index == len(places) - 1 else ""
        yield _read_one(number, piece[end : place.end()].strip(_EDGES), before, place, after)
        end = place.end() + (len(after) if after else 0)


def _places(piece: str) -> list[re.Match[str]]:
    """The addresses; one that stands in the name of an angled one, with nothing between them, is part of that name."""
    places = list(_PLACE.finditer(piece))
    kept = []
    for place, following in zip(places, [*places[1:], None], strict=False):
        if following is None or not _belongs_to(following, place, piece):
            kept.append(place)
    return kept


def _belongs_to(angled: re.Match[str], place: re.Match[str], piece: str) -> bool:
    if place["angled"] is not None or angled["angled"] is None:
        return False
    return not piece[place.end() : angled.start()].strip(" '\"“”‘’)(")


def _split_loose(before: str, *, is_bare: bool) -> tuple[str, str]:
    """(the name, what stands apart from it): "kapot, a@x.nl" is a word that is no address, "Jansen, Piet <a@x.nl>" a name."""
    alone = before.strip(_EDGES)
    if is_bare and alone and " " not in alone and before.rstrip().endswith((",", "|")):
        return "", alone
    return before, ""


def _read_one(number: int, text: str, before: str, place: re.Match[str], after: str) -> Pasted:
    try:
        email = normal(place["angled"] or place["bare"])
    except NotAnAddress:
        return Pasted(number, text or place[0], problem="no_address")
    name = _name(_nearest(before) or _nearest(after, first=True))
    if is_address(name) and normal(name) == email:
        name = ""
    return (
        Pasted(number, text, name, email)
        if not (why := _trouble(name))
        else Pasted(number, text, problem=why)
    )


def _nearest(text: str, *, first: bool = False) -> str:
    """Of the cells of a sheet the one beside the address."""
    cells = [cell for cell in (part.strip(_EDGES) for part in re.split(r"[\t|]", text)) if cell]
    return (cells[0] if first else cells[-1]) if cells else ""


def _name(text: str) -> str:
    name = " ".join(text.split()).strip(_EDGES)
    name = _BEFORE_A_NAME.sub("", name).strip(_EDGES + ":•*[")
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip(_EDGES)
    elif name.endswith("("):
        name = name[:-1].strip(_EDGES)
    return name if any(sign.isalpha() for sign in name) else ""


def _trouble(name: str) -> str:
    """A name is used in a mail to somebody else: no link and no address."""
    if any(is_address(place["angled"] or place["bare"]) for place in _PLACE.finditer(name)):
        return "two_addresses"
    return "strange_name" if len(name) > MOST_NAME or _LINK.search(name) or not _is_plain(name) else ""


def _is_plain(name: str) -> bool:
    return all(sign.isprintable() for sign in name)
