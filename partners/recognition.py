"""Recognises organisations however people write them: Gem. Ede, HH Delfland, I&W, Capelle a/d IJssel, Weesp.

Values in, values out: used by the partner field, the search and the import of lists.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from partners.name_register import fold

KIND_WORDS = {
    "gemeente": "gemeente",
    "gem": "gemeente",
    "provincie": "provincie",
    "prov": "provincie",
    "ministerie": "ministerie",
    "min": "ministerie",
    "waterschap": "waterschap",
    "ws": "waterschap",
    "hoogheemraadschap": "waterschap",
    "hh": "waterschap",
    "wetterskip": "waterschap",
}
WRITTEN_OUT = {
    "gem": "gemeente",
    "prov": "provincie",
    "min": "ministerie",
    "ws": "waterschap",
    "hh": "hoogheemraadschap",
}
REGIONS = {
    "noord-holland": ("nh",),
    "zuid-holland": ("zh",),
    "noord-brabant": ("nb", "br"),
    "limburg": ("l", "lb"),
    "overijssel": ("o", "ov"),
    "gelderland": ("g", "gld"),
    "fryslân": ("f", "fr", "frl"),
    "groningen": ("gn", "gr"),
    "drenthe": ("d", "dr"),
    "utrecht": ("u", "ut"),
    "zeeland": ("z", "zl", "zld"),
    "flevoland": ("fl",),
}
REGION_OF = {short: fold(name) for name, shorts in REGIONS.items() for short in shorts}
BRACKETS = re.compile(r"(?P<name>.+?) ?\((?P<inside>[^()]+)\)")
SMALL_WORDS = {
    "a/d": "aan de",
    "a/h": "aan het",
    "o/d": "op de",
    "v/d": "van de",
    "b/d": "bij de",
    "i/h": "in het",
}
# Names are laid side by side without "gemeente" and the like: else Weesp would look like Weert.
ALIKE_FROM = 80


@lru_cache(10_000)
def compared(text: str) -> str:
    """Small letters and figures, without accents and signs: "Súdwest-Fryslân" is "sudwest fryslan"."""
    kept = (sign if sign.isalnum() else " " for sign in fold(text))
    return " ".join("".join(kept).split())


@lru_cache(10_000)
def spelled(text: str) -> str:
    """As `fold`, and a/d as aan de, I&W as IenW, ij as y: what is searched in, and what is searched for."""
    text = re.sub(r"(?<=\w)&(?=\w)", "en", fold(text)).replace("&", "en")
    text = re.sub(r"\b([aovbi])\s?[/.]\s?([dh])\b\.?", _small_word, text)
    return re.sub(r"\b(aan|op|van|bij) den\b", r"\1 de", text).replace("ij", "y")


def _small_word(found: re.Match[str]) -> str:
    return SMALL_WORDS.get(f"{found[1]}/{found[2]}", found[0])


def searched_words(text: str) -> list[str]:
    """The words somebody searches for; "gem." and the like written out, brackets and the word "van" left out."""
    words = (word.strip('.,;:()"') for word in spelled(text).split())
    found = [WRITTEN_OUT.get(word, word) for word in words if word]
    return [word for word in found if word != "van"] or found


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart: `key` without spaces, kind and region; "Beek (L.)" is beek in limburg."""

    key: str
    kind: str = ""
    region: str = ""


def readings(text: str) -> Iterator[Reading]:
    """The ways to take a name apart, the most literal first."""
    words = compared(spelled(text)).split()
    kind = ""
    for at in (0, -1):
        if len(words) > 1 and words[at] in KIND_WORDS:
            kind = kind or KIND_WORDS[words[at]]
            del words[at]
    while len(words) > 1 and words[0] in ("van", "de", "het"):
        del words[0]
    yield Reading("".join(words), kind)
    if len(words) > 1 and words[-1] in REGION_OF:
        yield Reading("".join(words[:-1]), kind or "gemeente", REGION_OF[words[-1]])


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
    ended_year: int = 0
    successor: str = ""
    successor_pk: int = 0
    split_into: tuple[int, ...] = ()  # where its territory went, when there is not one successor
    province: str = ""

    @property
    def is_municipality(self) -> bool:
        return self.type == "gemeente"

    @property
    def successors(self) -> tuple[int, ...]:
        return (self.successor_pk,) if self.successor_pk else self.split_into


def short(name: str) -> str:
    """A compared name without what says its kind."""
    first, _space, rest = name.partition(" ")
    if first in ("gemeente", "provincie", "ministerie", "waterschap", "hoogheemraadschap") and rest:
        return rest.removeprefix("van ") if first == "ministerie" else rest
    return name


def kind_of(name: str) -> str:
    """ "ministerie" of "ministerie van ienw"; nothing when the name does not say."""
    return next((reading.kind for reading in readings(name)), "")


def _other_names(text: str) -> Iterator[str]:
    """The names in "Ministerie van Economische Zaken (EZ); EZ-oud"."""
    for part in filter(None, map(str.strip, text.split(";"))):
        found = BRACKETS.fullmatch(part)
        yield from (found["name"], found["inside"]) if found else (part,)


@dataclass
class NameBook:
    """Every organisation by the names people use; full names go before short ones, short ones before former ones, and
    names that have to be taken apart come last."""

    organisations: Iterable[Organisation]
    types: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = {one.pk: one for one in self.organisations}
        self._shelves: list[dict[str, list[Organisation]]] = [defaultdict(list) for _ in range(3)]
        self._apart: dict[str, list[Organisation]] = defaultdict(list)
        self._by_type = {compared(label): value for value, label in self.types.items()}
        for one in self.known.values():
            self._shelve(one)

    def _shelve(self, one: Organisation) -> None:
        full, former = compared(one.name), [*_other_names(one.former_names)]
        also = [one.abbreviation, *_other_names(one.also_called)]
        both = ({compared(name), short(compared(name))} for name in former)
        names = (
            {full},
            {short(full)}.union(*({compared(name), short(compared(name))} for name in also)),
            set().union(*both),
        )
        for shelf, found in zip(self._shelves, names, strict=True):
            for name in found - {""}:
                shelf[name].append(one)
        first = [one.name.partition(",")[0]] if one.type == "gemeente" else []
        for key in {reading.key for name in (one.name, *first, *also, *former) for reading in readings(name)}:
            if key:
                self._apart[key].append(one)

    def named(self, name: str) -> list[Organisation]:
        """The organisations with this name, "Utrecht (provincie)" included: one when it is unambiguous."""
        return self._hits(*self._with_type(name, ""))

    def _with_type(self, name: str, type_: str) -> tuple[str, str]:
        typed = BRACKETS.fullmatch(name.strip())
        if typed and compared(typed["inside"]) in self._by_type:
            return typed["name"], self._by_type[compared(typed["inside"])]
        return name, type_

    def _hits(self, name: str, type_: str) -> list[Organisation]:
        """The matches on the first shelf that has this name; current organisations before former ones."""
        for shelf in self._shelves:
            hits = [one for one in shelf.get(compared(name), ()) if type_ in ("", one.type)]
            if hits:
                return _existing(hits)
        for reading in readings(name):
            hits = [one for one in self._apart.get(reading.key, ()) if type_ in ("", one.type)]
            hits = [one for one in hits if _fits(one, reading)]
            if hits:
                return _existing(hits)
        return []

    def alike(self, name: str, most: int = 5) -> list[Organisation]:
        """Organisations whose short name is similar, the most similar first; of the typed kind, if any."""
        first = next(readings(name), Reading(""))
        if len(first.key) < 3:
            return []
        near = process.extract(
            first.key, self._apart.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE_FROM, limit=most
        )
        found = {one.pk: one for key, *_score in near for one in self._apart[key] if _fits(one, first)}
        return list(found.values())[:most]


def _existing(hits: list[Organisation]) -> list[Organisation]:
    return [one for one in hits if not one.has_ended] or hits


def _fits(one: Organisation, reading: Reading) -> bool:
    if reading.kind not in ("", one.type):
        return False
    return not (reading.region and one.province) or reading.region in fold(one.province)
