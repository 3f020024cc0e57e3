"""Tables of a deal out of the portal."""

from deals import queries
from deals.sheet import write
from partners.actions import write_log


def export_tables(*, deal, tables, format_, by):
    """The bytes of the file; the log says who took what. One query a table."""
    rows = {table.name: queries.sheet_rows(deal, table) for table in tables}
    details = {table.title: len(rows[table.name]) for table in tables} | {"bestand": format_.upper()}
    write_log(by=by, verb="haalde lijsten op", subject=deal.log_subject, label=deal.name, details=details)
    return file_of(tables, rows, format_)


def file_of(tables, rows, format_):
    """A CSV file holds one table. Without rows it is a sheet to fill in."""
    choices = {table.name: queries.choices_of(table) for table in tables}
    if format_ == "csv":
        (table,) = tables
        return write.to_csv(table, rows.get(table.name, []), choices[table.name])
    return write.to_xlsx([(table, rows.get(table.name, [])) for table in tables], choices)
