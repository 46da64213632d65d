//! The first block: whose grant it is, on what it is based, how much, when and where.

use super::Block;
use super::filler::Filler;
use super::text::capital;
use crate::model::{Document, Party, Who};
use crate::read::{DocumentKind, PartyRole, Words};
use crate::site::Passage;
use crate::value::Stated;

/// A row of a table of keys and values.
pub(super) type Fact = (String, Vec<Passage>);

impl Filler<'_> {
    /// The table of facts, with those that only this form has at its end.
    pub(super) fn grant_facts(&self, more: Vec<Fact>) -> Block {
        let grant = self.grant;
        let mut rows = self.parties();
        rows.push(self.fact("title", self.tongue.words(&grant.title)));
        rows.extend(self.optional("priority", grant.priority.as_ref()));
        rows.extend(self.lot());
        rows.extend(self.contract().into_iter().chain(&grant.basis).map(|document| self.document(document)));
        rows.push(self.amount());
        rows.push(self.period());
        rows.push(self.fact("territory", self.territory()));
        rows.extend(self.optional("problem", grant.problem.as_ref()));
        rows.extend(self.optional("goal", grant.goal.as_ref()));
        rows.push(self.fact("summary", self.tongue.words(&grant.summary)));
        rows.extend(more);
        self.facts("form.block.facts", rows)
    }

    /// A row of facts; the key is one of `form.fact`.
    pub(super) fn fact(&self, key: &str, text: impl Into<Passage>) -> Fact {
        (self.t(&format!("form.fact.{key}")), vec![text.into()])
    }

    pub(super) fn optional(&self, key: &str, words: Option<&Words>) -> Option<Fact> {
        words.map(|words| self.fact(key, self.words(words)))
    }

    /// Who takes part, and what each does; partners have a block of their own.
    fn parties(&self) -> Vec<Fact> {
        const ROLES: [PartyRole; 8] = [
            PartyRole::Grantee,
            PartyRole::Implementer,
            PartyRole::Proposer,
            PartyRole::Customer,
            PartyRole::Operator,
            PartyRole::Funder,
            PartyRole::Stakeholder,
            PartyRole::Interested,
        ];
        let fact = |role: PartyRole| {
            let parties = self.grant.parties.iter().filter(|party| party.role == role);
            let lines: Vec<Passage> = parties.flat_map(|party| self.party(party)).collect();
            (!lines.is_empty()).then(|| (capital(&self.tongue.choice("party_role", role.code())), lines))
        };
        ROLES.into_iter().filter_map(fact).collect()
    }

    fn party(&self, party: &Party) -> Vec<Passage> {
        let does = party.does.as_ref().map(|does| self.words(does));
        [self.who(&party.who)].into_iter().chain(does).collect()
    }

    /// The name of somebody who takes part.
    pub(super) fn who(&self, who: &Who) -> Passage {
        match who {
            Who::Organisation(at) => self.words_or_blank(self.organisation(Some(*at)).map(|it| &it.name)),
            Who::Group(name) => self.words(name),
        }
    }

    fn lot(&self) -> Option<Fact> {
        let lot = self.site.portal.lots.get(self.grant.lot?)?;
        Some(self.fact("lot", self.tongue.words(&lot.title)))
    }

    /// The contract, where the facts were taken from the contract itself.
    fn contract(&self) -> Option<&Document> {
        Some(&self.grant.source).filter(|source| source.kind == DocumentKind::Contract)
    }

    /// What the grant is based on: title, number and date, one a line.
    fn document(&self, document: &Document) -> Fact {
        let number = document.number.as_ref().map(|number| self.value(self.tongue.stated(number, String::clone)));
        let date = document.date.as_ref().map(|date| self.value(self.tongue.date(date)));
        let date = date.map(|date| self.labelled(&self.t("form.fact.date"), &date.into()));
        let number = number.map(|number| self.numbered(number));
        let lines = [Some(self.tongue.words(&document.title)), number, date].into_iter().flatten().collect();
        (capital(&self.tongue.choice("document_kind", document.kind.code())), lines)
    }

    /// "№ 139".
    pub(super) fn numbered(&self, number: String) -> Passage {
        self.tongue.say("form.fact.number", &[("number", crate::language::Arg::Text(number))]).into()
    }

    fn amount(&self) -> Fact {
        let grant = self.grant;
        let amount = self.value(self.tongue.stated(&grant.amount, |amount| self.tongue.locale.number(amount)));
        let label = self.labelled_with_currency("form.fact.amount", &grant.currency);
        (label, vec![amount.into()])
    }

    /// "Amount, tenge".
    pub(super) fn labelled_with_currency(&self, key: &str, currency: &str) -> String {
        let currency = crate::language::Arg::Text(self.currency(currency));
        self.tongue.say(key, &[("currency", currency)])
    }

    fn period(&self) -> Fact {
        let period = self.grant.period.as_ref().map(|period| self.tongue.period(&period.value));
        self.fact("period", period.unwrap_or_else(|| self.not_stated()))
    }

    /// Regions, and the town where one is named.
    fn territory(&self) -> Passage {
        let grant = self.grant;
        let mut names: Vec<String> = grant.regions.iter().map(|region| self.tongue.region(region.value)).collect();
        let town = grant.town.as_ref().map(|town| self.words(town)).filter(|town| !names.contains(&town.text));
        let lang = town.as_ref().and_then(|town| town.lang);
        names.extend(town.map(|town| town.text));
        match names.is_empty() {
            true => self.not_stated().into(),
            false => Passage { text: names.join(", "), lang },
        }
    }

    /// The day of the report.
    pub(super) fn report_date(&self) -> Fact {
        let date = self.grant.report.as_ref().map_or(Stated::NotReported, |report| report.date.clone());
        self.fact("report_date", self.value(self.tongue.date(&date)))
    }
}
