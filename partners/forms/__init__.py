"""What people fill in about organisations and contacts."""
