"""Charts that leave their pages: SVG, PNG, oEmbed."""

import unittest

from lxml import etree
from PIL import Image

from published import SITE, load

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = {"kk", "ru", "ky", "en"}


def files(folder: str, ending: str):
    return sorted((SITE / folder).rglob(f"*{ending}"))


class Pictures(unittest.TestCase):
    def test_every_svg_is_complete_in_itself(self):
        drawings = files("charts", ".svg")
        self.assertGreater(len(drawings), 40)
        for file in drawings:
            with self.subTest(file=str(file.relative_to(SITE))):
                root = etree.parse(file).getroot()
                self.assertEqual(root.tag, f"{SVG}svg")
                self.assertIn(root.get("lang"), LANGUAGES)
                self.assertTrue(root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc"))
                self.assertFalse(list(root.iter(f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image", f"{SVG}use")))
                for element in root.iter():
                    for name, value in element.attrib.items():
                        self.assertFalse(name.startswith("on") or name.endswith("href"), (name, value))
                        self.assertFalse("url(" in value and "url(#" not in value, value)
                style = root.findtext(f"{SVG}style")
                self.assertFalse("url(" in style or "@import" in style or "var(" in style)

    def test_what_is_said_around_a_chart_is_drawn_in(self):
        for file in files("charts", ".svg"):
            with self.subTest(file=str(file.relative_to(SITE))):
                drawn = [text.text for text in etree.parse(file).getroot().iter(f"{SVG}text")]
                self.assertIn(file.stem, "".join(drawn).split("#figure-")[1])
                if "/grants/" in file.as_posix():
                    data = load(f"data/grants/{file.parent.name}.json")
                    self.assertTrue(any(len(text) == 11 and text[5] == "-" for text in drawn), drawn)
                    self.assertTrue(data["slug"] in "".join(drawn))

    def test_every_png_is_as_large_as_its_svg_and_not_blank(self):
        pictures = files("charts", ".png")
        self.assertEqual(len(pictures), len(files("charts", ".svg")))
        for file in pictures:
            with self.subTest(file=str(file.relative_to(SITE))):
                root = etree.parse(file.with_suffix(".svg")).getroot()
                with Image.open(file) as picture:
                    picture.load()
                    self.assertEqual(picture.format, "PNG")
                    for side, name in zip(picture.size, ("width", "height")):
                        self.assertAlmostEqual(side, float(root.get(name)) * 2, delta=1)
                    colours = picture.convert("RGB").getcolors(1 << 16)
                shares = sorted((count for count, _ in colours), reverse=True)
                self.assertGreater(len(colours), 8)
                self.assertLess(shares[0], 0.985 * sum(shares))


class OEmbed(unittest.TestCase):
    def test_every_file_has_what_the_format_asks_for(self):
        found = files("embed", "oembed.json")
        self.assertEqual(len(found), len(files("charts", ".svg")))
        for file in found:
            with self.subTest(file=str(file.relative_to(SITE))):
                said = load(str(file.relative_to(SITE)))
                self.assertEqual((said["version"], said["type"]), ("1.0", "rich"))
                self.assertTrue(said["title"] and said["provider_name"])
                frame = etree.HTML(said["html"]).find(".//iframe")
                self.assertTrue(frame.get("src").endswith(f"/{file.parent.relative_to(SITE).as_posix()}/"))
                self.assertTrue(frame.get("title"))
                self.assertEqual((frame.get("width"), frame.get("height")), (str(said["width"]), str(said["height"])))
                picture = SITE / said["thumbnail_url"].split("/charts/")[1].join(["charts/", ""])
                with Image.open(picture) as image:
                    self.assertEqual(image.size, (said["thumbnail_width"], said["thumbnail_height"]))

    def test_each_embedded_page_leads_to_its_file(self):
        for file in files("embed", "index.html"):
            with self.subTest(file=str(file.relative_to(SITE))):
                page = etree.HTML(file.read_bytes())
                link = page.find(".//link[@type='application/json+oembed']")
                self.assertTrue(link.get("href").endswith(f"/{file.parent.relative_to(SITE).as_posix()}/oembed.json"))


if __name__ == "__main__":
    unittest.main()
