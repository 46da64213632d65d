"""The Data Package: by its official schema, and by a program that reads every row of every table."""

import hashlib
import json
import unittest

from frictionless import validate
from jsonschema import validators

from published import SITE, load, schema

DATA = SITE / "data"


class DataPackage(unittest.TestCase):
    def test_it_follows_the_official_schema(self):
        official = json.loads(schema("datapackage-2.0.json").read_text(encoding="utf-8"))
        check = validators.validator_for(official)
        package = load("data/datapackage.json")
        errors = check(official, format_checker=check.FORMAT_CHECKER).iter_errors(package)
        self.assertEqual([f"{error.json_path}: {error.message[:200]}" for error in errors], [])

    def test_each_table_follows_the_official_schema(self):
        official = json.loads(schema("tableschema-2.0.json").read_text(encoding="utf-8"))
        check = validators.validator_for(official)(official)
        for resource in load("data/datapackage.json")["resources"]:
            errors = [f"{error.json_path}: {error.message[:200]}" for error in check.iter_errors(resource["schema"])]
            self.assertEqual(errors, [], resource["name"])

    def test_every_row_is_as_the_package_says(self):
        report = validate(str(DATA / "datapackage.json"))
        errors = report.flatten(["taskNumber", "rowNumber", "fieldName", "message"])
        self.assertTrue(report.valid, errors[:20])
        self.assertEqual(len(report.tasks), len(load("data/datapackage.json")["resources"]))

    def test_sizes_and_sums_are_those_of_the_files(self):
        for resource in load("data/datapackage.json")["resources"]:
            data = (DATA / resource["path"]).read_bytes()
            self.assertEqual(resource["bytes"], len(data))
            self.assertEqual(resource["hash"], f"sha256:{hashlib.sha256(data).hexdigest()}")

    def test_names_are_plain_and_words_are_in_each_language(self):
        package = load("data/datapackage.json")
        things = [package, *package["resources"]]
        things += [field for resource in package["resources"] for field in resource["schema"]["fields"]]
        for thing in things:
            self.assertRegex(thing["name"], r"^[a-z0-9._-]+$")
            for language in ("kk", "ru", "ky", "en"):
                self.assertTrue(thing[f"title_{language}"] and thing[f"description_{language}"], thing["name"])


if __name__ == "__main__":
    unittest.main()
