"""Reads that cross models or aggregate, one module per subject."""
