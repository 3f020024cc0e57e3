"""The forms of the room, one module per subject."""
