"""data/manifest.json against the files themselves, hashed by Python."""

import hashlib
import unittest

from published import SITE, load

MANIFEST = "data/manifest.json"
#: The list that a build keeps for the next one: written after the site is complete.
KEPT = ".esep-files"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Manifest(unittest.TestCase):
    def setUp(self):
        self.manifest = load(MANIFEST)

    def test_every_file_is_listed_with_its_sum_and_length(self):
        found = [
            {"path": path.relative_to(SITE).as_posix(), "bytes": path.stat().st_size, "sha256": sha256(path)}
            for path in SITE.rglob("*")
            if path.is_file()
        ]
        found = sorted((it for it in found if it["path"] not in (MANIFEST, KEPT)), key=lambda it: it["path"].encode())
        self.assertGreater(len(found), 100)
        self.assertEqual(self.manifest["files"], found)
        self.assertEqual(self.manifest["count"], len(found))
        self.assertEqual(self.manifest["bytes"], sum(it["bytes"] for it in found))

    def test_the_digest_is_that_of_the_list_as_sha256sum_prints_it(self):
        lines = "".join(f"{it['sha256']}  {it['path']}\n" for it in self.manifest["files"])
        self.assertEqual(self.manifest["digest"], hashlib.sha256(lines.encode()).hexdigest())

    def test_it_says_whose_it_is(self):
        self.assertEqual(self.manifest["manifest"], 1)
        self.assertEqual(self.manifest["address"], "https://esep.example/")
        self.assertEqual(self.manifest["date"], "2026-11-20")
        self.assertIsNone(self.manifest["edition"])
        self.assertEqual(set(self.manifest["title"]), {"kk", "ru", "ky", "en"})


if __name__ == "__main__":
    unittest.main()
