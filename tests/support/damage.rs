//! Damage at random, and always the same: what editors and accidents put into files.

#![allow(dead_code, reason = "a test may need only a part of it")]

/// A small generator of random numbers (SplitMix64): the same numbers on every machine.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below the limit; 0 where the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % (limit.max(1) as u64)) as usize
    }

    /// One of the list, which is not empty.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// What gets into content.
pub const IN_CONTENT: &[&str] = &[
    "\"",
    "'''",
    "[[",
    "]]",
    "=",
    "{",
    "}",
    "\n",
    "\n\n[[indicator]]\n",
    "\n[[note]]\n",
    "?",
    "-",
    "-1",
    "0",
    "99999999999999999999999999999",
    "1e400",
    "nan",
    "true",
    "2024-02-30",
    "0000",
    "9999-12-31",
    "2024-13",
    ">= ",
    "15/0",
    "0/0",
    "%",
    "<script>",
    "\u{202e}",
    "\u{0}",
    "\r",
    "\u{feff}",
    "+++\n",
    "```",
    "[^1]",
    "![](x)",
    "[a](javascript:1)",
    "[a](//x)",
    "[a](#x)",
    "| - |",
    "* ",
    "> > > ",
    "#######",
    "kz",
    "\u{fffd}",
    "ә",
    "😀",
    "e\u{301}",
    "https://",
    "..",
    "/",
    "\\",
    "&amp;",
    "{{ 1 }}",
    "{% raw %}",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
];

/// What gets into the parts of documents.
pub const IN_DOCUMENTS: &[&str] = &[
    "<",
    ">",
    "/>",
    "</w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "</w:tc>",
    "w:val=\"99999999999\"",
    "\"",
    "&",
    "&#0;",
    "&amp;",
    "<w:gridSpan w:val=\"200\"/>",
    "<w:vMerge/>",
    "<w:numId w:val=\"2\"/>",
    "<!DOCTYPE x>",
    "<!--",
    "]]>",
    "r=\"ZZZZ99999999\"",
    "r=\"A1048576\"",
    "table:number-columns-repeated=\"4294967295\" ",
    "table:number-rows-repeated=\"1048576\" ",
    "-1",
    "0",
    "1e400",
    "4294967295",
    "18446744073709551616",
    "2024-02-30",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "ә",
    "😀",
    "\n",
    "../",
];

/// Breaks the bytes in one to three places.
pub fn damage(random: &mut Random, mut bytes: Vec<u8>, splinters: &[&str]) -> Vec<u8> {
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, random.one_of(splinters).bytes())),
            2 => drop(bytes.splice(at..end, random.one_of(splinters).bytes())),
            3 => bytes.truncate(at),
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            5 => swap_lines(random, &mut bytes),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = (random.next() & 0xff) as u8;
                }
            }
        }
    }
    bytes
}

fn swap_lines(random: &mut Random, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(one, other);
    *bytes = lines.join(&b'\n');
}

/// A copy that is cut off, or has bits flipped: what happens to archives and pictures on their way.
pub fn transmission(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    if random.below(3) == 0 {
        bytes.truncate(random.below(bytes.len()));
        return bytes;
    }
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << random.below(8);
        }
    }
    bytes
}
