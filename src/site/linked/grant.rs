//! A grant as a `MonetaryGrant` of schema.org; what only asks for money is a `Project`.

use super::super::kinds::parts;
use super::super::{Site, Tongue};
use super::{number, object, organisation, some};
use crate::model::{Grant, Who};
use crate::read::{GrantStatus, PartyRole};
use serde_json::{Value, json};

/// What a grant's page tells.
pub fn grant(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant) -> Value {
    let address = site.address(&parts::grant_address(tongue, grant));
    // The name on the page: those in other languages are told by the pages of those languages, which weigh less so.
    let title = tongue.words(&grant.title);
    let name = Some(json!({ "@language": title.lang.unwrap_or(tongue.lang.code()), "@value": title.text }));
    if grant.status == GrantStatus::Proposed {
        let id = Some(json!(grant.slug));
        return object(
            "Project",
            [("@id", Some(json!(address))), ("identifier", id), ("name", name), ("url", Some(json!(address)))],
        );
    }
    let project = object("Project", [("name", Some(json!(tongue.words(&grant.title).text)))]);
    let doers = parties(site, tongue, grant, &[PartyRole::Grantee, PartyRole::Implementer]);
    let funded = [project].into_iter().chain(doers).collect();
    let fields = [
        ("@id", Some(json!(address))),
        ("identifier", Some(json!(grant.slug))),
        ("name", name),
        ("url", Some(json!(address))),
        ("amount", amount(grant)),
        ("funder", some(parties(site, tongue, grant, &[PartyRole::Funder]))),
        ("sponsor", some(parties(site, tongue, grant, &[PartyRole::Operator, PartyRole::Customer]))),
        ("fundedItem", some(funded)),
    ];
    object("MonetaryGrant", fields)
}

fn amount(grant: &Grant) -> Option<Value> {
    let value = number(grant.amount.known()?);
    Some(json!({ "@type": "MonetaryAmount", "value": value, "currency": grant.currency }))
}

/// Organisations that take part in these roles, each once. Groups without a page stay unnamed here.
fn parties(site: &Site<'_>, tongue: &Tongue<'_>, grant: &Grant, roles: &[PartyRole]) -> Vec<Value> {
    let mut all: Vec<usize> = Vec::new();
    for party in grant.parties.iter().filter(|party| roles.contains(&party.role)) {
        if let Who::Organisation(at) = party.who
            && !all.contains(&at)
        {
            all.push(at);
        }
    }
    all.into_iter().filter_map(|at| organisation(site, tongue, at)).collect()
}
