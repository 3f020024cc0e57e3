"""What changed in a deal, for its own team: the lines of the log that say so, and no others.

Who took lists along, logged in, was invited or answered stays in the log, which only staff read (the permission matrix).
A line counts when it is named here; a new kind of line is not shown by itself.
"""

from django.db.models import Q

from partners.models import LogEntry

CHANGES = (
    "maakte de deal",
    "wijzigde de deal",
    "verlengde de deal",
    "maakte de deal openbaar",
    "haalde de deal van de openbare lijst",
    "zette de deal in een andere fase",
    "voegde een partner toe",
    "wijzigde een deelname",
    "wijzigde deelnames tegelijk",
    "beëindigde een deelname",
    "legde een afspraak vast",
    "wijzigde een afspraak",
    "bevestigde een afspraak",
    "verwijderde een afspraak",
    "maakte afspraken volgens de bijdrage per soort en netwerk",
    "maakte afspraken volgens de bijdragen ongedaan",
    "stelde een andere afspraak voor",
    "beantwoordde een voorstel",
    "voegde een mijlpaal toe",
    "wijzigde een mijlpaal",
    "haalde een mijlpaal",
    "voegde toetredingscriteria toe",
    "vinkte toetredingscriteria af",
    "las een bestand in",
    "maakte het inlezen van een bestand ongedaan",
)
OF_PIECES = ("voegde toe: ", "wijzigde: ", "verwijderde: ", "zette terug: ")


def changes_in(deal):
    """Late ones first; one query."""
    told = Q(verb__in=CHANGES)
    for start in OF_PIECES:
        told |= Q(verb__startswith=start)
    return LogEntry.objects.filter(told, subject=deal.log_subject)
