"""What recurs over the deals of a round, and how much of it may be named. Counts are of deals, never of people."""

from collections.abc import Mapping, Sequence
from typing import Any

from foundation.sort_key import sort_key
from impacttool import audience as audiences
from impacttool.disclosure import empty_or_large

Content = dict[str, Any]
LESSON, ATTENTION = "leerpunt", "aandachtspunt"
OPEN = ("web", "words")


def of_texts(texts: Sequence[Content], least: int) -> Content:
    """`texts`: what deal teams agreed to, with themes. Attention points are counted from `least` deals on; their words
    are only those of final Deal reports (who may read those is asked in `only_public`)."""
    names = sorted({name for text in texts for name in text["themes"]}, key=sort_key)
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


def for_readers(
    content: Content, behind: Mapping[int, audiences.Contributions], audience: audiences.Audience | None
) -> Content:
    """The same content for these readers, who have seen more than what is public: of each figure over deals, and of each
    count of deals, those that they have not seen leave 0 or enough (docs/rules.md 5.4). `behind`: by year of a round.
    `audience` None: who reads all of it. The same object where nothing is taken out."""
    if audience is None:
        return content
    of_round = behind[content["round"]]
    cut = {
        "years": [_year(year, behind[year["round"]], audience) for year in content["years"]],
        "webs": [_web(web, of_round, audience) for web in content["webs"]],
        "themes": [
            _seen_beside(theme, audience, content["thresholds"]["deals"]) for theme in content["themes"]
        ],
        "counts": _counts(content, audience),
    }
    return content if all(content[name] == part for name, part in cut.items()) else content | cut


def _year(year: Content, behind: audiences.Contributions, audience: audiences.Audience) -> Content:
    return year | {"indicators": [_year_row(row, behind, audience) for row in year["indicators"]]}


def _year_row(row: Content, behind: audiences.Contributions, audience: audiences.Audience) -> Content:
    shown = audiences.compared(behind, row["number"], audience)
    if row["mean"] is not None and not shown.mean:
        nothing = dict.fromkeys(("mean", "minimum", "maximum", "n"))
        return row | nothing | {"withheld": {"mean": audiences.REASON, "range": audiences.REASON}}
    if row["minimum"] is not None and not shown.range:
        return row | {
            "minimum": None,
            "maximum": None,
            "withheld": row["withheld"] | {"range": audiences.REASON},
        }
    return row


def _web(web: Content, behind: audiences.Contributions, audience: audiences.Audience) -> Content:
    figures = web["figures"]
    return web if figures is None else web | {"figures": audiences.for_audience(figures, behind, audience)}


def _seen_beside(theme: Content, audience: audiences.Audience, least: int) -> Content:
    deals = {int(survey) for survey in theme.get("attention_of", ())}
    is_safe = all(empty_or_large(len(deals - seen), least) for seen in audience)
    return theme if is_safe or theme["attention"] is None else theme | {"attention": None}


def _counts(content: Content, audience: audiences.Audience) -> Content:
    """How many answered, over the deals that say their own count."""
    counts: Content = content["counts"]
    least = content["thresholds"]["deals"]
    answered = {int(survey) for survey in content.get("behind", {}).get("responses", ())}
    is_safe = all(empty_or_large(len(answered - seen), least) for seen in audience)
    return counts if is_safe or counts["responses"] is None else counts | {"responses": None}


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
