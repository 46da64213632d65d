"""A runner for workflows in miniature: evaluates expressions, runs the steps that are commands with bash, and stands in
for the official actions, which need the code host."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import yaml

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<sign>==|!=|&&|\|\||[!(),])|(?P<name>[\w.-]+))")
SIGNS = {"&&": " and ", "||": " or ", "!": " not "}


def load(path: Path) -> dict:
    """A YAML file. `on` is a truth value in YAML 1.1 and a key in workflows."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in read.items()}


def value(expression: str, context: dict):
    """The value of an expression such as `vars.ESEP || 'x'`."""
    python, at = "", 0
    while at < len(expression.rstrip()):
        token = TOKEN.match(expression, at)
        if token is None:
            raise ValueError(f"not understood: {expression}")
        at = token.end()
        if token["text"]:
            python += repr(token["text"][1:-1].replace("''", "'"))
        elif token["sign"]:
            python += SIGNS.get(token["sign"], token["sign"])
        elif token["name"] == "format":
            python += "format"
        else:
            python += f"look({token['name']!r})"

    def look(name: str):
        found = context
        for part in name.split("."):
            found = found.get(part, "") if isinstance(found, dict) else ""
        return found

    return eval(python, {"__builtins__": {}, "look": look, "format": lambda text, *gaps: text.format(*gaps)})


def filled(text, context: dict) -> str:
    """A text with its `${{ … }}` evaluated."""
    text = str(text).lower() if isinstance(text, bool) else str(text)
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(value(found[1], context)), text)


@dataclass
class Run:
    """What became of the steps of a job."""

    workspace: Path
    temp: Path
    context: dict
    env: dict
    log: list = field(default_factory=list)
    told: str = ""
    summary: str = ""
    used: list = field(default_factory=list)
    status: int = 0

    def annotations(self) -> list:
        """The lines that the code host shows beside lines of files."""
        return [line for line in self.told.splitlines() if re.match(r"::(error|warning|notice)\b", line)]

    def steps(self, steps: list, actions: dict, inside: str = "") -> dict:
        """Runs steps one after another until one fails; gives their outputs."""
        outputs = {}
        context = {**self.context, "steps": outputs}
        for step in steps:
            name = step.get("name", step.get("uses", ""))
            if self.status or not value(str(step.get("if", "'always'")), context):
                continue
            self.log.append(name)
            made = self.command(step, context, inside) if "run" in step else self.action(step, context, actions)
            outputs[step.get("id", name)] = {"outputs": made}
        return outputs

    def command(self, step: dict, context: dict, inside: str) -> dict:
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        env = {**self.env, **{name: str(path) for name, path in files.items()}}
        env |= {"GITHUB_ACTION_PATH": inside, "RUNNER_TEMP": str(self.temp), "GITHUB_WORKSPACE": str(self.workspace)}
        env |= {name: filled(text, context) for name, text in step.get("env", {}).items()}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"], context)]
        done = subprocess.run(bash, cwd=self.workspace, env=env, text=True, capture_output=True)
        self.told += done.stdout + done.stderr
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        self.status = done.returncode
        self.env |= pairs(files["GITHUB_ENV"])
        for folder in files["GITHUB_PATH"].read_text().split():
            self.env["PATH"] = folder + os.pathsep + self.env["PATH"]
        return pairs(files["GITHUB_OUTPUT"])

    def action(self, step: dict, context: dict, actions: dict) -> dict:
        given = {name: filled(text, context) for name, text in step.get("with", {}).items()}
        self.used.append((step["uses"], given))
        return actions[step["uses"].split("@")[0]](self, given)


def pairs(file: Path) -> dict:
    """The lines `name=value` of a file."""
    return dict(line.split("=", 1) for line in file.read_text(encoding="utf-8").splitlines() if line)


def composite(folder: Path, actions: dict):
    """The action in a folder, as something that a step can use."""
    action = load(folder / "action.yml")

    def use(run: Run, given: dict) -> dict:
        unknown = set(given) - set(action["inputs"])
        assert not unknown, f"no inputs of the action: {unknown}"
        inputs = {name: given.get(name, said.get("default", "")) for name, said in action["inputs"].items()}
        inner = Run(run.workspace, run.temp, {**run.context, "inputs": inputs}, run.env)
        steps = inner.steps(action["runs"]["steps"], actions, inside=str(folder))
        run.told, run.summary = run.told + inner.told, run.summary + inner.summary
        run.log, run.used, run.status = run.log + inner.log, run.used + inner.used, inner.status
        context = {"steps": steps}
        return {name: filled(said["value"], context) for name, said in action["outputs"].items()}

    return use
