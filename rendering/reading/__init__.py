"""Reads files of every usual kind into rows of text: workbooks and delimited text, from any program."""
