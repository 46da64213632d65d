"""The static JSON API against its own published schema, and what the schema itself promises."""

import csv
import hashlib
import json
import re
import unittest

from jsonschema import Draft202012Validator

from published import SITE, load

DATA = SITE / "data"
SCHEMAS = DATA / "schema" / "1"
LANGUAGES = ("kk", "ru", "ky", "en")


def validator(name: str) -> Draft202012Validator:
    schema = load(f"data/schema/1/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def objects(value, at="$"):
    """Every object of a file with its path."""
    if isinstance(value, dict):
        yield at, value
        for key, inner in value.items():
            yield from objects(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from objects(inner, f"{at}[{number}]")


def published():
    """Every file of the API with the name of its schema."""
    yield DATA / "index.json", "index"
    yield DATA / "organisations.json", "organisations"
    for kind in ("grant", "lot"):
        files = sorted((DATA / f"{kind}s").glob("*.json"))
        assert files, f"no {kind}s"
        for file in files:
            yield file, kind


class Json(unittest.TestCase):
    def test_every_file_follows_its_schema(self):
        for file, name in published():
            with self.subTest(file=file.name):
                record = json.loads(file.read_text(encoding="utf-8"))
                errors = [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(record)]
                self.assertEqual(errors, [])

    def test_a_schema_describes_each_key_and_allows_no_other(self):
        for file in sorted(SCHEMAS.glob("*.schema.json")):
            schema = json.loads(file.read_text(encoding="utf-8"))
            self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
            self.assertTrue(schema["$id"].endswith(f"/data/schema/1/{file.name}"))
            for at, part in objects(schema):
                if "properties" not in part:
                    continue
                with self.subTest(file=file.name, at=at):
                    self.assertIs(part["additionalProperties"], False)
                    for key, inner in part["properties"].items():
                        self.assertTrue(inner.get("description"), f"{key} is not described")

    def test_a_wrong_file_is_refused(self):
        grant = load("data/grants/adamgershilik.json")
        check = validator("grant")
        self.assertTrue(check.is_valid(grant))
        for change in (
            lambda it: it.update(extra=1),
            lambda it: it.pop("title"),
            lambda it: it.update(status="finished"),
            lambda it: it["indicators"][0]["planned"].update(amount=12.5),
            lambda it: it["indicators"][0]["planned"].update(amount="12,5"),
            lambda it: it["indicators"][0]["planned"].update(state="unknown"),
            lambda it: it["title"].update(de="Zuschuss"),
            lambda it: it.update(goal=None),
        ):
            wrong = json.loads(json.dumps(grant))
            change(wrong)
            self.assertFalse(check.is_valid(wrong))

    def test_nothing_is_null_and_no_amount_is_a_fraction(self):
        def refuse(text):
            raise AssertionError(f"a number with a fraction: {text}")

        for file, _ in published():
            text = file.read_text(encoding="utf-8")
            for at, part in objects(json.loads(text, parse_float=refuse)):
                self.assertNotIn(None, part.values(), f"{file.name} {at}")

    def test_a_value_says_what_it_is_or_why_there_is_none(self):
        states = set()
        for file, _ in published():
            record = json.loads(file.read_text(encoding="utf-8"))
            record.pop("labels", None)
            for at, part in objects(record):
                if "bound" not in part and not ("state" in part and "unit" in part):
                    continue
                with self.subTest(file=file.name, at=at):
                    states.add(part["state"])
                    known = part["state"] == "known"
                    self.assertEqual(known, ("amount" in part) != ("done" in part))
                    self.assertEqual(known, "bound" in part and "text" in part)
                    self.assertEqual(part["state"] == "unclear", "written" in part)
        self.assertEqual(states, {"known", "not stated", "not applicable", "not reported"})

    def test_totals_say_which_results_are_awaited(self):
        awaited = 0
        for file in (DATA / "grants").glob("*.json"):
            grant = json.loads(file.read_text(encoding="utf-8"))
            if grant.get("report", {}).get("state") == "not reported":
                awaited += grant["states"]["not reported"]
        self.assertGreater(awaited, 0)
        self.assertEqual(load("data/index.json")["totals"]["awaiting_report"], awaited)

    def test_each_code_is_explained_in_each_language(self):
        lists = {"status": "grant_status", "unit": "unit", "role": "party_role", "measured": "measured"}
        for file in sorted((DATA / "grants").glob("*.json")):
            grant = json.loads(file.read_text(encoding="utf-8"))
            labels = grant["labels"]
            for codes in labels.values():
                for code, words in codes.items():
                    self.assertTrue(all(words.get(language) for language in LANGUAGES), code)
            for at, part in objects({key: value for key, value in grant.items() if key != "labels"}):
                if part.get("state") in ("not stated", "not applicable", "not reported") and "progress" not in at:
                    self.assertIn(part["state"], labels["no_value"], at)
                for key, name in lists.items():
                    if isinstance(part.get(key), str) and ".per" not in at:
                        self.assertIn(part[key], labels[name], f"{file.name} {at}")

    def test_references_lead_somewhere(self):
        index = load("data/index.json")
        organisations = {it["slug"] for it in load("data/organisations.json")["organisations"]}
        themes = {theme["code"] for theme in index["themes"]}
        lots = {line["slug"] for line in index["lots"]}
        for line in index["grants"]:
            grant = load(f"data/{line['file']}")
            self.assertEqual(grant["slug"], line["slug"])
            self.assertLessEqual(set(grant["themes"]), themes)
            self.assertLessEqual({it["organisation"] for it in grant["parties"] if "organisation" in it}, organisations)
            self.assertTrue(grant.get("lot") is None or grant["lot"] in lots)
            tasks = {it["id"] for it in grant["tasks"]}
            activities = {it["id"] for it in grant["activities"]}
            for it in grant["indicators"] + grant["evidence"]:
                self.assertTrue(it.get("task") is None or it["task"] in tasks, it)
                self.assertTrue(it.get("activity") is None or it["activity"] in activities, it)

    def test_the_address_of_each_figure_leads_to_the_place_on_its_page(self):
        for kind in ("grants", "lots"):
            for line in load("data/index.json")[kind]:
                record = load(f"data/{line['file']}")
                self.assertEqual(set(record["addresses"]), set(LANGUAGES))
                page = (SITE / "kk" / kind / record["slug"] / "index.html").read_text(encoding="utf-8")
                fragments = set(re.findall(r'\bid="([^"]+)"', page))
                self.assertLessEqual(set(record["check_codes"]), fragments)
                self.assertIn("figure-amount", record["check_codes"])

    def test_the_table_of_indicators_says_the_same(self):
        with (DATA / "indicators.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["id"]: row for row in csv.DictReader(file)}
        compared = 0
        for kind in ("grants", "lots"):
            for line in load("data/index.json")[kind]:
                record = load(f"data/{line['file']}")
                for indicator in record["indicators"]:
                    row = rows[f"{kind}/{record['slug']}#{indicator['id']}"]
                    self.assertEqual(row["check_code"], record["check_codes"][indicator["id"]])
                    progress = indicator.get("progress", {})
                    self.assertEqual(row["percent"], progress.get("percent", ""), row["id"])
                    for name in ("planned", "achieved", "achieved_total"):
                        if name in indicator:
                            self.same_value(indicator[name], row, name)
                            compared += 1
        self.assertGreater(compared, 200)

    def same_value(self, value, row, name):
        at = f"{row['id']} {name}"
        self.assertEqual(row[f"{name}_status"], value["state"], at)
        self.assertEqual(row[f"{name}_bound"], value.get("bound", ""), at)
        amount = value.get("amount", {True: "1", False: "0"}.get(value.get("done"), ""))
        self.assertEqual(row[name], amount, at)
        self.assertEqual(row[f"{name}_second"], value.get("second", ""), at)

    def test_the_index_lists_every_file_of_the_whole_portal(self):
        files = load("data/index.json")["files"]
        self.assertEqual(files, sorted(files, key=lambda file: file["path"]))
        for file in files:
            data = (DATA / file["path"]).read_bytes()
            self.assertEqual((len(data), hashlib.sha256(data).hexdigest()), (file["bytes"], file["sha256"]), file["path"])


if __name__ == "__main__":
    unittest.main()
