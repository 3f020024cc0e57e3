"""Removes erased data from the database files too: until then a closed round's ties could be read there."""

from django.db import connection

HELD_TIES = ("impacttool_invitation", "impacttool_response", "impacttool_answer", "impacttool_remark")


def forget_what_was_erased():
    """Runs outside a transaction. On SQLite the write-ahead log is checkpointed and truncated; PostgreSQL
    vacuums the old rows.

    A concurrent reader may hold a part back, which goes with the next run. Earlier copies stay.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join(HELD_TIES)}")
