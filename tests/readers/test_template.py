"""The workbook that officers fill in, opened by a program of other people."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from openpyxl import load_workbook

from published import ROOT


class Template(unittest.TestCase):
    def book(self, lang: str):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.xlsx"
            esep = ROOT / "target" / "debug" / "esep"
            command = [esep, "export-template", "--dir", ROOT, "--lang", lang, "-o", path]
            subprocess.run(command, check=True, capture_output=True)
            return load_workbook(path)

    def test_lists_to_choose_from_are_there_and_hold_words(self):
        for lang, sheet, kind in [("kk", "Жарияланымдар", "мақала"), ("ru", "Публикации", "статья"), ("ky", "Публикациялар", "макала")]:
            book = self.book(lang)
            rules = book[sheet].data_validations.dataValidation
            lists = [rule for rule in rules if rule.type == "list"]
            self.assertGreater(len(lists), 1, lang)
            choices = [self.choices(book, rule) for rule in lists]
            self.assertTrue(any(kind in words for words in choices), (lang, choices))
            for rule, words in zip(lists, choices):
                self.assertTrue(all(words), (lang, rule.formula1))
                # A list reaches beyond the rows that are filled, and not into the titles.
                rows = [cells.min_row for cells in rule.sqref.ranges] + [cells.max_row for cells in rule.sqref.ranges]
                self.assertGreaterEqual(min(rows), 3)
                self.assertGreater(max(rows), 100)

    def choices(self, book, rule):
        formula = rule.formula1
        if formula.startswith('"'):
            return formula.strip('"').split(",")
        if "!" not in formula:
            formula = book.defined_names[formula.lstrip("=")].attr_text
        sheet, cells = formula.lstrip("=").rsplit("!", 1)
        rows = book[sheet.strip("'")][cells.replace("$", "")]
        return [str(cell.value) for row in rows for cell in row if cell.value is not None]

    def test_titles_are_explained_and_stay_in_sight(self):
        book = self.book("ru")
        sheet = book["Показатели"]
        self.assertIn("План", [cell.value for cell in sheet[1]])
        self.assertTrue(all(cell.value for cell in sheet[2]))
        self.assertIsNotNone(sheet.freeze_panes)


if __name__ == "__main__":
    unittest.main()
