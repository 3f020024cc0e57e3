"""The contents of the demo, read from data.yaml; a seeded random generator per subject makes it deterministic."""

import functools
import random
from pathlib import Path

import yaml

SEED = 2026


@functools.cache
def plan():
    return yaml.safe_load(Path(__file__).with_name("data.yaml").read_text(encoding="utf-8"))


def chance(*subject):
    """A random generator per subject: leaving out a deal does not change the others."""
    return random.Random("-".join(map(str, (SEED, *subject))))  # noqa: S311 - repeatable on purpose
