"""PostgreSQL that is never waited for without end."""
