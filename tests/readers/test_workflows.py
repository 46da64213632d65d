"""The workflow of a new portal, the action that it uses and the workflow of this repository: sound YAML, and run step by
step as a runner would."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import jsonschema
from published import ROOT, schema
from runner import Run, composite, load, value

TEMPLATE = ROOT / "src" / "scaffold" / "pages.yml"
OWN = ROOT / ".github" / "workflows" / "pages.yml"
CHECKS = ROOT / ".github" / "workflows" / "checks.yml"
ACTION = ROOT / "action.yml"
ESEP = ROOT / "target" / "debug" / "esep"
ADDRESS = "https://our-city.github.io/portal"
DAY = "1795132800"
#: How a message and a property of an annotation are written.
ANNOTATION = re.compile(r"::(error|warning|notice) (?:file=([^,:\n]*),line=\d+,col=\d+,endLine=\d+,endColumn=\d+,)?title=[a-z-]+::[^\n]+")


class Portal:
    """A repository with a portal in it, and a machine on which its workflow runs."""

    def __init__(self, test: unittest.TestCase, folder: str = "."):
        self.root = Path(test.enterContext(tempfile.TemporaryDirectory()))
        self.workspace, self.temp = self.root / "work", self.root / "temp"
        self.temp.mkdir()
        self.dir = self.workspace / folder
        shutil.copytree(ROOT / "tests" / "support" / "portal", self.dir)

    def replace(self, path: str, before: str, after: str):
        file = self.dir / "content" / path
        text = file.read_text(encoding="utf-8")
        assert before in text, f"{path} does not hold {before}"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def run(self, event: str, steps: list, machine: str = "with-esep", **variables) -> Run:
        """Runs steps after an event, on a machine with esep or on one with Rust only."""
        tools = {"with-esep": {"esep": f'exec "{ESEP}" "$@"'}, "with-rust": STAND_INS}[machine]
        programs = self.root / "bin"
        programs.mkdir(exist_ok=True)
        for name, text in tools.items():
            (programs / name).write_text(f"#!/bin/sh\n{text}\n")
            (programs / name).chmod(0o755)
        github = {"event_name": event, "repository_owner": "our-city", "run_id": "7", "workspace": str(self.workspace)}
        runner = {"temp": str(self.temp), "os": "Linux", "arch": "X64"}
        env = {"PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin", "SOURCE_DATE_EPOCH": DAY}
        context = {"github": github, "runner": runner, "vars": variables}
        run = Run(self.workspace, self.temp, context, env)
        run.steps(steps, ACTIONS)
        return run

    def files(self) -> set:
        site = self.dir / "public"
        return {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}


#: What stands in for Rust: the esep of these tests is what gets built.
STAND_INS = {
    "rustup": "exit 0",
    "cargo": f'while [ "$1" != --root ]; do shift; done\nmkdir -p "$2/bin"\ncp "{ESEP}" "$2/bin/esep"',
}


def upload(run: Run, given: dict) -> dict:
    """Packs the folder as the official action does: a folder that is not there is a failure."""
    hidden = [] if given.get("include-hidden-files") == "true" else ["--exclude=.[^/]*"]
    archive = run.temp / "artifact.tar"
    tar = ["tar", "--dereference", "--hard-dereference", "--directory", str(run.workspace / given["path"]), "-cf", archive]
    run.status = subprocess.run([*tar, *hidden, "."], capture_output=True).returncode
    return {}


ACTIONS = {
    "actions/checkout": lambda run, given: {},
    "actions/cache": lambda run, given: {"cache-hit": ""},
    "actions/configure-pages": lambda run, given: {"base_url": ADDRESS},
    "actions/upload-pages-artifact": upload,
    "actions/deploy-pages": lambda run, given: {"page_url": ADDRESS},
}
ACTIONS["./.esep/program"] = ACTIONS["./"] = composite(ROOT, ACTIONS)


def steps(job: str, path: Path = TEMPLATE) -> list:
    return load(path)["jobs"][job]["steps"]


class Written(unittest.TestCase):
    def test_a_push_publishes_and_a_pull_request_does_not(self):
        for path in (TEMPLATE, OWN):
            workflow = load(path)
            self.assertEqual(workflow["on"]["push"], {"branches": ["main"]})
            self.assertIn("pull_request", workflow["on"])
            deploy = workflow["jobs"]["deploy"]
            for event, publishes in (("push", True), ("workflow_dispatch", True), ("pull_request", False)):
                self.assertEqual(value(deploy["if"], {"github": {"event_name": event}}), publishes, event)

    def test_rights_are_as_small_as_they_can_be(self):
        for path in (TEMPLATE, OWN):
            workflow = load(path)
            self.assertEqual(workflow["permissions"], {"contents": "read"})
            jobs = workflow["jobs"]
            self.assertEqual(jobs["build"]["permissions"], {"contents": "read", "pages": "read"})
            self.assertEqual(jobs["deploy"]["permissions"], {"pages": "write", "id-token": "write"})
            self.assertEqual(jobs["deploy"]["environment"]["name"], "github-pages")
            self.assertEqual(jobs["deploy"]["concurrency"], {"group": "pages", "cancel-in-progress": False})

    def test_checks_only_read(self):
        workflow = load(CHECKS)
        self.assertEqual(workflow["permissions"], {"contents": "read"})
        self.assertTrue(all("permissions" not in job for job in workflow["jobs"].values()))
        self.assertLessEqual({"push", "pull_request", "schedule"}, workflow["on"].keys())

    def test_no_text_from_outside_gets_into_a_command(self):
        all_steps = load(ACTION)["runs"]["steps"] + [
            step for path in (TEMPLATE, OWN, CHECKS) for job in load(path)["jobs"].values() for step in job["steps"]
        ]
        commands = [step["run"] for step in all_steps if "run" in step]
        self.assertGreater(len(commands), 4)
        for command in commands:
            self.assertNotIn("${{", command)

    def test_every_command_of_the_action_names_its_shell(self):
        for step in load(ACTION)["runs"]["steps"]:
            self.assertEqual("run" in step, step.get("shell") == "bash", step["name"])

    def test_official_actions_only(self):
        used = set(re.findall(r"uses: (\S+)", "".join(path.read_text() for path in (TEMPLATE, OWN, CHECKS, ACTION))))
        for name in used:
            self.assertRegex(name, r"^(actions/[a-z-]+@v\d+|\./(\.esep/program)?)$")

    def test_actionlint_has_nothing_to_say(self):
        linter = shutil.which("actionlint")
        if linter is None:
            self.skipTest("NOT CHECKED: actionlint is not installed")
        for path in (TEMPLATE, OWN, CHECKS):
            done = subprocess.run([linter, "-no-color", path], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_the_schema_of_workflows_is_kept(self):
        official = json.loads(schema("github-workflow.json").read_text())
        for path in (TEMPLATE, OWN, CHECKS):
            jsonschema.validate(load(path), official)

    def test_the_schema_of_actions_is_kept(self):
        jsonschema.validate(load(ACTION), json.loads(schema("github-action.json").read_text()))


class Push(unittest.TestCase):
    def test_a_sound_portal_is_built_for_the_address_of_pages(self):
        portal = Portal(self)
        run = portal.run("push", steps("build"))
        self.assertEqual((run.status, run.annotations()), (0, []), run.told)
        self.assertLessEqual({".nojekyll", "404.html", "index.html", "kk/index.html"}, portal.files())
        self.assertNotIn("CNAME", portal.files())
        self.assertIn(f"<loc>{ADDRESS}/kk/</loc>", (portal.dir / "public/sitemap.xml").read_text())
        self.assertIn('href="/portal/', (portal.dir / "public/404.html").read_text())
        listed = subprocess.run(["tar", "-tf", portal.temp / "artifact.tar"], capture_output=True, text=True).stdout
        self.assertIn("./.nojekyll\n", listed)
        self.assertIn("Бәрі дұрыс", run.summary)

    def test_esep_comes_from_the_owner_of_the_portal_or_from_where_a_variable_says(self):
        named = {"ESEP": "another/esep-of-theirs", "ESEP_VERSION": "v1"}
        cases = [({}, ("our-city/esep", "")), (named, ("another/esep-of-theirs", "v1"))]
        for variables, expected in cases:
            used = Portal(self).run("pull_request", steps("build"), **variables).used
            places = [given for name, given in used if "path" in given and name.startswith("actions/checkout")]
            self.assertEqual([(given["repository"], given["ref"]) for given in places], [expected])

    def test_a_machine_without_esep_builds_it_once(self):
        portal = Portal(self)
        run = portal.run("push", steps("build"), machine="with-rust")
        self.assertEqual(run.status, 0, run.told)
        self.assertIn("Build esep", run.log)
        self.assertIn("index.html", portal.files())
        [key] = [given["key"] for name, given in run.used if given.get("key", "").startswith("esep-")]
        self.assertRegex(key, r"^esep-Linux-X64-[0-9a-f]{64}$")

    def test_warnings_do_not_stop_a_push_and_stand_beside_their_lines(self):
        portal = Portal(self)
        (portal.dir / "content/grants/2024/ai-komek/odd, name: 100%.txt").write_text("?")
        run = portal.run("push", steps("build"))
        self.assertEqual(run.status, 0, run.told)
        self.assertEqual(
            run.annotations(),
            [
                "::warning file=content/grants/2024/ai-komek/odd%2C name%3A 100%25.txt,line=1,col=1,endLine=1,endColumn=1,"
                "title=stray-file::Бұл файлдың не үшін керегін esep білмейді, сондықтан оны есепке алмайды.%0A"
                "Атауы мен қалтасын тексеріңіз; файлды өз орнына көшіріңіз немесе жойыңыз."
            ],
        )
        self.assertIn("index.html", portal.files())
        self.assertIn("- **ескерту** stray-file · content/grants/2024/ai-komek/odd, name: 100%.txt:1", run.summary)

    def test_a_site_near_the_limit_of_its_host_is_told(self):
        portal = Portal(self)
        portal.replace("portal.toml", "currency", "site_limit = 1\ncurrency")
        [told] = portal.run("push", steps("build")).annotations()
        self.assertRegex(told, r"^::warning file=content/portal\.toml,line=\d+,.*title=site-near-limit::")

    def test_errors_keep_the_site_from_being_published(self):
        portal = Portal(self)
        portal.replace("portal.toml", "title.ru", "titel.ru")
        run = portal.run("push", steps("build"))
        self.assertEqual(run.status, 1)
        self.assertFalse((portal.dir / "public").exists())
        self.assertNotIn("Hand the site to GitHub Pages", run.log)


class PullRequest(unittest.TestCase):
    def test_findings_stand_beside_the_lines_and_nothing_is_published(self):
        portal = Portal(self)
        portal.replace("grants/2024/ai-komek/grant.toml", "region = ", "regoin = ")
        run = portal.run("pull_request", steps("build"))
        self.assertEqual(run.status, 1)
        [told] = run.annotations()
        line = (portal.dir / "content/grants/2024/ai-komek/grant.toml").read_text().splitlines().index('regoin = ["KZ-47"]') + 1
        start = f"::error file=content/grants/2024/ai-komek/grant.toml,line={line},col=1,endLine={line},endColumn=7,title=unknown-key::"
        self.assertTrue(told.startswith(start), told)
        self.assertRegex(told, ANNOTATION)
        self.assertIn("unknown-key", run.summary)
        self.assertFalse((portal.dir / "public").exists())

    def test_a_sound_change_passes_and_is_only_checked(self):
        portal = Portal(self)
        run = portal.run("pull_request", steps("build"))
        self.assertEqual((run.status, run.annotations()), (0, []), run.told)
        self.assertFalse((portal.dir / "public").exists())
        self.assertNotIn("actions/configure-pages", " ".join(name for name, _ in run.used))


class Action(unittest.TestCase):
    def use(self, portal: Portal, event: str = "push", **given) -> Run:
        return portal.run(event, [{"uses": "./", "with": {name.replace("_", "-"): it for name, it in given.items()}}])

    def test_the_portal_may_lie_in_a_folder_and_have_a_domain_of_its_own(self):
        portal = Portal(self, "web/portal")
        portal.replace("grants/2024/ai-komek/grant.toml", "region = ", "regoin = ")
        self.assertIn("file=web/portal/content/grants/", self.use(portal, dir="web/portal").annotations()[0])
        portal.replace("grants/2024/ai-komek/grant.toml", "regoin = ", "region = ")
        self.assertEqual(self.use(portal, dir="web/portal", base_url="https://grants.example/").status, 0)
        self.assertEqual((portal.dir / "public/CNAME").read_text(), "grants.example\n")

    def test_findings_are_told_in_the_language_that_was_asked_for_and_strictly(self):
        portal = Portal(self)
        (portal.dir / "content/stray.txt").write_text("?")
        run = self.use(portal, ui_lang="en", strict="true")
        self.assertEqual(run.status, 1)
        self.assertTrue(run.annotations()[0].startswith("::error file=content/stray.txt,"), run.told)
        self.assertIn("esep does not know what this file is for", run.annotations()[0])


class Deploy(unittest.TestCase):
    def workflow(self, language: str) -> Path:
        """The workflow of a new portal in this language."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "portal"
        subprocess.run([ESEP, "init", folder, "--lang", language], check=True, capture_output=True)
        return folder / ".github" / "workflows" / "pages.yml"

    def deploy(self, minutes: int, language: str = "en") -> Run:
        """Runs the deployment as if publishing took so long."""
        portal, parts = Portal(self), steps("deploy", self.workflow(language))
        at = next(at for at, step in enumerate(parts) if step.get("uses", "").startswith("actions/deploy-pages"))
        wait = {"run": f'echo "BEGIN=$((BEGIN - {minutes} * 60))" >> "$GITHUB_ENV"'}
        return portal.run("push", [*parts[:at], wait, *parts[at:]])

    def test_publishing_that_takes_nearly_ten_minutes_is_told(self):
        beginnings = {
            "en": "Publishing took 9 minutes; ",
            "ru": "Публикация длилась 9 мин; ",
            "kk": "Жариялау 9 минутқа созылды; ",
            "ky": "Жарыялоо 9 мүнөткө созулду; ",
        }
        for language, beginning in beginnings.items():
            run = self.deploy(9, language)
            self.assertEqual(run.status, 0)
            told = run.annotations()[0]
            self.assertTrue(told.startswith(f"::warning title=deploy-near-limit::{beginning}"), told)
            self.assertIn('share_cards = "home"', told)

    def test_publishing_that_is_quick_is_not(self):
        self.assertEqual(self.deploy(3).annotations(), [])


class Checks(unittest.TestCase):
    def check(self, job: str) -> Run:
        portal = Portal(self)
        for part in ("tests/fuzz/run", "tests/fuzz/cargo-fuzz/fuzz_targets", "tests/fuzz/corpus"):
            there = portal.workspace / part
            there.parent.mkdir(parents=True, exist_ok=True)
            source = ROOT / part
            shutil.copytree(source, there) if source.is_dir() else shutil.copy(source, there)
        with unittest.mock.patch.dict(STAND_INS, {"cargo": 'echo "cargo $*"'}):
            return portal.run("push", steps(job, CHECKS), machine="with-rust")

    def test_the_dependencies_are_held_against_everything_that_is_accepted(self):
        run = self.check("dependencies")
        self.assertEqual(run.status, 0, run.told)
        self.assertIn("cargo deny check\n", run.told)

    def test_every_fuzz_target_is_run(self):
        run = self.check("fuzz")
        self.assertEqual(run.status, 0, run.told)
        for program in (ROOT / "tests/fuzz/cargo-fuzz/fuzz_targets").glob("*.rs"):
            self.assertRegex(run.told, rf"fuzz run .* {program.stem} .* -runs=\d+ ")


if __name__ == "__main__":
    unittest.main()
