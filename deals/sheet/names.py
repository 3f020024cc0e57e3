"""Which organisation a name in a sheet means: by register name, short name, abbreviation, former name or TOOI address."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from foundation.sort_key import sort_key
from partners.register import fold

Ref = (
    int | tuple[str, str]
)  # the key of an organisation, or (name as compared, type) of one that is still to be made
OWN_KINDS = {
    "gemeente ": "gemeente",
    "provincie ": "provincie",
    "ministerie van ": "ministerie",
    "ministerie ": "ministerie",
    "waterschap ": "waterschap",
    "hoogheemraadschap ": "waterschap",
}
IN_REGISTER = ("ministerie", "gemeente", "provincie", "waterschap")
BRACKETS = re.compile(r"(?P<name>.+?) \((?P<inside>[^()]+)\)")
MOST_GUESSES = 50
WRITTEN_OUT = {
    "gem": "gemeente ",
    "min": "ministerie van ",
    "prov": "provincie ",
    "ws": "waterschap ",
    "hh": "hoogheemraadschap ",
}
SHORTENED = re.compile(rf"^({'|'.join(WRITTEN_OUT)})(?:\.\s*|\s+)(?:van\s+)?", re.IGNORECASE)
# Names are laid side by side without "gemeente" and the like: else Weesp would look like Weert.
ALIKE_FROM = 0.8


@lru_cache(10_000)
def compared(text: str) -> str:
    """Small letters and figures, without accents and signs: "Súdwest-Fryslân" is "sudwest fryslan"."""
    kept = (sign if sign.isalnum() else " " for sign in fold(text))
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Organisation:
    pk: int
    name: str
    type: str
    abbreviation: str = ""
    former_names: str = ""
    also_called: str = ""
    tooi_uri: str = ""
    has_ended: bool = False
    successor: str = ""
    successor_pk: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """`ref` when it is clear who is meant; else `code` says what is wrong, with `value` for the sentence."""

    ref: Ref | None = None
    code: str = ""
    value: str = ""


def _short(name: str) -> str:
    for kind in OWN_KINDS:
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def _kind(name: str) -> str:
    """ "ministerie" of "ministerie van ienw"; nothing when the name does not say."""
    return next((kind for start, kind in OWN_KINDS.items() if name.startswith(start)), "")


def _other_names(text: str) -> Iterable[str]:
    for part in filter(None, map(str.strip, text.split(";"))):
        found = BRACKETS.fullmatch(part)
        for name in (found["name"], found["inside"]) if found else (part,):
            yield compared(name)
            yield _short(compared(name))


@dataclass
class Directory:
    """Every organisation by the names people use; full names go before short ones, short ones before former ones."""

    organisations: Iterable[Organisation]
    types: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Ref] = field(
        default_factory=dict
    )  # name as compared: who is meant, as somebody said

    def __post_init__(self) -> None:
        self.known = {one.pk: one for one in self.organisations}
        self.new: dict[tuple[str, str], str] = {}
        self._new_by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._shelves: list[dict[str, list[Organisation]]] = [defaultdict(list) for _ in range(3)]
        self._by_tooi: dict[str, int] = {}
        self._by_type = {compared(label): value for value, label in self.types.items()}
        self._guesses: dict[str, str] = {}
        self.look_alikes: dict[str, str] = {}
        for one in self.known.values():
            self._shelve(one)

    def _shelve(self, one: Organisation) -> None:
        full, short = compared(one.name), _short(compared(one.name))
        names = (
            {full},
            {short, compared(one.abbreviation), *_other_names(one.also_called)},
            set(_other_names(one.former_names)),
        )
        for shelf, found in zip(self._shelves, names, strict=True):
            for name in found - {""}:
                shelf[name].append(one)
        if one.tooi_uri:
            self._by_tooi[one.tooi_uri.casefold()] = one.pk
            self._by_tooi[one.tooi_uri.casefold().rsplit("/", 1)[-1]] = one.pk

    def name_of(self, ref: Ref) -> str:
        return self.known[ref].name if isinstance(ref, int) else self.new[ref]

    def find(self, name: str, type_: str = "", tooi: str = "") -> Found:
        if tooi:
            pk = self._by_tooi.get(tooi.casefold())
            return Found(pk) if pk else Found(code="unknown_tooi", value=tooi)
        said = self._said(name)
        if said:
            return said
        name, type_ = self._with_type(name, type_)
        hits = self._hits(compared(name), type_)
        if len(hits) > 1:
            return Found(code="ambiguous", value=", ".join(sorted((one.name for one in hits), key=sort_key)))
        return Found(hits[0].pk) if hits else self._not_known(name, type_)

    def _said(self, name: str) -> Found | None:
        """What somebody answered to the question who is meant; a new one is of the type that was chosen."""
        ref = self.answers.get(compared(name))
        if isinstance(ref, int):
            return Found(ref, code="said") if ref in self.known else None
        return Found(ref, code="new") if ref else None

    def named(self, name: str) -> list[Organisation]:
        """Who carries this name, "Utrecht (provincie)" included: one when it is clear who is meant."""
        name, type_ = self._with_type(name, "")
        return self._hits(compared(name), type_)

    def _with_type(self, name: str, type_: str) -> tuple[str, str]:
        typed = BRACKETS.fullmatch(name)
        if typed and compared(typed["inside"]) in self._by_type:
            return typed["name"], self._by_type[compared(typed["inside"])]
        return name, type_

    def _hits(self, name: str, type_: str) -> list[Organisation]:
        """What the first shelf with this name holds; who still exists goes before who does not."""
        for shelf in self._shelves:
            hits = [one for one in shelf.get(name, ()) if type_ in ("", one.type)]
            if hits:
                return [one for one in hits if not one.has_ended] or hits
        kind = _kind(name)
        return self._hits(_short(name), kind) if kind and type_ in ("", kind) else []

    def _not_known(self, name: str, type_: str) -> Found:
        made = [ref for ref in self._new_by_name[compared(name)] if type_ in ("", ref[1])]
        if len(made) == 1:
            return Found(made[0])
        if type_ in IN_REGISTER:
            return Found(code="not_in_register", value=self._guess(name))
        if not type_:
            return Found(code="unknown_organisation", value=self._guess(name))
        return Found((compared(name), type_), code="new")

    def make(self, ref: tuple[str, str], name: str) -> None:
        """A new one, from the list of partners; the other lists of the file may then name it."""
        if ref in self.new:
            return
        self.new[ref] = name
        self._new_by_name[ref[0]].append(ref)
        known = self._guess(name)
        if known:
            self.look_alikes[name] = known

    def candidates(self, name: str, code: str, most: int = 3) -> list[Organisation]:
        """Who may be meant by a name that is not clear, the most likely first: what one click takes."""
        if code == "has_successor":
            ended = [one for one in self.named(name) if one.successor_pk]
            return [self.known[one.successor_pk] for one in ended if one.successor_pk in self.known][:most]
        if code == "ambiguous":
            return sorted(self.named(name), key=lambda one: (one.type != "gemeente", sort_key(one.name)))[
                :most
            ]
        written_out = self.named(SHORTENED.sub(lambda found: WRITTEN_OUT[found[1].lower()], name))
        found = written_out or self.alike(name, most)
        return [one for one in found if not one.has_ended][:most]

    def alike(self, name: str, most: int = 5) -> list[Organisation]:
        """Those whose short name looks like this one, the most alike first; of the kind that is typed, if any."""
        key = compared(name)
        kind = _kind(key)
        near = difflib.get_close_matches(_short(key), self._shelves[1], most, ALIKE_FROM)
        found = {one.pk: one for text in near for one in self._shelves[1][text] if kind in ("", one.type)}
        return list(found.values())

    def _guess(self, name: str) -> str:
        """The name that looks most like it; looked for a limited number of times, because that is slow."""
        key = compared(name)
        if key not in self._guesses and len(self._guesses) < MOST_GUESSES:
            near = self.alike(name, 1)
            self._guesses[key] = near[0].name if near else ""
        return self._guesses.get(key, "")
