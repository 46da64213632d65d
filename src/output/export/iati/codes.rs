//! Codes of the lists that IATI 2.03 names.

use crate::read::{DocumentKind, GrantStatus, IndicatorKind, OrganisationKind, PartyRole};

/// List *ActivityStatus*. A signed contract counts as the beginning of the work.
pub(super) fn status(status: GrantStatus) -> &'static str {
    match status {
        GrantStatus::Proposed => "1",
        GrantStatus::Contracted | GrantStatus::Running => "2",
        GrantStatus::Completed => "4",
        GrantStatus::Cancelled => "5",
    }
}

/// List *OrganisationType*.
pub(super) fn organisation(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::StateBody => "10",
        OrganisationKind::CityHall => "11",
        OrganisationKind::Court | OrganisationKind::Institution => "15",
        OrganisationKind::PublicAssociation | OrganisationKind::PublicFoundation => "22",
        OrganisationKind::Company => "70",
        OrganisationKind::Academy => "80",
        OrganisationKind::Media | OrganisationKind::Other => OTHER_ORGANISATION,
    }
}

/// List *OrganisationType*: other.
pub(super) const OTHER_ORGANISATION: &str = "90";

/// List *OrganisationRole*: 1 pays, 2 answers for the work, 3 hands the money on, 4 does the work. The list has nothing
/// for those who are only concerned.
pub(super) fn role(role: PartyRole) -> Option<&'static str> {
    match role {
        PartyRole::Funder => Some("1"),
        PartyRole::Customer => Some("2"),
        PartyRole::Operator => Some("3"),
        PartyRole::Grantee | PartyRole::Implementer | PartyRole::Proposer | PartyRole::Partner => Some("4"),
        PartyRole::Stakeholder | PartyRole::Interested => None,
    }
}

/// List *ResultType*: 1 output, 2 outcome, 3 impact.
pub(super) fn result(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Output => "1",
        IndicatorKind::Target | IndicatorKind::Expected => "2",
        IndicatorKind::Effect => "3",
    }
}

/// List *DocumentCategory*.
pub(super) fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Contract | DocumentKind::ContractAnnex => "A11",
        DocumentKind::LotList | DocumentKind::TermsOfReference => "A10",
        DocumentKind::Report => RESULTS,
        DocumentKind::Proposal
        | DocumentKind::Resolution
        | DocumentKind::Protocol
        | DocumentKind::Programme
        | DocumentKind::Other => "A02",
    }
}

/// List *DocumentCategory*: results.
pub(super) const RESULTS: &str = "A08";
/// List *DocumentCategory*: the page of the activity.
pub(super) const PAGE: &str = "A12";

/// List *FileFormat*, by the ending of an address; what has none of these is taken for a page.
pub(super) fn format(link: &str) -> &'static str {
    let path = link.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let known = [
        (".pdf", "application/pdf"),
        (".doc", "application/msword"),
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (".xls", "application/vnd.ms-excel"),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (".zip", "application/zip"),
        (".jpg", "image/jpeg"),
        (".jpeg", "image/jpeg"),
        (".png", "image/png"),
    ];
    known.iter().find(|(ending, _)| path.ends_with(ending)).map_or("text/html", |(_, format)| format)
}

/// List *Region*: Central Asia, for a grant in more than one country.
pub(super) const CENTRAL_ASIA: &str = "619";
/// List *Region*: developing countries, unspecified, for a grant that names no place.
pub(super) const UNSPECIFIED_PLACE: &str = "998";
/// List *Sector*: sectors not specified, for a grant without a theme.
pub(super) const UNSPECIFIED_SECTOR: &str = "99810";
/// Lists *SectorVocabulary*, *TagVocabulary*, *IndicatorVocabulary*: that of the reporting organisation.
pub(super) const OWN_VOCABULARY: &str = "99";
