//! Signs of symbol fonts, which Word stores as numbers.

use super::tree::Node;

/// The sign that an element `sym` stands for; a bullet where the font is not known.
pub(super) fn sign(node: &Node) -> Option<char> {
    let code = u32::from_str_radix(node.attribute("char")?, 16).ok()?;
    // Fonts of signs keep them in the private area of Unicode, at F000 plus the place in the font.
    let place = code.checked_sub(0xF000).unwrap_or(code);
    let font = node.attribute("font").unwrap_or_default().to_lowercase();
    match font.as_str() {
        "symbol" => Some(symbol(place)),
        "wingdings" | "wingdings 2" => Some(wingding(place)),
        _ => char::from_u32(if code >= 0xF000 { place } else { code }).filter(|sign| !sign.is_control()),
    }
}

fn symbol(place: u32) -> char {
    match place {
        0xA3 => '≤',
        0xB3 => '≥',
        0xB1 => '±',
        0xB4 => '×',
        0x2D => '−',
        0xAE => '→',
        0x20..=0x7E => char::from_u32(place).unwrap_or('•'),
        _ => '•',
    }
}

fn wingding(place: u32) -> char {
    match place {
        0xFC | 0xFE | 0x50 | 0x52 => '✓',
        0xFB | 0xFD | 0x4F | 0x51 => '✗',
        0xE0 | 0xF0 => '→',
        _ => '•',
    }
}
