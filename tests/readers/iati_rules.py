"""The rules of IATI that its schema does not check, interpreted from the official ruleset.

`broken(activity, ruleset, today)` gives the rules that an activity breaks, as (id, severity, message). Rules about
things of which the program writes nothing (funding by organisation, aid types of transactions) hold by themselves.
"""

import re
from datetime import date, timedelta

#: Needs a list of all registers of organisations; identifiers of our own are meant not to be in it.
NOT_CHECKED = {"1.14.8"}


def value(found):
    """The text of an attribute, an element or a text."""
    return (found if isinstance(found, str) else "".join(found.itertext())).strip()


def first(node, path):
    found = node.xpath(path)
    return value(found[0]) if found else None


def day(text, today):
    return today if text == "NOW" else date.fromisoformat(text[:10])


def days(node, case, keys, today):
    """The dates that a rule compares, where all of them are there."""
    texts = [case[key] if case[key] == "NOW" else first(node, case[key]) for key in keys]
    return None if None in texts else [day(text, today) for text in texts]


def unique(node, case, today):
    found = [value(it) for path in case["paths"] for it in node.xpath(path)]
    return len(found) == len(set(found))


def startswith(node, case, today):
    prefixes = [value(it) for path in case["prefix"] for it in node.xpath(path)]
    separator = case.get("separator", "")
    return all(any(value(it).startswith(prefix + separator) for prefix in prefixes) for path in case["paths"] for it in node.xpath(path))


def atleast_one(node, case, today):
    return any(node.xpath(path) for path in case["paths"])


def no_more_than_one(node, case, today):
    return sum(len(node.xpath(path)) for path in case["paths"]) <= 1


LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def one_or_all(node, case, today):
    if node.xpath(case["one"], namespaces={"xml": "http://www.w3.org/XML/1998/namespace"}):
        return True
    if case["all"] == "lang":
        return all(LANG in it.attrib for it in node.iter("narrative"))
    if case["all"] == "currency":
        return all("currency" in it.attrib for it in node.xpath(".//value|.//forecast"))
    return all(it.find(case["all"]) is not None for it in node.iter("transaction"))


def date_now(node, case, today):
    found = first(node, case["date"])
    return found is None or day(found, today) <= today


def date_order(node, case, today):
    found = days(node, case, ("less", "more"), today)
    return found is None or found[0] <= found[1]


def time_limit(node, case, today):
    found = days(node, case, ("start", "end"), today)
    return found is None or found[1] - found[0] <= timedelta(days=366)


def regex_matches(node, case, today):
    return all(re.search(case["regex"], value(it)) for path in case["paths"] for it in node.xpath(path))


def no_spaces(node, case, today):
    texts = [it if isinstance(it, str) else "".join(it.itertext()) for path in case["paths"] for it in node.xpath(path)]
    return all(text == text.strip() for text in texts)


def strict_sum(node, case, today):
    found = [float(value(it)) for path in case["paths"] for it in node.xpath(path)]
    return abs(sum(found) - case["sum"]) < 0.01


def in_range(node, case, today):
    found = [float(value(it)) for path in case["paths"] for it in node.xpath(path)]
    return all(case["min"] <= it <= case["max"] for it in found)


def if_then(node, case, today):
    return not node.xpath(f"boolean({case['if']})") or node.xpath(f"boolean({case['then']})")


RULES = {
    "unique": unique,
    "startswith": startswith,
    "atleast_one": atleast_one,
    "no_more_than_one": no_more_than_one,
    "one_or_all": one_or_all,
    "date_now": date_now,
    "date_order": date_order,
    "time_limit": time_limit,
    "regex_matches": regex_matches,
    "no_spaces": no_spaces,
    "strict_sum": strict_sum,
    "range": in_range,
    "if_then": if_then,
}


def substituted(case, keys, by):
    """The case with `$1` filled in, in the keys that the rule names."""
    fill = lambda it: [fill(one) for one in it] if isinstance(it, list) else it.replace("$1", by)
    return {key: fill(it) if key in keys or key == "condition" else it for key, it in case.items()}


def broken_by(node, rules, today):
    for rule, body in rules.items():
        for case in body["cases"]:
            if rule == "loop":
                for by in {value(it) for it in node.xpath(case["foreach"])}:
                    inner = {name: {"cases": [substituted(one, case["subs"], by) for one in part["cases"]]} for name, part in case["do"].items()}
                    yield from broken_by(node, inner, today)
                continue
            info = case["ruleInfo"]
            if info["id"] in NOT_CHECKED:
                continue
            if "condition" in case and not node.xpath(f"boolean({case['condition']})"):
                continue
            if not RULES[rule](node, case, today):
                yield info["id"], info["severity"], info["message"]


def broken(activity, ruleset, today):
    """The rules that the activity breaks. The activity stays in its document, for rules with full paths."""
    for context, rules in ruleset.items():
        if "iati-organisation" in context:
            continue
        for path in context.split(" | "):
            below = path.removeprefix("/iati-activities/iati-activity")
            nodes = [activity] if not below else activity.xpath("." + below if below.startswith("/") else below)
            for node in nodes:
                yield from broken_by(node, rules, today)
