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


#: Where each official file comes from: the public repository that publishes it, and its path there. No package registry
#: has them, so that a machine without a copy cannot check against them; our own shapes and rules are checked everywhere.
ORIGINS = {
    "360-giving-package-schema.json": "ThreeSixtyGiving/standard: schema/ (1.4.3)",
    "360-giving-schema.json": "ThreeSixtyGiving/standard: schema/ (1.4.3)",
    "csl-data.json": "citation-style-language/schema: schemas/input/",
    "datapackage-2.0.json": "frictionlessdata/datapackage: profiles/2.0/datapackage.json",
    "dcat-ap-3.0-range.ttl": "SEMICeu/DCAT-AP: releases/3.0.0/html/shacl/range.ttl",
    "dcat-ap-3.0-shapes.ttl": "SEMICeu/DCAT-AP: releases/3.0.0/html/shacl/shapes.ttl",
    "github-action.json": "SchemaStore/schemastore: src/schemas/json/",
    "github-workflow.json": "SchemaStore/schemastore: src/schemas/json/",
    "iati-activities-schema.xsd": "IATI/IATI-Schemas: version-2.03, beside iati-common.xsd and xml.xsd",
    "iati-codelist-mapping.xml": "IATI/IATI-Codelists: mapping.xml",
    "iati-ruleset-standard.json": "IATI/IATI-Rulesets: rulesets/standard.json",
    "tableschema-2.0.json": "frictionlessdata/datapackage: profiles/2.0/tableschema.json",
}


def schema(name: str) -> Path:
    """The path of an official schema file; where it is absent, the test says so and is skipped."""
    origin, path = ORIGINS[name], SCHEMAS / name
    if not path.is_file():
        raise unittest.SkipTest(f"NOT CHECKED: {name} ({origin}) is not in {SCHEMAS}; ESEP_SCHEMAS names another folder")
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
