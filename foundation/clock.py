"""The one clock that every web host and worker shares: that of the database."""

from django.db import connection
from django.utils import timezone


def database_now():
    """What happens at a moment that was promised happens by this clock, whichever worker does it; 1 query.

    SQLite is a file: its clock is that of the one machine that has it.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
