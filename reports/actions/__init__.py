"""Every write beyond one save, one module per subject."""
