use super::*;
use crate::read::Drafts;

#[test]
fn a_document_that_says_nothing_known_is_refused() {
    let portal = Drafts::default();
    let today = jiff::civil::date(2026, 11, 20);
    let request = Request { portal: &portal, language: None, grant: None, today };
    assert!(matches!(read(Document::default(), &request), Err(Fault::Nothing)));
}
