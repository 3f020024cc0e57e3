"""The learning report of a deal: its words, slides and sheet."""
