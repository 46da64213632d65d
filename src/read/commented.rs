//! Keys that were opened while the heading above them is still a comment, as in the files that `esep new` makes.

use super::record::{Key, Record};
use std::ops::Range;

/// The keys that stand below the commented heading of a section that has them, each with that heading.
///
/// Between them and the heading stand only comments and other keys of that section.
pub(super) fn commented_heading(text: &str, record: &Record) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut heading: Option<(&str, &Record)> = None;
    let mut is_long_text = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let was_long_text = is_long_text;
        is_long_text ^= (line.matches("\"\"\"").count() + line.matches("\'\'\'").count()) % 2 == 1;
        if was_long_text || line.trim().is_empty() {
            continue;
        }
        if let Some(comment) = line.trim_start().strip_prefix('#') {
            heading = section(comment.trim(), record).or(heading);
            continue;
        }
        let key = bare_key(line);
        let known = heading.filter(|(_, section)| key.is_some_and(|key| has(section.keys, key)));
        match (known, key) {
            (Some((heading, _)), Some(key)) => {
                let start = start + line.find(key).unwrap_or_default();
                found.push((start..start + key.len(), heading.to_owned()));
            }
            _ => heading = None,
        }
    }
    found
}

/// The section that a heading such as `[[party]]` belongs to.
fn section<'t>(heading: &'t str, record: &Record) -> Option<(&'t str, &'static Record)> {
    let name = heading.strip_prefix('[')?.strip_suffix(']')?;
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).trim();
    let key = record.keys.iter().find(|key| key.name == name)?;
    Some((heading, (key.shape)().table()?))
}

fn has(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|key| key.name == name)
}

/// The first part of the key of a line: `does` of `does.kk = "…"`.
fn bare_key(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim();
    Some(key.split('.').next().unwrap_or(key).trim())
}

#[cfg(test)]
mod tests {
    use super::commented_heading;
    use crate::read::GrantDraft;

    fn found(text: &str) -> Vec<String> {
        let found = commented_heading(text, &GrantDraft::RECORD);
        found.into_iter().map(|(span, heading)| format!("{heading} {}", &text[span])).collect()
    }

    #[test]
    fn keys_below_a_commented_heading_are_found() {
        let text = "[source]\nkind = \"contract\"\n\n# Who takes part.\n#[[party]]\n# Its slug.\norganisation = \"a\"\n\
            # What it is.\nrole = \"grantee\"\n#does.kk = \"…\"\n";
        assert_eq!(found(text), ["[[party]] organisation", "[[party]] role"]);
    }

    #[test]
    fn what_belongs_to_a_heading_is_left_alone() {
        for text in [
            "[[party]]\norganisation = \"a\"\nrole = \"grantee\"\n",
            "[source]\n#[[party]]\n#role = \"grantee\"\nkind = \"contract\"\n",
            "#[[party]]\n[[risk]]\nid = \"a\"\nowner.kk = \"role\"\n",
            "goal.kk = \"\"\"\n#[[party]]\nrole = x\n\"\"\"\n",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
