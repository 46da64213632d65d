//! Text of others, made safe to show: without signs that steer a terminal or turn the reading order.

/// The same text with every invisible sign that could do harm replaced by a visible one of as many
/// bytes, so that places in it stay right. Line ends stay.
pub(super) fn visible(text: &str) -> String {
    let shown = |letter: char| match letter.len_utf8() {
        _ if !is_harmful(letter) => letter,
        1 => '?',
        2 => '·',
        _ => '\u{fffd}',
    };
    text.chars().map(shown).collect()
}

/// The same on one line.
pub(crate) fn on_one_line(text: &str) -> String {
    visible(text).replace(['\n', '\r', '\t'], " ")
}

/// At most 120 letters of a text.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

fn is_harmful(letter: char) -> bool {
    let steers = letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    steers || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_steered() {
        let text = "a\u{1b}[2Jb\u{7}\u{9b}31m\u{202e}c\u{7f}\u{200f}\nқ\t";
        let shown = visible(text);
        assert_eq!(shown, "a?[2Jb?·31m\u{fffd}c?\u{fffd}\nқ\t");
        assert_eq!(shown.len(), text.len());
        assert_eq!(on_one_line("a\r\nb\tc"), "a  b c");
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(shortened("ә"), "ә");
        assert_eq!(shortened(&"ә".repeat(120)).chars().count(), 120);
        assert_eq!(shortened(&"ә".repeat(121)), format!("{}…", "ә".repeat(120)));
    }
}
