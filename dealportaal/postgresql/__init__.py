"""PostgreSQL with a limit on every wait."""
