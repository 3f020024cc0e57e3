"""What people fill in about organisations and contacts, and what every form of the portal has."""
