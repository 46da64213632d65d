"""The data of a brief portal: its archives as Python's zipfile, frictionless, csvw and lxml read them."""

import csv
import functools
import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from csvw import CSVW
from frictionless import validate
from jsonschema import Draft202012Validator
from lxml import etree
from rdflib import Graph

import test_dcat
from published import ROOT, SITE, load, schema

LANGUAGES = ("kk", "ru", "ky", "en")


@functools.cache
def brief() -> Path:
    """The data of content/ as a brief portal, built with the program that has built SITE."""
    source, site = ROOT / "target" / "readers-brief", ROOT / "target" / "readers-brief-site"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "content", source / "content")
    portal = source / "content" / "portal.toml"
    portal.write_text('extent = "brief"\n' + portal.read_text(encoding="utf-8"), encoding="utf-8")
    command = [ROOT / "target" / "debug" / "esep", "build", source, "--output", site]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795132800"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return site / "data"


def archive(path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(brief() / path)


def rows(raw: bytes) -> list:
    return list(csv.reader(io.StringIO(raw.decode("utf-8").removeprefix("\ufeff"), newline=""), strict=True))


class Packed(unittest.TestCase):
    def test_archives_are_whole_sorted_and_of_one_time(self):
        archives = sorted(str(path.relative_to(brief())) for path in brief().rglob("*.zip"))
        self.assertEqual(archives, sorted(["grants.zip", "iati.zip", "tables.zip", *(f"{it}/tables.zip" for it in LANGUAGES)]))
        for path in archives:
            with archive(path) as packed:
                self.assertIsNone(packed.testzip())
                self.assertEqual(packed.namelist(), sorted(packed.namelist()))
                self.assertEqual({it.date_time for it in packed.infolist()}, {(1980, 1, 1, 0, 0, 0)})
                self.assertFalse([name for name in packed.namelist() if name.startswith("/") or ".." in name])

    def test_tables_have_the_rows_of_the_full_portal(self):
        for folder in ("", *LANGUAGES):
            with archive(f"{folder}/tables.zip".lstrip("/")) as packed:
                tables = [name for name in packed.namelist() if name.endswith(".csv")]
                own = SITE / "data" / folder
                self.assertEqual(tables, sorted(path.name for path in own.glob("*.csv")))
                for name in tables:
                    with self.subTest(folder=folder, table=name):
                        here, there = rows(packed.read(name)), rows((own / name).read_bytes())
                        # Stories have other addresses where they stand on the page of their grant.
                        ids = [[row[0] for row in table] for table in (here, there)]
                        self.assertEqual((here[0], ids[0]), (there[0], ids[1]))

    def test_the_archive_of_tables_is_a_data_package(self):
        for package in (brief() / "tables.zip", brief() / "datapackage.json"):
            report = validate(str(package), type="package")
            self.assertTrue(report.valid, report.flatten(["taskNumber", "rowNumber", "message"])[:20])
            self.assertEqual(len(report.tasks), len(load("data/datapackage.json")["resources"]))
        with archive("tables.zip") as packed:
            for resource in json.loads(packed.read("datapackage.json"))["resources"]:
                data = packed.read(resource["path"])
                self.assertEqual(resource["bytes"], len(data))
                self.assertEqual(resource["hash"], f"sha256:{hashlib.sha256(data).hexdigest()}")

    def test_both_descriptions_follow_the_official_schema(self):
        official = Draft202012Validator(json.loads(schema("datapackage-2.0.json").read_text(encoding="utf-8")))
        with archive("tables.zip") as packed:
            for text in (packed.read("datapackage.json"), (brief() / "datapackage.json").read_bytes()):
                errors = [f"{error.json_path}: {error.message[:200]}" for error in official.iter_errors(json.loads(text))]
                self.assertEqual(errors, [])

    def test_csvw_describes_the_unpacked_tables(self):
        with tempfile.TemporaryDirectory() as folder, archive("tables.zip") as packed:
            packed.extractall(folder)
            tables = CSVW(str(Path(folder) / "csv-metadata.json"), validate=True, strict=False)
            self.assertTrue(tables.is_valid, [str(warning.message) for warning in tables.warnings])

    def test_every_record_is_where_the_index_says_and_follows_its_schema(self):
        index = json.loads((brief() / "index.json").read_text(encoding="utf-8"))
        checks = {kind: Draft202012Validator(load(f"data/schema/1/{kind}.schema.json")) for kind in ("grant", "lot")}
        with archive("grants.zip") as packed:
            lines = [("grant", line) for line in index["grants"]] + [("lot", line) for line in index["lots"]]
            self.assertEqual(sorted(line["entry"] for _, line in lines), packed.namelist())
            for kind, line in lines:
                self.assertEqual(line["file"], "grants.zip")
                record = json.loads(packed.read(line["entry"]))
                self.assertEqual(record["slug"], line["slug"])
                self.assertEqual([error.message[:200] for error in checks[kind].iter_errors(record)], [])

    def test_the_index_tells_sizes_and_sums_and_follows_its_schema(self):
        index = json.loads((brief() / "index.json").read_text(encoding="utf-8"))
        official = json.loads((brief() / "schema" / "1" / "index.schema.json").read_text(encoding="utf-8"))
        self.assertEqual([error.message[:200] for error in Draft202012Validator(official).iter_errors(index)], [])
        for file in index["files"]:
            data = (brief() / file["path"]).read_bytes()
            self.assertEqual((len(data), hashlib.sha256(data).hexdigest()), (file["bytes"], file["sha256"]), file["path"])

    def test_iati_follows_the_official_schema(self):
        official = etree.XMLSchema(etree.parse(schema("iati-activities-schema.xsd")))
        with archive("iati.zip") as packed:
            for name in packed.namelist():
                document = etree.fromstring(packed.read(name)).getroottree()
                self.assertTrue(official.validate(document), list(official.error_log)[:5])

    def test_the_catalogue_tells_what_archives_hold(self):
        catalogue = json.loads((brief() / "catalog.jsonld").read_text(encoding="utf-8"))
        of = {it["downloadURL"].split("/data/")[-1]: it for data in catalogue["dataset"] for it in data["distribution"]}
        for path, media in (("tables.zip", "text/csv"), ("grants.zip", "application/json"), ("iati.zip", "application/xml")):
            self.assertTrue(of[path]["mediaType"]["@id"].endswith(media))
            self.assertTrue(of[path]["packageFormat"]["@id"].endswith("/application/zip"))
        self.assertTrue(all((brief() / path).is_file() for path in of), sorted(of))

    def test_the_catalogue_keeps_the_rules_of_dcat_ap(self):
        graph = Graph().parse(brief() / "catalog.jsonld", format="json-ld")
        self.assertEqual(sorted(test_dcat.violations(graph, Graph().parse(test_dcat.SHAPES))), [])
        for name in ("dcat-ap-3.0-shapes.ttl", "dcat-ap-3.0-range.ttl"):
            found = set(test_dcat.violations(graph, Graph().parse(schema(name))))
            # As in test_dcat: the shapes of 3.0.0 want a decimal for sizes.
            self.assertEqual({(path, text) for path, text in found if not str(path).endswith("byteSize")}, set())


if __name__ == "__main__":
    unittest.main()
