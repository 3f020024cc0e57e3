"""Reads files of every usual kind into rows of text: workbooks and delimited text, whatever program made them."""
