"""The programme report: what recurs over deals, in words, tables, slides and a workbook."""
