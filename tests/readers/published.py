"""The published site, and the official schema files against which it is read."""

import functools
import json
import os
import subprocess
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


@functools.cache
def golden(feature: str) -> Path:
    """The site of tests/golden/<feature>/, built once with the program that has built SITE."""
    site = ROOT / "target" / f"readers-{feature}"
    command = [ROOT / "target" / "debug" / "esep", "build", ROOT / "tests" / "golden" / feature, "--output", site]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795132800"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return site


def text(path: str, site: Path = SITE) -> str:
    """The text of a published file."""
    return (site / path).read_text(encoding="utf-8")


def load(path: str, site: Path = SITE):
    """A published JSON file."""
    return json.loads(text(path, site))
