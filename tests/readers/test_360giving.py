"""data/360giving.json: the official schemas with formats on, and each grant against the JSON of the portal."""

import json
import unittest
from decimal import Decimal

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from published import SITE, golden, load, schema, text

FILE = "data/360giving.json"
#: The package refers to the schema of a grant under an older address than the schema gives itself.
ADDRESSES = [f"https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.{at}/schema/360-giving-schema.json" for at in (2, 3)]


def validator():
    grant = DRAFT202012.create_resource(json.loads(schema("360-giving-schema.json").read_text(encoding="utf-8")))
    package = json.loads(schema("360-giving-package-schema.json").read_text(encoding="utf-8"))
    registry = Registry().with_resources([(address, grant) for address in ADDRESSES])
    return Draft202012Validator(package, registry=registry, format_checker=FormatChecker(["date-time", "uri"]))


class Golden(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = golden("iati-and-360giving")
        cls.package = json.loads(text(FILE, cls.site), parse_float=Decimal)
        cls.grants = {it["id"].rsplit("-grant-", 1)[1]: it for it in cls.package["grants"]}

    def test_it_is_valid_by_the_official_schemas(self):
        found = [f"{it.json_path}: {it.message}" for it in validator().iter_errors(load(FILE, self.site))]
        self.assertEqual(found, [])

    def test_formats_are_looked_at(self):
        for key, wrong in (("awardDate", "01.03.2020"), ("dateModified", "2024-12"), ("dataSource", "not an address")):
            with self.subTest(key=key):
                package = load(FILE, self.site)
                package["grants"][0][key] = wrong
                self.assertFalse(validator().is_valid(package))

    def test_grants_without_amount_or_award_date_are_left_out(self):
        self.assertEqual(sorted(self.grants), ["merzimsiz", "orken", "uzaq"])

    def test_each_grant_says_what_the_portal_says(self):
        for slug, grant in self.grants.items():
            with self.subTest(grant=slug):
                wanted = load(f"data/grants/{slug}.json", self.site)
                self.assertEqual(grant["title"], wanted["title"]["kk"])
                self.assertEqual(grant["description"], wanted["summary"]["kk"])
                self.assertEqual(grant["amountAwarded"], Decimal(wanted["amount"]["amount"]))
                self.assertEqual(grant["currency"], wanted["amount"]["currency"])
                self.assertEqual([it["code"] for it in grant["classifications"]], wanted["themes"])
                planned = [{"startDate": it["start"], "endDate": it["end"]} for it in [wanted.get("period")] if it]
                self.assertEqual(grant.get("plannedDates", []), planned)

    def test_the_page_with_the_results_is_there_in_each_language(self):
        for slug, grant in self.grants.items():
            found = [it["url"] for it in grant["relatedDocument"]]
            for language in ("kk", "ru", "ky", "en"):
                self.assertIn(f"https://portal.example/esep/{language}/grants/{slug}/", found)
                self.assertTrue((self.site / language / "grants" / slug / "index.html").is_file())

    def test_places_have_no_british_type(self):
        places = [place for grant in self.grants.values() for place in grant["beneficiaryLocation"]]
        self.assertFalse(any("geoCodeType" in it for it in places))
        self.assertEqual({it["id"] for it in places if "id" in it}, {"KZ", "KZ-10", "KZ-63", "KG-GB"})

    def test_identifiers_are_registered_numbers_or_our_own(self):
        recipients = {it["id"] for grant in self.grants.values() for it in grant["recipientOrganization"]}
        self.assertEqual(recipients, {"KZ-BIN-990140000007", "KG-OKPO-12345678"})
        funders = {it["id"] for grant in self.grants.values() for it in grant["fundingOrganization"]}
        self.assertEqual(funders, {"KZ-BIN-990240000000", "portal.example-esep-organisation-sayasat"})


class Content(unittest.TestCase):
    def test_a_portal_without_such_a_grant_has_no_package(self):
        grants = [load(path.relative_to(SITE).as_posix()) for path in sorted((SITE / "data" / "grants").glob("*.json"))]
        papers = [[it["source"], *it.get("basis", [])] for it in grants]
        complete = [
            it["slug"]
            for it, own in zip(grants, papers)
            if it["amount"]["state"] == "known"
            and any(paper["kind"] == "contract" and len(paper.get("date", {}).get("date", "")) == 10 for paper in own)
        ]
        self.assertEqual((complete == []), not (SITE / FILE).exists())


if __name__ == "__main__":
    unittest.main()
