"""CSV on the Web: each table by its own description, and all of them together with their keys."""

import unittest

from csvw import CSVW

from published import SITE, load

DATA = SITE / "data"


class Csvw(unittest.TestCase):
    def test_each_table_is_as_its_description_says(self):
        descriptions = sorted(DATA.glob("*.csv-metadata.json"))
        self.assertEqual(len(descriptions), len(list(DATA.glob("*.csv"))))
        for file in descriptions:
            with self.subTest(file=file.name):
                table = CSVW(str(file), validate=True)
                self.assertTrue(table.is_valid, [str(warning.message) for warning in table.warnings])

    def test_all_tables_together_refer_to_rows_that_are_there(self):
        group = load("data/csv-metadata.json")
        keys = [key for table in group["tables"] for key in table["tableSchema"]["foreignKeys"]]
        self.assertGreater(len(keys), 20)
        # Strict is this program's name for: no reference may be empty, which the recommendation allows.
        tables = CSVW(str(DATA / "csv-metadata.json"), validate=True, strict=False)
        self.assertTrue(tables.is_valid, [str(warning.message) for warning in tables.warnings])

    def test_columns_have_titles_in_each_language(self):
        for table in load("data/csv-metadata.json")["tables"]:
            for column in table["tableSchema"]["columns"]:
                self.assertLessEqual({"und", "kk", "ru", "ky", "en"}, set(column["titles"]), column["name"])


if __name__ == "__main__":
    unittest.main()
