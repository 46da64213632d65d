//! Identifiers of grants and organisations in the formats of other people.
//!
//! A register's number is used where the content states it and its check digit is right. Everything else has an
//! identifier of the portal's own, made of its address: never an invented number.

use crate::check::check_digit;
use crate::model::{Grant, Organisation};
use crate::site::Site;
use jiff::civil::Date;

/// The portal's own prefix: its address without signs that identifiers must not have.
///
/// It stays the same in editions, which stand below the portal's address.
pub fn prefix(site: &Site<'_>) -> String {
    let base = &site.portal.base_url;
    let edition = site.edition.map(|name| format!("/e/{name}")).unwrap_or_default();
    let host = base.origin.split_once("://").map_or("", |(_, host)| host);
    let path = base.path.strip_suffix(edition.as_str()).unwrap_or(&base.path);
    let name: String = format!("{host}{path}")
        .chars()
        .map(|sign| if sign.is_alphanumeric() || ".-".contains(sign) { sign } else { '-' })
        .collect();
    if name.is_empty() { "esep".to_owned() } else { name }
}

/// The identifier of an organisation: by its register (org-id.guide), or the portal's own.
pub fn organisation(site: &Site<'_>, it: &Organisation) -> String {
    registered(it).unwrap_or_else(|| format!("{}-organisation-{}", prefix(site), it.slug))
}

/// The identifier of a grant below another one: of the portal, or of who reports.
pub fn grant(above: &str, grant: &Grant) -> String {
    below(above, &grant.slug)
}

/// The identifiers that a grant had when it had other slugs.
pub fn former<'g>(above: &'g str, grant: &'g Grant) -> impl Iterator<Item = String> + 'g {
    grant.former_slugs.iter().map(move |slug| below(above, &slug.value))
}

fn below(above: &str, slug: &str) -> String {
    format!("{above}-grant-{slug}")
}

/// The number in the register of the country, where it is one.
///
/// A Kyrgyz taxpayer number (14 digits) has no published check digit and is therefore not used.
fn registered(it: &Organisation) -> Option<String> {
    let number: String = it.number.as_ref()?.chars().filter(|sign| !sign.is_whitespace()).collect();
    let digits: Vec<u32> = number.chars().map(|digit| digit.to_digit(10)).collect::<Option<_>>()?;
    match (it.region.map(|region| region.country()), digits.len()) {
        (Some("KZ") | None, 12) => is_bin(&digits).then(|| format!("KZ-BIN-{number}")),
        (Some("KG"), 8) => is_checked(&digits).then(|| format!("KG-OKPO-{number}")),
        _ => None,
    }
}

/// A Kazakh business number: year and month of registration, kind of body (4 to 6), number, check digit.
fn is_bin(digits: &[u32]) -> bool {
    let [_, _, m1, m2, kind, ..] = digits else { return false };
    let month = i8::try_from(m1 * 10 + m2).ok().and_then(|month| Date::new(2000, month, 1).ok());
    month.is_some() && (4..=6).contains(kind) && is_checked(digits)
}

fn is_checked(digits: &[u32]) -> bool {
    digits.split_last().is_some_and(|(check, first)| check_digit(first) == Some(*check))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(number: &str) -> Vec<u32> {
        number.chars().filter_map(|digit| digit.to_digit(10)).collect()
    }

    /// A number with the right check digit that nobody has: made up here from its first digits.
    fn with_check(first: &str) -> Vec<u32> {
        let mut digits = digits(first);
        digits.push(check_digit(&digits).unwrap());
        digits
    }

    #[test]
    fn a_business_number_is_known_by_month_kind_and_check_digit() {
        assert!(is_bin(&with_check("99014000000")) && is_bin(&with_check("99126000000")));
        assert!(!is_bin(&with_check("99134000000")), "no such month");
        assert!(!is_bin(&with_check("99012000000")), "a person's number");
        let mut wrong = with_check("99014000000");
        wrong[11] = (wrong[11] + 1) % 10;
        assert!(!is_bin(&wrong) && !is_bin(&[]));
    }

    #[test]
    fn seven_digits_are_weighed_like_eleven() {
        assert_eq!(check_digit(&digits("0000001")), Some(7));
        assert!(is_checked(&digits("00000017")) && !is_checked(&digits("00000018")));
    }
}
