"""The published site, and the official schema files against which it is read."""

import json
import os
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The site of content/, as tests/readers/run has built it.
SITE = ROOT / "target" / "readers-site"
#: Official schema files stay with their owners; this folder holds copies.
SCHEMAS = Path(os.environ.get("ESEP_SCHEMAS", ROOT.parent / "shared" / "schemas"))


def schema(name: str) -> Path:
    """The path of an official schema file; where it is absent, the test says so and is skipped."""
    path = SCHEMAS / name
    if not path.is_file():
        raise unittest.SkipTest(f"NOT CHECKED: {name} is not in {SCHEMAS}; set ESEP_SCHEMAS to a folder that has it")
    return path


def text(path: str) -> str:
    """The text of a published file."""
    return (SITE / path).read_text(encoding="utf-8")


def load(path: str):
    """A published JSON file."""
    return json.loads(text(path))
