"""What changes deals."""
