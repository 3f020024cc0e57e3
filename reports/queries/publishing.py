"""What becomes public with a report, and what is withheld elsewhere because of it (docs/rules.md 5.4, 5.15)."""

from collections import defaultdict
from dataclasses import dataclass, fields

from deals.models import Deal
from foundation.sort_key import sort_key
from foundation.stored_figures import hash_of
from impacttool import audience, shown
from impacttool.queries import audiences
from reports.queries.web_reports import report_of
from reports.web_report.figures import IndicatorFigures, Remarks


@dataclass(frozen=True)
class Loss:
    """Where figures over deals will be withheld: for everybody (`deals` empty), or for the teams and partners of these
    deals. `means`, `ranges`, `phases`: number of indicators."""

    deals: tuple[str, ...]
    means: int
    ranges: int
    phases: int


@dataclass(frozen=True)
class Publication:
    """`lines`: what everybody will read; `remarks`: as in the figures. `seal`: identifies what was shown before
    confirming."""

    lines: list[str]
    remarks: tuple[Remarks, ...]
    losses: list[Loss]
    indicators: int
    version: int
    was_published: bool

    @property
    def seal(self):
        return hash_of([self.version, self.was_published, self.lines, self.remarks, self.losses])


def publication_of(survey):
    """None without a report; seventeen queries."""
    report = report_of(survey)
    if report is None:
        return None
    figures = report.figures
    return Publication(
        lines=shown.told_to(shown.Reader.EVERYONE, figures.thresholds, _keys(figures)),
        remarks=figures.remarks,
        losses=losses_of(survey),
        indicators=len(figures.indicators),
        version=report.version,
        was_published=survey.was_published,
    )


def _keys(figures):
    """The rows that this report is part of."""
    names = [each.name for each in fields(IndicatorFigures)]
    filled = {name for row in figures.indicators for name in names if getattr(row, name) is not None}
    filled |= {name for name in ("remarks", "respondents") if getattr(figures, name)}
    return [key for key in shown.REPORT if filled & set(shown.BY_KEY[key].figures)]


def losses_of(survey):
    """What is shown now and would then be withheld; sixteen queries."""
    if survey.is_follow_up:
        return []
    rounds = [survey.round]
    behind = audiences.contributions_of(rounds)[survey.round_id]
    names = dict(Deal.objects.filter(surveys__round=survey.round).values_list("pk", "name"))
    now, then = (
        {None: audiences.everyone(rounds, and_public=more)}
        | audiences.of_deals(names, rounds, and_public=more)
        for more in ((), (survey.pk,))
    )
    alike = defaultdict(list)
    for place in now:
        lost = _lost(behind, now[place], then[place])
        if any(lost):
            alike[place is not None, lost].append(place)
    return [
        Loss(tuple(sorted((names[place] for place in places if place is not None), key=sort_key)), *lost)
        for (_is_deal, lost), places in sorted(alike.items())
    ]


def _lost(behind, now, then):
    """(means, ranges, phases) that will be withheld, as numbers of indicators."""
    least, gone = behind.thresholds.deals, [0, 0, 0]
    for number, deals in behind.means.items():
        if len(deals) < least:
            continue
        before, after = (audience.compared(behind, number, each) for each in (now, then))
        wide = len(behind.ranges.get(number, ())) >= least
        gone[0] += before.mean and not after.mean
        gone[1] += wide and before.range and not after.range
        gone[2] += any(_is_shown(behind, number, phase) for phase in before.phases - after.phases)
    return tuple(gone)


def _is_shown(behind, number, phase):
    return len(behind.phases[phase] & behind.means[number]) >= behind.thresholds.deals
