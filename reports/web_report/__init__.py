"""The spider-web report of a deal: its figures past the gate, and its words."""
