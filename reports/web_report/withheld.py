"""Why a figure is not shown, in Dutch words."""

from impacttool.disclosure import Thresholds
from reports.web_report.figures import WebFigures

FEW_TO_COMPARE = "te weinig antwoorden"  # of a change, which may be withheld even if both years have enough
FEW_UNSEEN = "niet te tonen"


def withheld_words(reason: str | None, column: str, thresholds: Thresholds) -> str:
    fewest = thresholds.range if column == "range" else thresholds.mean
    words = {
        "no_answers": "geen antwoorden",
        "few_answers": FEW_TO_COMPARE if column == "change" else f"minder dan {fewest} antwoorden",
        "few_changes": "te weinig gewijzigde antwoorden",
        "few_deals": f"minder dan {thresholds.deals} deals",
        "no_baseline": "geen nulmeting",
        "not_comparable": "niet vergelijkbaar",
        "not_compared": "niet vergeleken",
        "few_unseen": FEW_UNSEEN,
    }
    return words[reason] if reason else "geen cijfer"


def few_unseen_note(thresholds: Thresholds) -> str:
    """Why a figure over deals is not shown to these readers (docs/rules.md 5.4)."""
    return (
        f"“{FEW_UNSEEN[0].upper()}{FEW_UNSEEN[1:]}” bij andere deals: wie dit leest, kent een deel van de deals al. Er moeten "
        f"er geen of ten minste {thresholds.deals} overblijven, anders is het cijfer van die ene deal uit te rekenen."
    )


def empty_reason(figures: WebFigures) -> str:
    """Why the deal has no line in its own web; "" if it has one."""
    if any(row.mean is not None for row in figures.indicators):
        return ""
    reasons = {row.withheld["mean"] for row in figures.indicators}
    if reasons == {"no_answers"}:
        return "geen antwoorden"
    if reasons == {"few_changes"}:
        return "te weinig gewijzigde antwoorden"
    if "few_changes" in reasons:
        return "te weinig antwoorden, of te weinig gewijzigde"
    return f"minder dan {figures.thresholds.mean} antwoorden"
