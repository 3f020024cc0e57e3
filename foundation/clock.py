"""The clock shared by every web host and worker: the database's."""

from django.db import connection
from django.utils import timezone


def database_now():
    """The current time for deadlines that were promised, whichever worker acts on them; 1 query. SQLite
    uses the clock of its one machine."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
