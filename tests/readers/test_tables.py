"""Tables as Python's csv and openpyxl read them: the same figures as in the JSON of the grants, and nothing a formula."""

import csv
import datetime
import io
import re
import unittest
from decimal import Decimal

from openpyxl import load_workbook

from published import SITE, load, text

DATA = SITE / "data"
LANGUAGES = ("kk", "ru", "ky", "en")
TABLES = sorted(file.stem for file in DATA.glob("*.csv"))
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def rows(path):
    """The rows of a CSV file, heads first, as it was written."""
    raw = (SITE / path).read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"), newline=""), strict=True))


def records(path):
    """The rows by head, with the apostrophes of the guard taken away."""
    heads, *others = rows(path)
    plain = lambda cell: cell[1:] if GUARDED.match(cell) else cell
    return [{head: plain(cell) for head, cell in zip(heads, row, strict=True)} for row in others]


def known(value):
    """The four columns of a quantity as the JSON of the grant has them, but for its words."""
    state = value["state"]
    if state != "known":
        return {"status": state, "bound": "", "": "", "second": "", "unit": ""}
    done = value.get("done")
    unit = "done" if done is not None else "percent" if value.get("percent") else value.get("unit", "")
    amount = str(int(done)) if done is not None else value["amount"]
    bound = value.get("bound", "exactly")
    return {"status": state, "bound": bound, "": amount, "second": value.get("second", ""), "unit": unit}


def quantity(record, column):
    """The same columns of a table."""
    return {part: record[f"{column}_{part}" if part else column] for part in ("status", "bound", "", "second", "unit")}


class Csv(unittest.TestCase):
    def test_every_file_is_written_as_rfc_4180_has_it(self):
        files = sorted(DATA.rglob("*.csv"))
        self.assertGreater(len(files), 5 * len(TABLES))
        for file in files:
            raw = file.read_bytes()
            with self.subTest(file=file.relative_to(DATA)):
                self.assertEqual(raw.startswith(b"\xef\xbb\xbf"), file.parent.name in LANGUAGES)
                self.assertTrue(raw.endswith(b"\r\n"))
                heads, *others = rows(file.relative_to(SITE))
                self.assertEqual(len(heads), len(set(heads)))
                self.assertEqual({len(row) for row in others} - {len(heads)}, set())

    def test_nothing_begins_a_formula_and_negative_numbers_stay_numbers(self):
        for file in sorted(DATA.rglob("*.csv")):
            for row in rows(file.relative_to(SITE)):
                for cell in row:
                    if FORMULA.match(cell):
                        Decimal(cell)

    def test_names_of_rows_are_unique_and_references_lead_to_rows(self):
        names = {table: [record["id"] for record in records(f"data/{table}.csv")] for table in TABLES}
        for table, ids in names.items():
            self.assertEqual(len(ids), len(set(ids)), table)
        owners = {"grant": "grants", "lot": "lots", "task": "tasks", "activity": "activities", "outlet": "outlets",
                  "organisation": "organisations", "share_of": "indicators", "change_from": "context_figures"}
        for table in TABLES:
            for record in records(f"data/{table}.csv"):
                for column, to in owners.items():
                    if record.get(column):
                        self.assertIn(record[column], names[to], f"{table}.{column}")

    def test_every_code_is_explained_in_each_language(self):
        codes = {(code["list"], code["code"]): code for code in records("data/codes.csv")}
        for code in codes.values():
            self.assertTrue(all(code[f"label_{language}"] for language in LANGUAGES), code)
        lists = {"state": "state", "unit": "unit", "planned_unit": "unit", "planned_bound": "bound", "planned_status": "value"}
        for record in records("data/indicators.csv"):
            for column, name in lists.items():
                if record[column]:
                    self.assertIn((name, record[column]), codes)

    def test_every_address_leads_to_its_place_on_a_page(self):
        for table in TABLES:
            for record in records(f"data/{table}.csv"):
                if "page" not in record:
                    continue
                address, _, fragment = record["page"].partition("#")
                page = text("/".join(address.split("/")[3:]).strip("/") + "/index.html")
                if fragment:
                    self.assertIn(f'id="{fragment}"', page, record["id"])


class Figures(unittest.TestCase):
    """The figures of the tables are those of the model."""

    def setUp(self):
        self.grants = {file.stem: load(f"data/grants/{file.name}") for file in sorted(DATA.glob("grants/*.json"))}

    def test_grants(self):
        table = {record["id"]: record for record in records("data/grants.csv")}
        self.assertEqual(set(table), set(self.grants))
        for slug, grant in self.grants.items():
            record, states = table[slug], grant["states"]
            self.assertEqual(record["amount_status"], grant["amount"]["state"])
            self.assertEqual(record["amount"], grant["amount"].get("amount", ""))
            self.assertEqual(record["currency"], grant["amount"]["currency"])
            self.assertEqual(int(record["indicators_met"]), states["met"] + states["exceeded"])
            self.assertEqual(int(record["indicators_planned"]), sum(states.values()) - states["no target"])
            self.assertEqual(record["check_code"], grant["check_code"])
            for language in LANGUAGES:
                title = grant["title"].get(language, "") if isinstance(grant["title"], dict) else grant["title"]
                self.assertEqual(record[f"title_{language}"], title)

    def test_indicators(self):
        table = {record["id"]: record for record in records("data/indicators.csv") if record["grant"]}
        expected = set()
        for slug, grant in self.grants.items():
            for indicator in grant["indicators"]:
                name = f"grants/{slug}#{indicator['id']}"
                expected.add(name)
                record = table[name]
                with self.subTest(indicator=name):
                    self.assertEqual(quantity(record, "planned"), known(indicator["planned"]))
                    self.assertEqual(quantity(record, "achieved"), known(indicator["achieved"]))
                    progress = indicator["progress"]
                    self.assertEqual(record["state"], progress["state"])
                    self.assertEqual(record["percent"], str(progress.get("percent") or ""))
                    self.assertEqual(record["unit"], indicator.get("unit", ""))
                    if "baseline" in indicator:
                        self.assertEqual(quantity(record, "baseline"), known(indicator["baseline"]["value"]))
                for target in indicator["targets"]:
                    name_of_year = f"{name}/{target['year']}"
                    expected.add(name_of_year)
                    self.assertEqual(quantity(table[name_of_year], "planned"), known(target["planned"]))
                    self.assertEqual(table[name_of_year]["achieved_status"], "")
        self.assertEqual(set(table), expected)

    def test_zero_and_the_kinds_of_no_value_stay_apart(self):
        statuses = {record[column] for record in records("data/indicators.csv") for column in ("planned_status", "achieved_status")}
        self.assertLessEqual({"known", "not reported"}, statuses)
        for record in records("data/indicators.csv"):
            for column in ("planned", "achieved"):
                status = record[f"{column}_status"]
                self.assertEqual(record[column] != "", status == "known", record["id"])

    def test_tables_of_grants_are_those_of_the_portal(self):
        for table in TABLES:
            whole = records(f"data/{table}.csv")
            for slug in self.grants:
                own = DATA / "grants" / slug / f"{table}.csv"
                of_grant = [it for it in whole if (it["id"] if table == "grants" else it.get("grant")) == slug]
                self.assertEqual(records(own.relative_to(SITE)) if own.exists() else [], of_grant, f"{slug} {table}")


class Workbooks(unittest.TestCase):
    def book(self, language):
        return load_workbook(DATA / language / "portal.xlsx")

    def test_each_table_has_a_sheet_with_heads_that_stay_and_filter(self):
        for language in LANGUAGES:
            book = self.book(language)
            tables = [rows(f"data/{language}/{table}.csv") for table in TABLES]
            self.assertEqual(len(book.sheetnames), len(tables))
            by_heads = {tuple(table[0]): table for table in tables}
            for sheet in book:
                heads = tuple(cell.value for cell in sheet[1])
                with self.subTest(language=language, sheet=sheet.title):
                    self.assertEqual(sheet.freeze_panes, "A2")
                    self.assertEqual(sheet.auto_filter.ref, sheet.dimensions)
                    self.assertEqual(sheet.max_row, len(by_heads[heads]))
                    self.same_cells(sheet, by_heads[heads])

    def same_cells(self, sheet, written):
        for cells, row in zip(sheet.iter_rows(), written, strict=True):
            for cell, value in zip(cells, row, strict=True):
                plain = value[1:] if GUARDED.match(value) else value
                self.assertNotEqual(cell.data_type, "f", plain)
                if isinstance(cell.value, datetime.datetime):
                    self.assertTrue(cell.value.date().isoformat().startswith(plain))
                elif isinstance(cell.value, (int, float)):
                    self.assertEqual(Decimal(str(cell.value)), Decimal(plain))
                else:
                    self.assertEqual((cell.value or "").replace("_x000D_", ""), plain)

    def test_numbers_are_numbers_and_dates_are_dates(self):
        heads, *others = [[cell.value for cell in row] for row in self.book("en")["Grants"].iter_rows()]
        column = lambda name: [row[heads.index(name)] for row in others]
        self.assertTrue(any(isinstance(value, (int, float)) for value in column("Amount")))
        self.assertTrue(any(isinstance(value, datetime.datetime) for value in column("Updated")))
        words = {value for value in column("Amount") if isinstance(value, str)}
        self.assertTrue(all("not stated" in value for value in words), words)
        links = [cell.hyperlink for row in self.book("en")["Grants"].iter_rows(min_row=2) for cell in row if cell.hyperlink]
        self.assertGreaterEqual(len(links), len(others))

    def test_the_time_of_its_making_is_the_date_of_the_data(self):
        updated = max(record["updated"] for record in records("data/grants.csv") + records("data/lots.csv"))
        properties = self.book("ru").properties
        self.assertEqual(properties.created.date().isoformat(), updated)
        self.assertTrue(properties.title)

    def test_each_grant_has_a_workbook_in_each_language(self):
        for language in LANGUAGES:
            for file in sorted((DATA / language / "grants").glob("*.xlsx")):
                self.assertEqual(load_workbook(file).worksheets[0].max_row, 2, file.name)


class Page(unittest.TestCase):
    def test_the_data_page_lists_every_file_of_the_portal_with_its_sum(self):
        import hashlib
        for language in LANGUAGES:
            page = text(f"{language}/data/index.html")
            for table in TABLES:
                for path in (f"data/{table}.csv", f"data/{language}/{table}.csv"):
                    self.assertIn(f'href="../../{path}"', page)
                    self.assertIn(hashlib.sha256((SITE / path).read_bytes()).hexdigest(), page)


if __name__ == "__main__":
    unittest.main()
