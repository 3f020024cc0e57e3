"""What the demo holds, read from data.yaml; a random generator per subject, so that it comes out the same each time."""

import functools
import random
from pathlib import Path

import yaml

SEED = 2026


@functools.cache
def plan():
    return yaml.safe_load(Path(__file__).with_name("data.yaml").read_text(encoding="utf-8"))


def chance(*subject):
    """Its own generator for each subject: leaving out a deal changes nothing for the others."""
    return random.Random("-".join(map(str, (SEED, *subject))))  # noqa: S311 - repeatable on purpose
