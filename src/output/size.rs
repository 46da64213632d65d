//! How large the site is, held against what its host takes.

use crate::finding::{Code, Finding};
use crate::site::Site;
use crate::value::Decimal;

/// What GitHub Pages takes, in megabytes: 1 GB.
const PAGES: u64 = 1000;
/// From this share of the limit on the size is told, in percent: early enough to do something about it.
const NEAR: u64 = 80;
const MEGABYTE: u64 = 1_000_000;

/// The finding that the site, of so many bytes, comes near what its host takes, or is beyond it. An edition is a part of
/// the site that it is published with.
pub(super) fn near_limit(site: &Site<'_>, bytes: u64) -> Option<Finding> {
    let finding = near(bytes, limit(site)?).filter(|_| site.edition.is_none())?;
    Some(match &site.portal.site_limit {
        Some(limit) => finding.at(&limit.place),
        None => finding,
    })
}

/// What the host of the site takes, in megabytes; nothing where no limit is meant.
pub(super) fn limit(site: &Site<'_>) -> Option<u64> {
    let written = site.portal.site_limit.as_ref();
    written.map_or(Some(PAGES), |limit| u64::try_from(limit.value).ok().filter(|limit| *limit > 0))
}

/// The finding that so many bytes come near so many megabytes, or are more.
pub fn near(bytes: u64, limit: u64) -> Option<Finding> {
    let passed = passed(bytes, limit)?;
    let finding = Finding::new(Code::SiteNearLimit);
    Some(finding.with("passed", Decimal::from(passed)).with("limit", Decimal::from(limit)))
}

/// The mark that was passed, in megabytes: the limit or the share from which it is near. A mark and no size, so that
/// the finding does not change with every word of the content.
fn passed(bytes: u64, limit: u64) -> Option<u64> {
    let near = limit.saturating_mul(NEAR) / 100;
    [limit, near].into_iter().find(|mark| bytes > mark.saturating_mul(MEGABYTE))
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn the_highest_mark_that_was_passed_is_told() {
        assert_eq!(passed(800_000_000, 1000), None);
        assert_eq!(passed(800_000_001, 1000), Some(800));
        assert_eq!(passed(1_000_000_000, 1000), Some(800));
        assert_eq!(passed(1_000_000_001, 1000), Some(1000));
        assert_eq!(passed(u64::MAX, u64::MAX), None);
    }
}
