"""What recurs over the deals of a round, and how much of it may be shown. Counts are of deals, never of people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foundation.sort_key import sort_key
from impacttool import audience as audiences
from impacttool.disclosure import empty_or_large
from reports.programme_report.content import (
    AgreedWords,
    AllDealsIndicator,
    AllDealsYear,
    Counts,
    DealWeb,
    NamedText,
    ProgrammeContent,
    Theme,
)
from reports.web_report.figures import for_audience

LESSON, ATTENTION = "leerpunt", "aandachtspunt"
OPEN = ("web", "words")


def with_texts(content: ProgrammeContent, texts: Sequence[AgreedWords]) -> ProgrammeContent:
    """`texts`: agreed texts of deal teams, with themes. Attention points are counted only from the threshold for deals
    up; their words come only from final learning reports (`only_public` checks who may read those)."""
    names = sorted({name for text in texts for name in text.themes}, key=sort_key)
    return replace(
        content,
        themes=tuple(_theme(name, texts, content.thresholds.deals) for name in names),
        lessons=tuple(_named(text) for text in texts if text.kind == LESSON),
        attention=tuple(_named(text) for text in texts if text.kind == ATTENTION and text.is_final),
        unnamed_lessons=0,
        unmarked=sum(not text.themes for text in texts),
    )


def only_public(content: ProgrammeContent, public: Mapping[str, str]) -> ProgrammeContent:
    """What every reader of a programme report may see. `public`: {survey: "deal", "web" or "words"}, as
    `queries.programme_source.public_surveys`. Deals that are not public are not named. A web, and the words of an
    attention point, need a public report. What is public must leave 0 deals or enough of them in every sum. Nothing
    that was removed before comes back."""
    named = [web for web in content.webs if web.survey in public]
    lessons = tuple(lesson for lesson in content.lessons if lesson.survey in public)
    quoted = tuple(each for each in content.attention if public.get(each.survey) in OPEN)
    readable = {survey for survey, what in public.items() if what == "words"}
    shown = replace(
        content,
        webs=tuple(web if public[web.survey] in OPEN else _closed(web) for web in named),
        unnamed_deals=content.unnamed_deals + len(content.webs) - len(named),
        lessons=lessons,
        unnamed_lessons=content.unnamed_lessons + len(content.lessons) - len(lessons),
        attention=quoted,
        themes=tuple(_beside(theme, quoted, readable, content.thresholds.deals) for theme in content.themes),
    )
    return _sums(shown, {survey for survey, what in public.items() if what in OPEN})


def for_readers(
    content: ProgrammeContent,
    behind: Mapping[int, audiences.Contributions],
    audience: audiences.Audience | None,
) -> ProgrammeContent:
    """The same content for these readers, who may see more than what is public: in each figure over deals, and in each
    count of deals, the deals they have not seen must be 0 or enough (docs/rules.md 5.4). `behind`: by year of a round.
    `audience` None: readers of everything. Returns the same object when nothing is removed."""
    if audience is None:
        return content
    of_round, least = behind[content.round], content.thresholds.deals
    cut = replace(
        content,
        years=tuple(_year(year, behind[year.round], audience) for year in content.years),
        webs=tuple(_web(web, of_round, audience) for web in content.webs),
        themes=tuple(_seen_beside(theme, audience, least) for theme in content.themes),
        counts=_counts(content, audience),
    )
    return content if cut == content else cut


def _year(year: AllDealsYear, behind: audiences.Contributions, audience: audiences.Audience) -> AllDealsYear:
    return replace(year, indicators=tuple(_year_row(row, behind, audience) for row in year.indicators))


def _year_row(
    row: AllDealsIndicator, behind: audiences.Contributions, audience: audiences.Audience
) -> AllDealsIndicator:
    shown = audiences.compared(behind, row.number, audience)
    if row.mean is not None and not shown.mean:
        withheld = {"mean": audiences.REASON, "range": audiences.REASON}
        return replace(row, mean=None, minimum=None, maximum=None, n=None, withheld=withheld)
    if row.minimum is not None and not shown.range:
        withheld = {**row.withheld, "range": audiences.REASON}
        return replace(row, minimum=None, maximum=None, withheld=withheld)
    return row


def _web(web: DealWeb, behind: audiences.Contributions, audience: audiences.Audience) -> DealWeb:
    if web.figures is None:
        return web
    return replace(web, figures=for_audience(web.figures, behind, audience))


def _seen_beside(theme: Theme, audience: audiences.Audience, least: int) -> Theme:
    deals = {int(survey) for survey in theme.attention_of}
    is_safe = all(empty_or_large(len(deals - seen), least) for seen in audience)
    return theme if is_safe or theme.attention is None else replace(theme, attention=None)


def _counts(content: ProgrammeContent, audience: audiences.Audience) -> Counts:
    """How many answered, over the deals that show their own count."""
    counts, least = content.counts, content.thresholds.deals
    answered = {int(survey) for survey in content.behind.get("responses", ())}
    is_safe = all(empty_or_large(len(answered - seen), least) for seen in audience)
    return counts if is_safe or counts.responses is None else replace(counts, responses=None)


def _sums(content: ProgrammeContent, public: set[str]) -> ProgrammeContent:
    """Checks the sums over deals again: more deals may have become public since they were frozen (docs/rules.md
    5.13)."""
    newest, least = content.years[-1], content.thresholds.deals
    hidden = {
        name
        for name, surveys in content.behind.items()
        if not empty_or_large(len({*surveys} - public), least)
    }
    rows = tuple(replace(row, n=None) if str(row.number) in hidden else row for row in newest.indicators)
    responses = None if "responses" in hidden else content.counts.responses
    return replace(
        content,
        counts=replace(content.counts, responses=responses),
        years=(*content.years[:-1], replace(newest, indicators=rows)),
    )


def _beside(theme: Theme, quoted: Sequence[NamedText], readable: set[str], least: int) -> Theme:
    """Withholds the count of deals with an attention point of this theme when the deals that are quoted, or now
    readable in a public learning report, leave only one or two others."""
    told = {each.survey for each in quoted if theme.name in each.themes} | readable
    is_safe = empty_or_large(len({*theme.attention_of} - told), least)
    return theme if is_safe else replace(theme, attention=None)


def _theme(name: str, texts: Sequence[AgreedWords], least: int) -> Theme:
    of_theme = [text for text in texts if name in text.themes]
    lessons = {text.survey for text in of_theme if text.kind == LESSON}
    attention = {text.survey for text in of_theme if text.kind == ATTENTION}
    shown = len(attention) if empty_or_large(len(attention), least) else None
    return Theme(name, len(lessons), shown, tuple(sorted(attention)))


def _named(text: AgreedWords) -> NamedText:
    return NamedText(text.survey, text.deal, text.text, text.themes, text.is_for_letter)


def _closed(web: DealWeb) -> DealWeb:
    return replace(web, figures=None, is_closed=True)
