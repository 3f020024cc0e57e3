"""The one table of what is shown of the answers: what, to whom, from how many (docs/rules.md 5.15).

"Wie ziet wat?", the invitation, the box for remarks, the page before a report becomes public and docs/rules.md are written
from it. Whatever shows a figure names its row here: the figures and sentences of a report by `figures`, the pages, files and
mails by OUTPUTS. tests/house/test_shown.py fails for one that does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from impacttool.disclosure import FEWEST, Thresholds


class Reader(Enum):
    """Each of these also reads what the next one reads."""

    TEAM = "Het dealteam en Agenda Stad"
    PARTNERS = "Partners in deze deal"
    EVERYONE = "Iedereen"


READERS = tuple(Reader)


@dataclass(frozen=True, slots=True)
class Row:
    """`text`: in words, with {least} for the threshold. `widest`: the last of the readers who gets it; for EVERYONE only
    in a report that was made public. `threshold`: a field of Thresholds, "" for the least number that is ever said.
    `gate`: the function of `disclosure` that decides. `figures`: names in stored figures, and kinds of sentences."""

    key: str
    text: str
    widest: Reader
    threshold: str
    gate: str
    figures: tuple[str, ...]

    @property
    def readers(self) -> tuple[Reader, ...]:
        return READERS[: READERS.index(self.widest) + 1]

    def least(self, thresholds: Thresholds) -> int:
        return thresholds.as_dict()[self.threshold] if self.threshold else FEWEST

    def told(self, thresholds: Thresholds) -> str:
        return self.text.format(least=self.least(thresholds))


TEAM, EVERYONE = Reader.TEAM, Reader.EVERYONE
ROWS = (
    Row(
        "count",
        "hoeveel mensen hebben ingevuld, vanaf {least} (ook tijdens de ronde)",
        TEAM,
        "",
        "publishable_count",
        ("invited",),
    ),
    Row(
        "mean",
        "het gemiddelde per indicator met het aantal invullers, vanaf {least} antwoorden",
        EVERYONE,
        "mean",
        "publishable_indicator",
        ("n", "mean", "respondents"),
    ),
    Row(
        "change",
        "het verschil met een eerdere ronde, vanaf {least} antwoorden in beide rondes",
        EVERYONE,
        "mean",
        "publishable_change",
        ("baseline_mean", "baseline_n", "change", "previous_n", "previous_change", "changed"),
    ),
    Row(
        "range",
        "het laagste en hoogste antwoord, pas vanaf {least} antwoorden",
        EVERYONE,
        "range",
        "publishable_indicator",
        ("minimum", "maximum", "wide"),
    ),
    Row(
        "remarks",
        "de toelichtingen, woordelijk, door elkaar en zonder naam of datum, pas vanaf {least} antwoorden",
        EVERYONE,
        "range",
        "publishable_remarks",
        ("remarks",),
    ),
    Row(
        "all_deals",
        "het gemiddelde van alle deals samen, vanaf {least} deals",
        EVERYONE,
        "deals",
        "publishable_all_deals",
        ("all_deals_mean", "all_deals_minimum", "all_deals_maximum"),
    ),
    Row(
        "same_phase",
        "het gemiddelde van de deals in dezelfde fase, vanaf {least} deals",
        EVERYONE,
        "deals",
        "publishable_phases",
        ("same_phase_mean",),
    ),
    Row(
        "sum",
        "hoeveel mensen bij alle deals samen invulden, vanaf {least} deals",
        Reader.PARTNERS,
        "deals",
        "publishable_sum",
        ("responses",),
    ),
    Row(
        "breakdown",
        "hoeveel mensen per soort partner antwoordden, vanaf {least} per soort",
        TEAM,
        "breakdown",
        "publishable_breakdown",
        ("breakdown", "missing"),
    ),
    Row(
        "voices",
        "het gemiddelde als elke soort partner even zwaar telt, als elke soort er ten minste {least} heeft",
        TEAM,
        "breakdown",
        "publishable_voices",
        ("voices",),
    ),
    Row(
        "camps",
        "of er bij een stelling twee kampen zijn, met aantallen, pas vanaf {least} antwoorden",
        TEAM,
        "camps",
        "publishable_camps",
        ("camps",),
    ),
    Row(
        "agreements",
        "de afspraken die zijn bevestigd, naast een gemiddelde vanaf {least} antwoorden",
        TEAM,
        "mean",
        "publishable_indicator",
        ("done",),
    ),
)
BY_KEY = {row.key: row for row in ROWS}

REPORT = ("mean", "change", "range", "remarks", "all_deals", "same_phase")
WEB = ("mean", "change", "range", "all_deals")
STANDOUT = ("breakdown", "voices", "camps", "agreements")
TALK = ("mean", "change", "range", "remarks")
PROGRAMME = (*WEB, "same_phase", "sum")
OUTPUTS = {  # by the name of the address; what is mailed by its kind
    "impacttool:rounds": ("count",),
    "impacttool:round": ("count",),
    "impacttool:round_close": ("count",),
    "impacttool:deal": ("count",),
    "impacttool:own_counts": ("count",),
    "impacttool:invitations": ("count",),
    "reports:web_report": (*REPORT, *STANDOUT),
    "reports:web_report_file": REPORT,
    "reports:publish_web_report": REPORT,
    "reports:deal_years": (*WEB, *STANDOUT),
    "reports:deal_web": (*WEB, "same_phase"),
    "reports:learning_report": (*WEB, "same_phase"),
    "reports:learning_report_file": (*WEB, "same_phase"),
    "reports:guide": TALK,
    "reports:guide_file": TALK,
    "reports:meetings": ("change",),
    "reports:document_job_file": (*PROGRAMME, "remarks"),
    "api_deal_scores": ("mean", "range", "all_deals"),
    "programme:overview": ("count", *WEB),
    "programme_reports:report": PROGRAMME,
    "programme_reports:report_file": PROGRAMME,
    "programme_reports:partner_report": (*WEB, "same_phase"),
    "programme_reports:partner_report_file": (*WEB, "same_phase"),
    "programme_reports:partner_report_read": (*WEB, "same_phase"),
    "programme_reports:partner_report_read_file": (*WEB, "same_phase"),
}


def who_sees_what(thresholds: Thresholds) -> list[tuple[str, list[str]]]:
    """Every line once, under the widest of its readers; the reader who sees most comes last, and also sees
    everything above."""
    return [
        (reader.value, [row.told(thresholds) for row in ROWS if row.widest is reader])
        for reader in reversed(READERS)
    ]


def in_short(thresholds: Thresholds) -> list[str]:
    """The summary above the details."""
    mean, remarks = BY_KEY["mean"].least(thresholds), BY_KEY["remarks"].least(thresholds)
    return [
        "Niemand ziet uw antwoorden of dat u hebt geantwoord.",
        f"Het dealteam ziet gemiddelden vanaf {mean} antwoorden, toelichtingen vanaf {remarks}.",
        "Wordt het rapport openbaar, dan leest iedereen dat, ook de toelichtingen.",
    ]


def told_to(reader: Reader, thresholds: Thresholds, keys: Iterable[str] = REPORT) -> list[str]:
    return [BY_KEY[key].told(thresholds) for key in keys if reader in BY_KEY[key].readers]


def in_a_sentence(thresholds: Thresholds) -> str:
    """For the mail: what the deal team sees at most, in one sentence."""
    mean, wide = thresholds.mean, thresholds.range
    return (
        f"Zij zien alleen gemiddelden van ten minste {mean} mensen, en het laagste en hoogste antwoord en de toelichtingen "
        f"pas vanaf {wide}. Maakt Agenda Stad het rapport openbaar, dan leest iedereen dat, ook de toelichtingen."
    )


def of_remarks(thresholds: Thresholds) -> str:
    """Above the box for remarks."""
    least = BY_KEY["remarks"].least(thresholds)
    return (
        f"Schrijf geen namen op. Toelichtingen komen woordelijk en door elkaar in het rapport, zonder naam of datum, vanaf "
        f"{least} antwoorden. Wordt het rapport openbaar, dan kan iedereen ze lezen."
    )


def as_markdown() -> str:
    """The table of docs/rules.md 5.15, with the least thresholds."""
    lines = [
        f"| {row.key} | {row.told(Thresholds())} | {'; '.join(reader.value for reader in row.readers)} |"
        for row in ROWS
    ]
    return "\n".join(["| Row | What | Readers |", "|---|---|---|", *lines])
