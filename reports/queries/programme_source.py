"""The input of a programme report: stored figures that passed the gate, and texts that deal teams agreed to."""

from django.db.models import Exists, OuterRef

from foundation.ordering import dutch
from foundation.stored_figures import hash_of
from impacttool.disclosure import publishable_sum
from impacttool.models import Round, Survey
from impacttool.queries.invitations import counts
from impacttool.queries.scores import scores_by_survey
from reports.models import LearningReport
from reports.programme_report import patterns
from reports.programme_report.content import (
    AgreedWords,
    AllDealsIndicator,
    AllDealsYear,
    Counts,
    DealWeb,
    ProgrammeContent,
)
from reports.queries.earlier_rounds import overlap_of, statement_lines
from reports.queries.marked_texts import agreed_texts, used_reports
from reports.queries.web_reports import newest_reports
from reports.web_report.figures import for_other_reports


def gather(round_):
    """The content of a programme report, or None while the round has no reports. Fourteen queries, and four for each
    earlier round."""
    reports = newest_reports(round_)
    if not reports:
        return None
    public = public_surveys(round_)
    texts = _plain_texts(round_)
    everyone = list(round_.surveys.select_related("deal").order_by(dutch("deal__name")))
    surveys = [survey for survey in everyone if not survey.is_follow_up]
    by_survey = {report.survey_id: report for report in reports}
    answered = _answered(surveys, round_.thresholds)
    sources = sources_of(round_)
    content = ProgrammeContent(
        round=round_.year,
        method=reports[0].figures.method,
        is_fictitious=round_.is_fictitious,
        thresholds=round_.thresholds,
        years=_years(round_, reports),
        behind=_behind(round_, answered),
        counts=Counts(
            deals=len(surveys),
            follow_ups=len(everyone) - len(surveys),
            reported=len(reports),
            shown=len(answered),
            responses=publishable_sum(answered, _open_ones(public), round_.thresholds),
            agreed=len(sources),
        ),
        webs=tuple(_web(survey, by_survey.get(survey.pk)) for survey in surveys),
        sources=sources,
        texts=hash_of(texts),
    )
    return patterns.only_public(patterns.with_texts(content, texts), public)


def public_surveys(round_):
    """{survey id as text: "deal" if only the deal is public, "web" if its report is too, "words" if its learning report
    is final too}; one query."""
    final = LearningReport.objects.filter(survey=OuterRef("pk"), state=LearningReport.State.FINAL)
    rows = Survey.objects.filter(round=round_, deal__is_published=True).annotate(has_words=Exists(final))
    kinds = {(True, True): "words", (True, False): "web"}
    return {
        str(pk): kinds.get(tuple(what), "deal")
        for pk, *what in rows.values_list("pk", "is_published", "has_words")
    }


def sources_of(round_):
    """The learning reports in use now: ((survey id, edition, version), ...); one query."""
    used = used_reports(round_).items()
    return tuple(sorted((pk, report.edition, report.version) for pk, report in used))


def is_current(report):
    """Whether the learning reports, their texts and their themes are unchanged since it was made; four queries."""
    made_of = report.content.sources, report.content.texts
    return made_of == (sources_of(report.round), hash_of(_plain_texts(report.round)))


def _plain_texts(round_):
    return [_plain(one) for one in agreed_texts(round_)]


def _plain(one):
    return AgreedWords(
        survey=str(one.survey.pk),
        deal=one.survey.deal.name,
        kind=one.kind,
        text=one.text,
        is_final=one.is_final,
        themes=tuple(one.themes),
        is_for_letter=one.marked is not None and one.marked.is_for_letter,
    )


def _web(survey, report):
    figures = for_other_reports(report.figures) if report else None
    return DealWeb(str(survey.pk), survey.deal.name, survey.deal.slug, figures)


def _answered(surveys, limits):
    """{survey id as text: how many answered}, for deals that may show their count, even before their report is made;
    two queries."""
    found = {str(pk): sent for pk, (sent, _invited) in counts(surveys).items()}
    return {pk: sent for pk, sent in found.items() if sent >= limits.mean}


def _behind_means(round_):
    """{indicator number: ids of the surveys in the mean of all deals}, selected as in
    `queries.scores.all_deals_scores`; one query."""
    found, limits = {}, round_.thresholds
    for pk, scores in scores_by_survey(round_.surveys.ordinary()).items():
        for score in scores:
            if score.n >= limits.mean:
                found.setdefault(score.indicator, []).append(str(pk))
    return found


def _open_ones(public):
    return {pk for pk, what in public.items() if what in patterns.OPEN}


def _years(round_, reports):
    """All deals together in each closed round of the same kind up to this one, oldest first, in the form of `trend`."""
    earlier = Round.objects.closed().filter(year__lt=round_.year, is_fictitious=round_.is_fictitious)
    lines, found, before = statement_lines(), [], None
    for one in [*earlier.order_by("year"), round_]:
        of_round = reports if one == round_ else newest_reports(one)
        if not of_round:
            continue
        overlaps = overlap_of(lines, one.instrument_id, before.instrument_id)[1] if before else {}
        found.append(_together(one, of_round, before, overlaps))
        before = one
    return tuple(found)


def _together(round_, reports, before, overlaps):
    """What the newest report of the round says of all deals; it passed the gate when that report was made."""
    newest = max(reports, key=lambda report: report.pk).figures
    behind, open_ones = _behind_means(round_), _open_ones(public_surveys(round_))
    return AllDealsYear(
        round=round_.year,
        is_baseline=round_.is_baseline,
        previous_year=before.year if before else None,
        thresholds=round_.thresholds,
        indicators=tuple(
            _indicator(
                row,
                publishable_sum(dict.fromkeys(behind.get(row.number, ()), 1), open_ones, round_.thresholds),
                overlaps.get(row.number),
            )
            for row in newest.indicators
        ),
    )


def _indicator(row, deals, overlap):
    """`deals`: how many are behind the mean, None when that is withheld."""
    is_shown = row.all_deals_mean is not None
    return AllDealsIndicator(
        number=row.number,
        name=row.name,
        mean=row.all_deals_mean,
        minimum=row.all_deals_minimum,
        maximum=row.all_deals_maximum,
        n=deals if is_shown else None,
        previous_overlap=overlap.counted if overlap else None,
        withheld={} if is_shown else {"mean": "few_deals"},
    )


def _behind(round_, answered):
    """The surveys in each sum over deals, needed because reports may become public later: {"responses" or the indicator
    number: [survey id]}; one query."""
    means = {str(number): tuple(surveys) for number, surveys in _behind_means(round_).items()}
    return {"responses": tuple(answered), **means}
