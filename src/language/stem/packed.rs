//! Lists of words as browsers load them.

/// How many letters that two words share are counted at most: keys have no more.
const SHARED: usize = 40;

/// Words without white space as one short text: each as a sign that says how many letters it begins with as the
/// one before does (`0` none, and on in the order of ASCII), and its further letters; parted by spaces.
pub fn packed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count().min(SHARED);
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(u8::try_from(shared).map_or('0', |shared| char::from(b'0' + shared)));
        out.extend(word.chars().skip(shared));
        before = word;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_word_shares_with_the_one_before_is_counted() {
        assert_eq!(packed(["ада", "адам", "аз", "2020", "қор"]), "0ада 3м 1з 02020 0қор");
        assert_eq!(packed([]), "");
        let long = "а".repeat(50);
        assert_eq!(packed([&*long, &*long]), format!("0{long} X{}", "а".repeat(10)));
    }
}
