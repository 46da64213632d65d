"""Files that every host and crawler reads."""

import unittest

from lxml import etree

from published import SITE


class WellFormed(unittest.TestCase):
    def test_every_xml_file_is_well_formed(self):
        files = sorted(SITE.rglob("*.xml"))
        self.assertTrue(files)
        for file in files:
            with self.subTest(file=file.name):
                etree.parse(file)


if __name__ == "__main__":
    unittest.main()
