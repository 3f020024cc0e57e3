"""What was erased also leaves the files of the database: until then the ties of a closed round can be read there."""

from django.db import connection

HELD_TIES = ("impacttool_invitation", "impacttool_response", "impacttool_answer", "impacttool_remark")


def forget_what_was_erased():
    """Outside a transaction. On SQLite the write-ahead log is folded in and emptied; PostgreSQL drops the old rows.

    Who is reading at that moment may hold a part back; it goes with the next run. Copies made earlier stay.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join(HELD_TIES)}")
