"""The feeds (RFC 4287) and the sitemap, as other programs read them."""

import re
import unittest
from datetime import date

import feedparser
from lxml import etree

from published import SITE, golden, load

ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
LANGUAGES = ("kk", "ru", "ky", "en")
TODAY = date(2026, 11, 20)


def below(site, address, origin):
    """The file at a full address of the site."""
    path = address.removeprefix(origin).split("#")[0]
    return site / (f"{path}index.html" if path.endswith("/") or not path else path)


class Feeds:
    def feeds(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                yield language, etree.parse(self.site() / language / "feed.xml").getroot()

    def test_what_the_standard_asks_for_is_there(self):
        for language, feed in self.feeds():
            self.assertEqual(feed.tag, "{http://www.w3.org/2005/Atom}feed")
            self.assertEqual(feed.get(XML_LANG), language)
            self.assertEqual([len(feed.findall(f"a:{name}", ATOM)) for name in ("id", "title", "updated")], [1, 1, 1])
            self.assertTrue(feed.findtext("a:author/a:name", None, ATOM).strip())
            for entry in feed.findall("a:entry", ATOM):
                found = [len(entry.findall(f"a:{name}", ATOM)) for name in ("id", "title", "updated", "summary")]
                self.assertEqual(found, [1, 1, 1, 1])
                self.assertTrue(entry.findtext("a:title", None, ATOM).strip())

    def test_links_lead_to_the_feed_itself_and_to_pages_that_are_there(self):
        for language, feed in self.feeds():
            itself = feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
            self.assertEqual(itself, [f"{self.origin}{language}/feed.xml"])
            pages = feed.xpath(".//a:link[@rel='alternate']/@href", namespaces=ATOM)
            self.assertGreater(len(pages), 1)
            for page in pages:
                self.assertTrue(below(self.site(), page, self.origin).is_file(), page)

    def test_ids_are_full_and_never_repeated(self):
        for _, feed in self.feeds():
            ids = feed.xpath(".//a:id/text()", namespaces=ATOM)
            self.assertEqual(len(ids), len(set(ids)))
            self.assertTrue(all(re.match(r"(https?://|urn:)", it) for it in ids))

    def test_dates_are_full_sorted_and_not_in_the_future(self):
        for _, feed in self.feeds():
            times = feed.xpath("a:entry/a:updated/text()", namespaces=ATOM)
            self.assertTrue(all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", it) for it in times))
            self.assertEqual(times, sorted(times, reverse=True))
            self.assertEqual(feed.findtext("a:updated", None, ATOM), times[0])
            self.assertLessEqual(date.fromisoformat(times[0][:10]), TODAY)

    def test_texts_in_another_language_are_marked_and_are_text(self):
        for language, feed in self.feeds():
            for found in feed.xpath("a:entry/a:title | a:entry/a:summary", namespaces=ATOM):
                self.assertIn(found.get("type", "text"), ("text",))
                self.assertIn(found.get(XML_LANG, language), LANGUAGES)
                self.assertEqual(len(found), 0, "no elements in a text")

    def test_a_feed_reader_reads_them(self):
        for language, feed in self.feeds():
            read = feedparser.parse(str(self.site() / language / "feed.xml"))
            self.assertFalse(read.bozo, read.get("bozo_exception"))
            self.assertEqual(read.version, "atom10")
            self.assertEqual(len(read.entries), len(feed.findall("a:entry", ATOM)))

    def test_the_sitemap_keeps_the_protocol(self):
        path = self.site() / "sitemap.xml"
        pages = etree.parse(path).getroot()
        addresses = pages.xpath("s:url/s:loc/text()", namespaces=MAP)
        self.assertEqual(pages.tag, "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset")
        self.assertTrue(0 < len(addresses) <= 50_000 and path.stat().st_size <= 50 * 1024 * 1024)
        self.assertEqual(len(addresses), len(set(addresses)))
        for address in addresses:
            self.assertTrue(address.startswith(self.origin) and address.isascii() and len(address) < 2048, address)
            self.assertTrue(below(self.site(), address, self.origin).is_file(), address)
        self.assertIn(f"Sitemap: {self.origin}sitemap.xml", (self.site() / "robots.txt").read_text())

    def test_alternates_are_complete_and_reciprocal(self):
        pages = etree.parse(self.site() / "sitemap.xml").getroot()
        alternates = {}
        for url in pages.findall("s:url", MAP):
            links = url.xpath("x:link[@rel='alternate']", namespaces=MAP)
            alternates[url.findtext("s:loc", None, MAP)] = {it.get("hreflang"): it.get("href") for it in links}
        for address, links in alternates.items():
            with self.subTest(address=address):
                self.assertEqual(set(links), {*LANGUAGES, "x-default"})
                self.assertTrue(address in links.values())
                for other in links.values():
                    self.assertEqual(alternates[other], links)


class Content(Feeds, unittest.TestCase):
    site = staticmethod(lambda: SITE)
    origin = "https://esep.example/"


class Golden(Feeds, unittest.TestCase):
    site = staticmethod(lambda: golden("iati-and-360giving"))
    origin = "https://portal.example/esep/"

    def test_a_month_is_its_first_day(self):
        feed = etree.parse(self.site() / "kk" / "feed.xml")
        entry = feed.xpath("//a:entry[a:id[contains(., '/orken/')]]", namespaces=ATOM)[0]
        self.assertEqual(load("data/grants/orken.json", self.site())["updated"]["date"], "2024-12")
        self.assertEqual(entry.findtext("a:updated", None, ATOM), "2024-12-01T00:00:00Z")


if __name__ == "__main__":
    unittest.main()
