"""What somebody chooses while a file is read in: columns, rows, tabs and answers, kept with the file."""

from collections.abc import Callable, Mapping
from typing import TypedDict

from django.utils import timezone

from deals.actions import held_files
from deals.actions.sheets import remember
from deals.queries.known_rows import directory_of
from deals.sheet.headers import LISTS
from deals.sheet.names import compared
from deals.sheet.reading import NOT_READ


class TabChoice(TypedDict, total=False):
    """Of one tab: the list it is ("-" where it is not read), the places of its header (row, lines), columns by place, rows left
    out or taken after all, and by row the texts that are read as empty."""

    as_list: str
    header: list[int]
    columns: dict[str, str]
    skip: list[int]
    keep: list[int]
    blank: dict[str, list[str]]


class NoSuchChoice(Exception):
    """It is not on the page that was shown."""


class NoSuchName(Exception):
    """Nobody in the portal is called so, or more than one is."""


def apply(*, held, deal, page, data, now):
    """Carries out the button that was pressed. `page`: as it was shown; `data`: what the form sent.

    `do`: "columns:0", "tabs", "answers", or what:value, such as "skip:0:12" and "answer:2:overslaan".
    """
    what, *rest = data.get("do", "").split(":")
    choices = {
        "tabs": dict(held.choices.get("tabs", {})),
        "names": dict(held.choices.get("names", {})),
    }
    try:
        ACTS[what](choices, page, rest, data)
        if what == "columns":
            remember(deal=deal, columns=_to_remember(choices, page, rest))
    except (LookupError, ValueError, StopIteration) as error:
        raise NoSuchChoice from error
    held_files.choose(held=held, choices=choices, now=now)


def _tab(choices, page, rest) -> TabChoice:
    """What was chosen for one of the tabs, to change."""
    title = page["tabs"][int(rest[0])]["title"]
    choices["tabs"][title] = dict(choices["tabs"].get(title, {}))
    return choices["tabs"][title]


def _columns(choices, page, rest, data):
    sheet = next(one for one in page["sheets"] if one["place"] == int(rest[0]))
    chosen = {
        str(column["place"]): data[f"c{column['place']}"]
        for column in sheet["columns"]
        if f"c{column['place']}" in data
    }
    tab = _tab(choices, page, rest)
    tab["columns"] = chosen
    if "header" in data and _points_elsewhere(sheet, data):
        return _header(choices, page, [rest[0], data["header"], data.get("two_lines", 1)], data)
    if data.get("list") in LISTS:
        if data["list"] != page["tabs"][int(rest[0])]["as_list"]:
            tab.pop("columns")
        tab["as_list"] = data["list"]


def _points_elsewhere(sheet, data):
    lines = 2 if sheet["is_two_lines"] else 1
    return (int(data["header"]), int(data.get("two_lines", 1))) != (sheet["header_first"], lines)


def _to_remember(choices, page, rest):
    """Only where the choice differs from what was understood."""
    sheet = next(one for one in page["sheets"] if one["place"] == int(rest[0]))
    chosen = choices["tabs"].get(page["tabs"][int(rest[0])]["title"], {}).get("columns", {})
    return {
        compared(column["header"]): chosen[str(column["place"])]
        for column in sheet["columns"]
        if column["header"] and chosen.get(str(column["place"]), column["name"]) != column["name"]
    }


def _tabs(choices, page, _rest, data):
    for place, tab in enumerate(page["tabs"]):
        said = data.get(f"t{place}", tab["as_list"] or NOT_READ)
        if said != (tab["as_list"] or NOT_READ) and said in {NOT_READ, *LISTS}:
            choices["tabs"][tab["title"]] = {"as_list": said}


def _skip(choices, page, rest, _data):
    tab, row = _tab(choices, page, rest), int(rest[1])
    tab["skip"] = sorted({*tab.get("skip", []), row})
    tab["keep"] = [one for one in tab.get("keep", []) if one != row]


def _keep(choices, page, rest, _data):
    tab, row = _tab(choices, page, rest), int(rest[1])
    tab["skip"] = [one for one in tab.get("skip", []) if one != row]
    tab["keep"] = sorted({*tab.get("keep", []), row})
    choices["names"] = {key: who for key, who in choices["names"].items() if who != "overslaan"}


def _header(choices, page, rest, _data):
    """Another row of names: what was chosen for columns and rows was about the old one."""
    tab = _tab(choices, page, rest)
    as_list = tab.get("as_list") or page["tabs"][int(rest[0])]["as_list"]
    tab.clear()
    tab |= {"as_list": as_list, "header": [int(rest[1]), int(rest[2])]}


def _blank(choices, page, rest, _data):
    """One problem, of which the cell is read as empty."""
    problem = page["problems"][int(rest[1])]
    tab = _tab(choices, page, rest)
    blank = dict(tab.get("blank", {}))
    row = str(problem["row"])
    blank[row] = sorted({*blank.get(row, []), problem["stands"]})
    tab["blank"] = blank


def _answer(choices, page, rest, data):
    question = page["questions"][int(rest[0]) - 1]
    answer = ":".join(rest[1:])
    if answer == "nieuw":
        answer = f"nieuw:{data.get('type' + rest[0], '')}"
    if answer == "naam":
        answer = _named(data.get(f"naam{rest[0]}", ""))
    choices["names"][question["key"]] = answer


def _named(name):
    found = directory_of(timezone.localdate()).find(name.strip())
    if not isinstance(found.ref, int):
        raise NoSuchName(name)
    return str(found.ref)


def _answers(choices, page, _rest, _data):
    """All of them as proposed; what has no likely answer is still asked."""
    for question in page["questions"]:
        if question["proposed"]:
            choices["names"][question["key"]] = question["proposed"]


ACTS: Mapping[str, Callable[..., None]] = {
    "columns": _columns,
    "tabs": _tabs,
    "skip": _skip,
    "keep": _keep,
    "header": _header,
    "blank": _blank,
    "answer": _answer,
    "answers": _answers,
}
