"""The drawings of a report's stored figures: its spider web, and the axis of one indicator."""

from decimal import Decimal

from rendering.axis_detail import Marks
from rendering.spiderweb import Axis, Web
from reports.web_report.figures import IndicatorFigures, WebFigures


def web_of(figures: WebFigures) -> Web:
    year, respondents = figures.round, figures.respondents
    reasons = {
        "few_answers": f"minder dan {figures.thresholds.mean} antwoorden",
        "few_changes": "te weinig gewijzigde antwoorden",
    }
    is_follow_up = bool(figures.years_after)
    return Web(
        title=f"Spinnenweb {figures.deal.name} {year}",
        axes=tuple(_axis(indicator, reasons) for indicator in figures.indicators),
        value_label=f"Deze deal {year}" + (f" (n = {respondents})" if respondents else ""),
        reference_label=figures.all_deals_label,
        baseline_label=f"{'Laatste meting' if is_follow_up else 'Nulmeting'} {figures.baseline_year}",
        baseline_name="laatste meting tijdens de deal" if is_follow_up else "nulmeting",
        note="Demo: deze antwoorden zijn verzonnen." if figures.is_fictitious else "",
    )


def marks_of(indicator: IndicatorFigures) -> Marks:
    return Marks(
        label=indicator.name,
        value=decimal(indicator.mean),
        reference=decimal(indicator.all_deals_mean),
        baseline=decimal(indicator.baseline_mean),
        low=indicator.minimum,
        high=indicator.maximum,
    )


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _axis(indicator: IndicatorFigures, reasons: dict[str, str]) -> Axis:
    withheld = indicator.withheld.get("mean", "")
    return Axis(
        label=indicator.name,
        value=decimal(indicator.mean),
        minimum=indicator.minimum,
        maximum=indicator.maximum,
        reference=decimal(indicator.all_deals_mean),
        baseline=decimal(indicator.baseline_mean),
        reason=reasons.get(withheld, "geen antwoorden"),
    )
