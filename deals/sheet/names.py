"""Which organisation a name in a sheet means: by register name, short name, abbreviation, former name or TOOI
address."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.sort_key import sort_key
from partners.recognition import NameBook, Organisation, compared

Ref = int | tuple[str, str]  # the key of an organisation, or (name as compared, type) of one to be created
IN_REGISTER = ("ministerie", "gemeente", "provincie", "waterschap")
MOST_GUESSES = 50


@dataclass(frozen=True, slots=True)
class Found:
    """`ref` if the name is clear; else `code` says what is wrong, with `value` as parameter of the message."""

    ref: Ref | None = None
    code: str = ""
    value: str = ""


@dataclass
class Directory(NameBook):
    """The names of all organisations for one import: with the user's answers, and with new organisations."""

    answers: Mapping[str, Ref] = field(
        default_factory=dict
    )  # name as compared: the organisation that a user chose

    def __post_init__(self) -> None:
        super().__post_init__()
        self.new: dict[tuple[str, str], str] = {}
        self._new_by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._by_tooi: dict[str, int] = {}
        self._guesses: dict[str, str] = {}
        self.look_alikes: dict[str, str] = {}
        for one in self.known.values():
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
        hits = self._hits(name, type_)
        if len(hits) > 1:
            return Found(code="ambiguous", value=", ".join(sorted((one.name for one in hits), key=sort_key)))
        return Found(hits[0].pk) if hits else self._not_known(name, type_)

    def _said(self, name: str) -> Found | None:
        """The user's answer to which organisation is meant; a new one gets the chosen type."""
        ref = self.answers.get(compared(name))
        if isinstance(ref, int):
            return Found(ref, code="said") if ref in self.known else None
        return Found(ref, code="new") if ref else None

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
        """A new one, from the list of partners; the other lists of the file may then use its name."""
        if ref in self.new:
            return
        self.new[ref] = name
        self._new_by_name[ref[0]].append(ref)
        known = self._guess(name)
        if known:
            self.look_alikes[name] = known

    def candidates(self, name: str, code: str, most: int = 3) -> list[Organisation]:
        """Candidates for an unclear name, the most likely first. For an organisation that was split: all
        successors, however many."""
        named = self.named(name)
        after = [
            self.known[pk] for one in named if one.has_ended for pk in one.successors if pk in self.known
        ]
        if after:
            return list(dict.fromkeys(after))
        if code == "ambiguous":
            return sorted(named, key=lambda one: (one.type != "gemeente", sort_key(one.name)))[:most]
        return [one for one in self.alike(name, most) if not one.has_ended]

    def _guess(self, name: str) -> str:
        """The most similar name; tried a limited number of times, because it is slow."""
        key = compared(name)
        if key not in self._guesses and len(self._guesses) < MOST_GUESSES:
            near = self.alike(name, 1)
            self._guesses[key] = near[0].name if near else ""
        return self._guesses.get(key, "")
