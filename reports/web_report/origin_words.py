"""How the answers of a report came in: through personal links, or from a file of an older form."""

from reports.web_report.figures import WebFigures

LINKS, FILE = "links", "file"  # in the API
THROUGH_LINKS = "De antwoorden zijn anoniem: bij het sluiten van de ronde is vernietigd wat een uitnodiging aan een antwoord verbond."
FROM_A_FILE = (
    "De antwoorden zijn ingelezen uit een bestand van een ouder formulier; geen enkel antwoord kwam via een link. Wie dat "
    "bestand heeft, kent de antwoorden. Het portaal bewaart niet welke invuller welk antwoord gaf."
)


def counted(respondents: int) -> str:
    return f"{respondents} vragenlijsten, ingelezen uit een bestand"


def anonymity(figures: WebFigures) -> str:
    return FROM_A_FILE if figures.is_imported else THROUGH_LINKS


def way(figures: WebFigures) -> str:
    """For a cell of a sheet."""
    return "uit een bestand" if figures.is_imported else "via persoonlijke links"


def code(figures: WebFigures) -> str:
    return FILE if figures.is_imported else LINKS
