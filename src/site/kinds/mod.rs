//! The kinds of pages, one file each. A new kind is a file here, a line in [`ALL`], a template in
//! `themes/default/templates` and words in `themes/default/words`.

mod choice;
mod grant;
mod grants;
mod home;
mod not_found;
mod page;
mod paging;
mod parts;
mod region;

pub(super) use page::text_in;

use super::PageKind;

/// Every kind of page.
pub const ALL: &[PageKind] =
    &[choice::KIND, home::KIND, grants::KIND, grant::KIND, region::KIND, page::KIND, not_found::KIND];
