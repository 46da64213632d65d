"""Citations in the formats of reference managers, and what pages tell programs, read by programs of other people."""

import json
import re
import unittest

import bibtexparser
import rispy
from jsonschema import Draft7Validator
from lxml import html
from pyld import jsonld

from published import SITE, load, schema, text

LANGUAGES = {"kk": "kazakh", "ru": "russian", "ky": "kyrgyz", "en": "british"}
PLAIN = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\%": "%", r"\&": "&", r"\#": "#", r"\$": "$", r"\_": "_",
}
#: A context of our own: whatever stands in a page is a word of schema.org. Nothing is fetched.
CONTEXT = {"@context": {"@vocab": "https://schema.org/"}}


def unescaped(value: str) -> str:
    return re.sub("|".join(map(re.escape, PLAIN)), lambda sign: PLAIN[sign[0]], value).strip("{}")


def pages():
    """Every grant and lot that can be cited, with each language."""
    stems = sorted(path.relative_to(SITE / "data/cite").as_posix() for path in (SITE / "data/cite").rglob("*.bib"))
    assert stems, "no files to cite"
    for stem in stems:
        page, language, _ = stem.rsplit(".", 2)
        yield page, language


def citations(page: str, language: str) -> list:
    return load(f"data/cite/{page}.{language}.csl.json")


def written(value: dict) -> str:
    """A value of the JSON API as the ledger writes it."""
    if value["state"] != "known":
        marks = {"not stated": "?", "not applicable": "-", "not reported": "not reported"}
        return marks.get(value["state"], json.dumps(value.get("written"), ensure_ascii=False))
    bound = {"exactly": "", "at least": ">= ", "at most": "<= "}[value["bound"]]
    if "done" in value:
        return "true" if value["done"] else "false"
    amount = value["amount"] + (f"/{value['second']}" if "second" in value else "")
    return bound + amount + (" %" if value["percent"] else "")


class Citations(unittest.TestCase):
    def test_biblatex_is_read_and_says_what_csl_says(self):
        for page, language in pages():
            library = bibtexparser.parse_string(text(f"data/cite/{page}.{language}.bib"))
            self.assertEqual([], library.failed_blocks, page)
            expected = citations(page, language)
            self.assertEqual([item["id"] for item in expected], [entry.key for entry in library.entries])
            for entry, item in zip(library.entries, expected):
                with self.subTest(key=entry.key):
                    fields = {field.key: field.value for field in entry.fields}
                    self.assertEqual(item["title"], unescaped(fields["title"]))
                    self.assertEqual(item["URL"], fields["url"])
                    self.assertEqual(item["version"], unescaped(fields["version"]))
                    self.assertEqual(entry.entry_type, "report" if item["type"] == "report" else "online")
                    if "author" in item:
                        self.assertEqual(item["author"][0]["literal"], unescaped(fields["author"]))
                        self.assertRegex(fields["author"], r"^\{.*\}$")
                    parts = [int(part) for part in fields["date"].split("-")] if "date" in fields else None
                    self.assertEqual(item.get("issued", {}).get("date-parts", [None])[0], parts)
                    accessed = [int(part) for part in fields["urldate"].split("-")]
                    self.assertEqual(item["accessed"]["date-parts"][0], accessed)
                    self.assertEqual(fields["langid"], LANGUAGES[item["language"]])
                    self.assertTrue(entry.key.isascii())

    def test_ris_is_read_and_says_what_csl_says(self):
        for page, language in pages():
            records = rispy.loads(text(f"data/cite/{page}.{language}.ris"))
            for record, item in zip(records, citations(page, language), strict=True):
                with self.subTest(key=item["id"]):
                    self.assertEqual(record["type_of_reference"], "RPRT" if item["type"] == "report" else "WEB")
                    self.assertEqual(record["id"], item["id"])
                    self.assertEqual(record["title"], " ".join(item["title"].split("\n")))
                    self.assertEqual(record["urls"], [item["URL"]])
                    self.assertEqual(record["language"], item["language"])
                    self.assertEqual(record["access_date"], "{:04}/{:02}/{:02}/".format(*item["accessed"]["date-parts"][0]))
                    if "author" in item:
                        self.assertEqual(record["authors"], [item["author"][0]["literal"]])

    def test_csl_keeps_to_the_official_schema(self):
        validator = Draft7Validator(json.loads(schema("csl-data.json").read_text(encoding="utf-8")))
        for page, language in pages():
            self.assertEqual([], [error.message for error in validator.iter_errors(citations(page, language))], page)

    def test_every_figure_is_cited_with_its_check_code_and_its_value(self):
        for page, language in pages():
            record = load(f"data/{page}.json")
            items = {item["id"].split(".")[2]: item for item in citations(page, language) if "custom" in item}
            self.assertEqual(set(record["check_codes"]), set(items), page)
            for id_, code in record["check_codes"].items():
                self.assertIn(code, items[id_]["note"])
            for indicator in record["indicators"]:
                with self.subTest(page=page, figure=indicator["id"]):
                    values = items[indicator["id"]]["custom"]
                    self.assertEqual(written(indicator["planned"]), values["planned"])
                    if "achieved" in indicator:
                        self.assertEqual(written(indicator["achieved"]), values["achieved"])

    def test_cyrillic_letters_survive(self):
        whole = "".join(text(f"data/cite/{page}.{language}.{ending}") for page, language in pages() for ending in ("bib", "ris", "csl.json"))
        for letter in "әғқңөұүһіӘҚҰңөүыэъ«»№–":
            if letter in "".join(citations(page, language).__repr__() for page, language in pages()):
                self.assertIn(letter, whole)
        self.assertNotIn("\\u04", whole)
        self.assertIn("Адамгершілік", whole)


def linked(path):
    """What a page tells programs, expanded: every object of its graph with its type."""
    found = html.parse(str(path)).xpath('//script[@type="application/ld+json"]')
    assert len(found) == 1, path
    stated = json.loads(found[0].text)
    assert stated["@context"] == "https://schema.org", path
    loader = lambda address, _: {"contextUrl": None, "documentUrl": address, "document": CONTEXT}
    return jsonld.expand(stated, {"documentLoader": loader})


def kinds(graph, kind):
    return [node for node in graph if node["@type"] == [f"https://schema.org/{kind}"]]


def one(node, name):
    """The only value of a property; `None` where it has none."""
    values = node.get(f"https://schema.org/{name}", [])
    assert len(values) < 2, (name, values)
    return values[0].get("@value", values[0]) if values else None


def html_pages(pattern):
    found = sorted(SITE.glob(pattern))
    assert found, pattern
    return found


class LinkedData(unittest.TestCase):
    def test_every_page_below_the_home_page_tells_the_way_to_it(self):
        for path in html_pages("ru/*/**/index.html"):
            if "refresh" in path.read_text(encoding="utf-8")[:3000]:
                continue
            with self.subTest(page=path.relative_to(SITE).as_posix()):
                (way,) = kinds(linked(path), "BreadcrumbList")
                places = [one(item, "position") for item in way["https://schema.org/itemListElement"]]
                self.assertEqual(places, list(range(1, len(places) + 1)))

    def test_a_grant_is_a_monetary_grant_with_the_stated_amount(self):
        for path in html_pages("*/grants/*/index.html"):
            slug = path.parent.name
            if slug.isdigit():
                continue
            record = load(f"data/grants/{slug}.json")
            graph = linked(path)
            with self.subTest(page=path.relative_to(SITE).as_posix()):
                if record["status"] == "proposed":
                    self.assertEqual(len(kinds(graph, "Project")), 1)
                    self.assertEqual(kinds(graph, "MonetaryGrant"), [])
                    continue
                (grant,) = kinds(graph, "MonetaryGrant")
                self.assertEqual(one(grant, "identifier"), slug)
                amount = one(grant, "amount")
                if record["amount"]["state"] == "known":
                    self.assertEqual(str(one(amount, "value")), record["amount"]["amount"])
                    self.assertEqual(one(amount, "currency"), record["amount"]["currency"])
                else:
                    self.assertIsNone(amount)

    def test_every_known_value_of_an_indicator_is_an_observation(self):
        names = {"exactly": "value", "at least": "minValue", "at most": "maxValue"}
        seen = 0
        for path in html_pages("*/*/*/figures/index.html"):
            page = path.parent.parent.relative_to(path.parents[3])
            graph = kinds(linked(path), "Observation")
            told = {(node["@id"].split("#")[1], one(node, "identifier")): node for node in graph}
            for indicator in load(f"data/{page}.json")["indicators"]:
                for part in ("planned", "achieved"):
                    value = indicator.get(part, {"state": "absent"})
                    node = told.get((indicator["id"], part))
                    with self.subTest(page=str(page), figure=indicator["id"], part=part):
                        if value["state"] != "known":
                            self.assertIsNone(node)
                        elif "done" not in value and "second" not in value:
                            self.assertEqual(str(one(node, names[value["bound"]])), value["amount"])
                            seen += 1
        self.assertGreater(seen, 100)

    def test_stories_and_publications_are_told_as_what_they_are(self):
        for path in html_pages("*/stories/*/index.html"):
            if not path.parent.name.isdigit():
                (story,) = kinds(linked(path), "Article")
                self.assertTrue(story["https://schema.org/headline"])
        publications = {it["id"]: it for path in (SITE / "data/grants").glob("*.json") for it in json.loads(path.read_text(encoding="utf-8"))["publications"]}
        told = [node for path in html_pages("ru/outlets/*/index.html") for node in kinds(linked(path), "Collection")]
        self.assertTrue(told)
        for node in told:
            count = publications[node["@id"].split("#")[1]]["count"]
            size = one(node, "collectionSize")
            self.assertEqual(str(size) if size is not None else None, count.get("amount"))

    def test_a_reference_manager_takes_a_grant_as_a_report(self):
        wanted = ["title", "technical_report_institution", "technical_report_number", "language", "public_url"]
        for path in html_pages("*/grants/*/index.html"):
            if path.parent.name.isdigit():
                continue
            page = html.parse(str(path))
            tags = {name: page.xpath(f'//meta[@name="citation_{name}"]/@content') for name in wanted}
            with self.subTest(page=path.relative_to(SITE).as_posix()):
                self.assertEqual([name for name, found in tags.items() if len(found) != 1], [])
                self.assertIn(tags["title"][0], page.findtext(".//title"))
                self.assertEqual(tags["public_url"], page.xpath('//link[@rel="canonical"]/@href'))


if __name__ == "__main__":
    unittest.main()
