"""The doorbell by the name under which the rooms know it: foundation/doorbell.py."""

from foundation.doorbell import ring

__all__ = ["ring"]
