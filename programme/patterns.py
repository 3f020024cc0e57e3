"""What recurs over the deals of a round, and how much of it may be named. Counts are of deals, never of people."""

from collections.abc import Mapping, Sequence
from typing import Any

from impacttool.disclosure import empty_or_large

Content = dict[str, Any]
LESSON, ATTENTION = "leerpunt", "aandachtspunt"
OPEN = ("web", "words")


def of_texts(texts: Sequence[Content], least: int) -> Content:
    """`texts`: what deal teams agreed to, with themes. Attention points are counted from `least` deals on; their words
    are only those of final Deal reports (who may read those is asked in `only_public`)."""
    names = sorted({name for text in texts for name in text["themes"]}, key=str.casefold)
    return {
        "themes": [_theme(name, texts, least) for name in names],
        "lessons": [_named(text) for text in texts if text["kind"] == LESSON],
        "attention": [_named(text) for text in texts if text["kind"] == ATTENTION and text["is_final"]],
        "unnamed_lessons": 0,
        "unmarked": sum(not text["themes"] for text in texts),
    }


def only_public(content: Content, public: Mapping[str, str]) -> Content:
    """What every reader of a programme report may see. `public`: {survey: "deal", "web" or "words"}, as
    `queries.report_source.public_surveys`. Deals that are not public are not named; a web and the words of an attention
    point need a report that is public; of a sum, what is public leaves 0 or enough deals over. Nothing comes back that was
    left out before."""
    named = [web for web in content["webs"] if web["survey"] in public]
    lessons = [lesson for lesson in content["lessons"] if lesson["survey"] in public]
    quoted = [each for each in content["attention"] if public.get(each["survey"]) in OPEN]
    readable = {survey for survey, what in public.items() if what == "words"}
    least = content["thresholds"]["deals"]
    return content | {
        "webs": [web if public[web["survey"]] in OPEN else _closed(web) for web in named],
        "unnamed_deals": content["unnamed_deals"] + len(content["webs"]) - len(named),
        "lessons": lessons,
        "unnamed_lessons": content["unnamed_lessons"] + len(content["lessons"]) - len(lessons),
        "attention": quoted,
        "themes": [_beside(theme, quoted, readable, least) for theme in content["themes"]],
        **_sums(content, {survey for survey, what in public.items() if what in OPEN}, least),
    }


def _sums(content: Content, public: set[str], least: int) -> Content:
    """The sums over deals, asked again: since they were frozen more deals may have become public (docs/rules.md 5.13)."""
    behind, newest = content.get("behind", {}), content["years"][-1]
    hidden = {name for name, surveys in behind.items() if not empty_or_large(len({*surveys} - public), least)}
    rows = [row | {"n": None} if str(row["number"]) in hidden else row for row in newest["indicators"]]
    responses = None if "responses" in hidden else content["counts"]["responses"]
    return {
        "counts": content["counts"] | {"responses": responses},
        "years": [*content["years"][:-1], newest | {"indicators": rows}],
    }


def _beside(theme: Content, quoted: Sequence[Content], readable: set[str], least: int) -> Content:
    """The deals with an attention point of this theme are not counted where those that are quoted, or can by now be read
    in a public Deal report, leave one or two over."""
    told = {each["survey"] for each in quoted if theme["name"] in each["themes"]} | readable
    is_safe = empty_or_large(len({*theme.get("attention_of", ())} - told), least)
    return theme if is_safe else theme | {"attention": None}


def _theme(name: str, texts: Sequence[Content], least: int) -> Content:
    of_theme = [text for text in texts if name in text["themes"]]
    lessons = {text["survey"] for text in of_theme if text["kind"] == LESSON}
    attention = {text["survey"] for text in of_theme if text["kind"] == ATTENTION}
    shown = len(attention) if empty_or_large(len(attention), least) else None
    return {
        "name": name,
        "lessons": len(lessons),
        "attention": shown,
        "attention_of": sorted(attention),
    }


def _named(text: Content) -> Content:
    return {key: text[key] for key in ("survey", "deal", "text", "themes", "is_for_letter")}


def _closed(web: Content) -> Content:
    return web | {"figures": None, "is_closed": True}
