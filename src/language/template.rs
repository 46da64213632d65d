//! Texts with gaps: `{count} адам`.

/// A text with named gaps. A gap is `{name}`, its name lower-case letters, digits and `_`; a text holds no other braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Gap(String),
}

impl Piece {
    /// Bytes as written: about what the filled text takes.
    fn len(&self) -> usize {
        match self {
            Self::Text(text) | Self::Gap(text) => text.len(),
        }
    }
}

/// A brace that opens or closes no gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BraceFault;

impl Template {
    /// Reads a text with gaps.
    pub fn parse(text: &str) -> Result<Template, BraceFault> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(BraceFault)?;
            if !is_name(name) {
                return Err(BraceFault);
            }
            push_text(&mut pieces, before)?;
            pieces.push(Piece::Gap(name.to_owned()));
            rest = after;
        }
        push_text(&mut pieces, rest)?;
        Ok(Template { pieces })
    }

    /// A text without gaps, whatever signs it holds.
    pub fn plain(text: &str) -> Template {
        Template { pieces: vec![Piece::Text(text.to_owned())] }
    }

    /// A number before a word that is given as it stands: `{count} word`.
    pub fn counting(word: &str) -> Template {
        Template { pieces: vec![Piece::Gap("count".to_owned()), Piece::Text(format!(" {word}"))] }
    }

    /// The names of the gaps, in the order of the text.
    pub fn gaps(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Gap(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text with its gaps filled; the name of the first gap for which there is nothing is the error.
    ///
    /// What ends with a full stop of its own (`2024 г.`, `5 шт.`) needs no second one at the end of a sentence.
    pub fn fill<S: AsRef<str>>(&self, value: impl Fn(&str) -> Option<S>) -> Result<String, String> {
        let mut text = String::with_capacity(2 * self.pieces.iter().map(Piece::len).sum::<usize>());
        for piece in &self.pieces {
            match piece {
                Piece::Text(more) if text.ends_with('.') => text.push_str(more.strip_prefix('.').unwrap_or(more)),
                Piece::Text(more) => text.push_str(more),
                Piece::Gap(name) => text.push_str(value(name).ok_or_else(|| name.clone())?.as_ref()),
            }
        }
        Ok(text)
    }

    /// The text as it was written.
    pub fn source(&self) -> String {
        let written = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Gap(name) => format!("{{{name}}}"),
        };
        self.pieces.iter().map(written).collect()
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) -> Result<(), BraceFault> {
    if text.contains('}') {
        return Err(BraceFault);
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_any_order() {
        let template = Template::parse("{per} кемінде {count} адам").unwrap();
        assert_eq!(template.gaps().collect::<Vec<_>>(), ["per", "count"]);
        let value = |name: &str| Some(if name == "per" { "әр топқа" } else { "25" }.to_owned());
        assert_eq!(template.fill(value), Ok("әр топқа кемінде 25 адам".to_owned()));
        assert_eq!(template.source(), "{per} кемінде {count} адам");
    }

    #[test]
    fn one_full_stop_ends_a_sentence() {
        let since = |text: &str| Template::parse("{date}.").unwrap().fill(|_| Some(text.to_owned()));
        assert_eq!(since("8 июня 2022 г."), Ok("8 июня 2022 г.".to_owned()));
        assert_eq!(since("8 June 2022"), Ok("8 June 2022.".to_owned()));
    }

    #[test]
    fn an_empty_gap_is_named() {
        let template = Template::parse("{count} of {total}").unwrap();
        let value = |name: &str| (name == "count").then(|| "3".to_owned());
        assert_eq!(template.fill(value), Err("total".to_owned()));
    }

    #[test]
    fn braces_that_make_no_gap_are_faults() {
        for text in ["{", "}", "{}", "{Count}", "{a{b}}", "a } b {c}", "{саны}", "{ count }"] {
            assert_eq!(Template::parse(text), Err(BraceFault), "{text}");
        }
    }
}
