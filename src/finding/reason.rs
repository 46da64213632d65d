//! What the system and the readers of TOML and of pictures say, as a term of the finding words.

/// The term for the reason that a program gave; `None` where it says something that has no translation.
///
/// Reasons are English sentences; those of the TOML reader end with what it expected.
pub(super) fn term(reason: &str) -> Option<&'static str> {
    SENTENCES.iter().find(|(beginning, _)| reason.starts_with(beginning)).map(|(_, term)| *term)
}

/// Every term that [`term`] gives.
#[cfg(test)]
pub(super) fn terms() -> impl Iterator<Item = &'static str> + Clone {
    SENTENCES.iter().map(|(_, term)| *term)
}

/// Beginnings of sentences; a longer one stands before its own beginning.
const SENTENCES: [(&str, &str); 75] = [
    ("unclosed array table", "open-heading"),
    ("unclosed table", "open-heading"),
    ("missing table open", "open-heading"),
    ("unclosed array", "open-list"),
    ("unclosed inline table", "open-braces"),
    ("missing array opening", "open-list"),
    ("missing inline table opening", "open-braces"),
    ("invalid basic string", "open-text"),
    ("invalid literal string", "open-text"),
    ("invalid multi-line", "open-text"),
    ("invalid string", "open-text"),
    ("missing opening quote", "open-text"),
    ("string values must be quoted", "no-quotes"),
    ("missing value", "no-value"),
    ("key with no value", "no-equals"),
    ("invalid key-value pair", "no-key"),
    ("invalid key", "no-key"),
    ("missing key", "no-key"),
    ("invalid table", "no-key"),
    ("invalid array table", "no-key"),
    ("keys cannot be multi-line", "no-key"),
    ("unquoted keys cannot", "no-key"),
    ("invalid unquoted key", "bad-key"),
    ("extra `=`", "extra-equals"),
    ("unexpected `=`", "extra-equals"),
    ("extra assignment between key-value pairs, expected `,`", "no-comma"),
    ("extra assignment", "extra-equals"),
    ("missing assignment", "no-value"),
    ("missing comma", "no-comma"),
    ("extra comma", "extra-comma"),
    ("unexpected key or value", "extra-words"),
    ("unexpected content", "extra-words"),
    ("invalid inline table element", "extra-words"),
    ("missing comment start", "extra-words"),
    ("invalid comment character", "bad-sign"),
    ("missing escaped value", "bad-escape"),
    ("too few unicode value digits", "bad-escape"),
    ("invalid value", "bad-escape"),
    ("redundant numeric sign", "bad-number"),
    ("redundant integer", "bad-number"),
    ("integers with a radix", "bad-number"),
    ("integer number overflowed", "bad-number"),
    ("radix must be", "bad-number"),
    ("unexpected leading zero", "bad-number"),
    ("unexpected sign", "bad-number"),
    ("`_` may only go", "bad-number"),
    ("invalid float", "bad-number"),
    ("invalid integer", "bad-number"),
    ("invalid hexadecimal", "bad-number"),
    ("invalid octal", "bad-number"),
    ("invalid binary", "bad-number"),
    ("invalid exponent", "bad-number"),
    ("invalid fraction", "bad-number"),
    ("invalid mantissa", "bad-number"),
    ("invalid boolean", "no-quotes"),
    ("invalid date", "bad-date"),
    ("invalid time", "bad-date"),
    ("invalid offset", "bad-date"),
    ("duplicate key", "twice"),
    ("cannot extend value", "not-a-table"),
    ("cannot recurse", "too-deep"),
    ("recursion limit", "too-deep"),
    ("carriage return", "bad-sign"),
    ("permission denied", "no-permission"),
    ("Permission denied", "no-permission"),
    ("not a file", "no-file"),
    ("file too large", "too-large"),
    ("the file was changed during", "changed-meanwhile"),
    ("the file ends too early", "cut-short"),
    ("unexpected end of file", "cut-short"),
    ("The end ", "cut-short"),
    ("The image format", "no-picture"),
    ("The file extension", "no-picture"),
    ("Memory limit", "too-large"),
    ("Image size", "too-large"),
];

#[cfg(test)]
mod tests {
    use super::term;
    use toml::de::DeTable;

    #[test]
    fn the_mistakes_that_editors_make_have_a_translation() {
        let mistakes = [
            ("a = [1, 2", "open-list"),
            ("[a\nb = 1", "open-heading"),
            ("[[a]\nb = 1", "open-heading"),
            ("a = { b = 1", "open-braces"),
            ("a = \"b", "open-text"),
            ("a = 'b", "open-text"),
            ("a = \"\"\"b", "open-text"),
            ("a = b", "no-quotes"),
            ("a = Ай-көмек", "no-quotes"),
            ("a =", "no-quotes"),
            ("a", "no-equals"),
            ("a \"b\"", "no-equals"),
            ("= 1", "no-key"),
            ("a. = 1", "no-key"),
            ("атауы = 1", "bad-key"),
            ("[]", "no-key"),
            ("a == 1", "extra-equals"),
            ("a = [\"b\" \"c\"]", "no-comma"),
            ("a = { b = 1 c = 2 }", "no-comma"),
            ("a = [1,, 2]", "extra-comma"),
            ("a = \"b\" c", "extra-words"),
            ("[a] b", "extra-words"),
            ("a = \"\\q\"", "bad-escape"),
            ("a = \"\\u12\"", "bad-escape"),
            ("a = 01", "bad-number"),
            ("a = 1__0", "bad-number"),
            ("a = 1.", "bad-number"),
            ("a = 2024-13-45", "bad-date"),
            ("a = 1\na = 2", "twice"),
            ("[a]\n[a]", "twice"),
            ("a = 1\na.b = 2", "not-a-table"),
            ("a = 1\rb = 2", "bad-sign"),
        ];
        for (text, expected) in mistakes {
            let (_, errors) = DeTable::parse_recoverable(text);
            let terms: Vec<_> = errors.iter().map(|error| (term(error.message()), error.message())).collect();
            assert!(!terms.is_empty(), "{text:?} is read");
            assert!(terms.iter().all(|(term, _)| term.is_some()), "{text:?} {terms:?}");
            assert_eq!(terms.first().and_then(|(term, _)| *term), Some(expected), "{text:?} {terms:?}");
        }
        let deep = "a = ".to_owned() + &"[".repeat(500);
        let (_, errors) = DeTable::parse_recoverable(&deep);
        assert!(errors.iter().any(|error| term(error.message()) == Some("too-deep")));
    }

    #[test]
    fn what_is_new_is_not_guessed_at() {
        assert_eq!(term("something that nobody has seen"), None);
    }
}
