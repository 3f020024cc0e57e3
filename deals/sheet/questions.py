"""Questions about unclear organisation names, with the likely answers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from deals.sheet.names import IN_REGISTER, Directory, Ref
from deals.sheet.plan import Problem
from partners.recognition import Organisation, compared

# The codes of problems that a user can answer.
ASKED = (
    "unknown_organisation",
    "not_in_register",
    "ambiguous",
    "has_successor",
    "has_ended",
    "not_a_partner",
)
NEW, PARTNER, SKIP = "nieuw", "partner", "overslaan"
KINDS = (
    ("koepel", r"\b(vereniging van|koepel|vng|ipo|unie van|federatie|platform)\b"),
    (
        "kennisinstelling",
        r"\b(universit\w*|hogeschool|university|tu|roc|mbo|instituut|lectoraat|academie|onderzoek\w*|hva)\b",
    ),
    (
        "maatschappelijke_organisatie",
        r"\b(stichting|vereniging|corporatie|woonbron|wonen|fonds|bond|kerk|cooperatie)\b",
    ),
    (
        "overige_overheid",
        r"\b(veiligheidsregio|ggd|omgevingsdienst|politie|metropoolregio|regio|rijkswaterstaat|rvo|cbs)\b",
    ),
    (
        "marktpartij",
        r"\b(b v|bv|n v|nv|advies|advocaten|architecten|bouw|bank|groep|holding|consultancy|energie)\b",
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """`rows`: (tab, row). `candidates`: organisations that may be meant. `kind`: the type for a new one, as its name
    suggests, or ""."""

    name: str
    code: str
    rows: tuple[tuple[str, int], ...]
    candidates: tuple[Organisation, ...]
    can_be_new: bool
    kind: str = ""

    @property
    def key(self) -> str:
        return compared(self.name)

    @property
    def is_split(self) -> bool:
        """A municipality that was split into several: which successor is meant takes a question."""
        return self.code == "has_ended" and len(self.candidates) > 1

    @property
    def proposed(self) -> str:
        """The most likely answer, "" if there is none."""
        if self.code == "not_a_partner":
            return PARTNER
        if self.is_split:
            return ""
        if self.candidates:
            return str(self.candidates[0].pk)
        return f"{NEW}:{self.kind}" if self.can_be_new and self.kind else ""


def questions_of(problems: Iterable[Problem], directory: Directory) -> list[Question]:
    """One for each name, in the order of the file."""
    asked: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.name and problem.code in ASKED:
            asked.setdefault(compared(problem.name), []).append(problem)
    return [_question(found, directory) for found in asked.values()]


def _question(problems: Sequence[Problem], directory: Directory) -> Question:
    # A name unknown as a partner is reported by the other lists too: the first report is the relevant one.
    first = problems[0]
    rows = tuple(dict.fromkeys((problem.tab, problem.row) for problem in problems))
    candidates = () if first.code == "not_a_partner" else tuple(directory.candidates(first.name, first.code))
    can_be_new = first.code == "unknown_organisation"
    return Question(
        first.name, first.code, rows, candidates, can_be_new, kind_of(first.name) if can_be_new else ""
    )


def kind_of(name: str) -> str:
    """The type that a name suggests: a stichting, a hogeschool; "" if it suggests none."""
    text = compared(name)
    return next((kind for kind, words in KINDS if re.search(words, text)), "")


def refs(names: Mapping[str, str]) -> dict[str, Ref]:
    """{name as compared: organisation}, from the answers."""
    found: dict[str, Ref] = {}
    for key, answer in names.items():
        what, _colon, kind = answer.partition(":")
        if answer.isdecimal():
            found[key] = int(answer)
        elif what == NEW and kind and kind not in IN_REGISTER:
            found[key] = (key, kind)
    return found


def left_out(names: Mapping[str, str]) -> set[str]:
    return {key for key, answer in names.items() if answer == SKIP}
