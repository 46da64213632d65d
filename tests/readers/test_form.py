"""The official forms as Word documents, opened by a program of other people."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from published import ROOT

ESEP = ROOT / "target" / "debug" / "esep"


class Forms(unittest.TestCase):
    def document(self, grant: str, form: str, lang: str):
        with tempfile.TemporaryDirectory() as folder:
            command = [ROOT / "target" / "debug" / "esep", "form", grant, "--dir", ROOT]
            options = ["--form", form, "--lang", lang, "--output", folder]
            subprocess.run([*command, *options], check=True, capture_output=True)
            return Document(str(Path(folder) / f"{grant}-{form}-{lang}.docx"))

    def test_a_report_has_its_blocks_and_figures(self):
        document = self.document("adamgershilik", "report", "kk")
        headings = [it.text for it in document.paragraphs if it.style.name == "Heading 1"]
        self.assertEqual(len(headings), 11)
        self.assertIn("Жоспарланған және нақты көрсеткіштер", headings)
        results = next(table for table in document.tables if len(table.columns) == 8 and table.rows[0].cells[3].text == "Көрсеткіштің атауы")
        figures = {row.cells[3].text: (row.cells[5].text, row.cells[6].text) for row in results.rows}
        self.assertEqual(figures["Үш күнде түсірілген фотосуреттер"], ("38", "38"))
        self.assertEqual(figures["Білім деңгейін анықтайтын тестілер"], ("15/15", "15/15"))
        # A merged cell says the same in each of its rows.
        self.assertEqual(results.rows[1].cells[1].text, results.rows[5].cells[1].text)

    def test_pages_are_a4_and_wide_tables_lie(self):
        document = self.document("adamgershilik", "report", "ru")
        sizes = {(it.orientation, round(it.page_width.mm), round(it.page_height.mm)) for it in document.sections}
        self.assertEqual(sizes, {(WD_ORIENT.PORTRAIT, 210, 297), (WD_ORIENT.LANDSCAPE, 297, 210)})
        for section in document.sections:
            self.assertIn("PAGE", section.footer._element.xml)

    def test_tables_repeat_their_heads_and_keep_their_width(self):
        for grant, form, lang in [("vko-online-centre", "plan", "kk"), ("osh-bright-future", "plan", "ky"), ("ai-komek", "plan", "en")]:
            document = self.document(grant, form, lang)
            self.assertEqual(document.core_properties.language, lang)
            with_heads = [table for table in document.tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
            self.assertGreater(len(with_heads), 2)
            for table in document.tables:
                for row in table.rows:
                    self.assertEqual(len(row.cells), len(table.columns))

    def test_what_another_program_has_saved_still_carries_the_content(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [ESEP, "form", "adamgershilik", "--dir", ROOT, "--lang", "kk", "--output", folder]
            subprocess.run(command, check=True, capture_output=True)
            path = Path(folder) / "adamgershilik-report-kk.docx"
            document = Document(str(path))
            figures = [table for table in document.tables if len(table.columns) == 8]
            row = next(row for table in figures for row in table.rows if row.cells[3].text == "Медиажоспар")
            row.cells[6].paragraphs[0].runs[0].text = "2"
            document.save(str(path))
            command = [ESEP, "import", path, "--dir", ROOT, "--dry-run", "--overwrite", "--ui-lang", "en"]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        self.assertIn("* result.media-plan.achieved: 1 → 2", told)
        self.assertIn("1 file would change", told)
        self.assertNotIn("Questions", told)


if __name__ == "__main__":
    unittest.main()
