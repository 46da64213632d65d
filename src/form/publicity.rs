//! Stories, publications, recommendations, proposals, explanations.

use super::filler::{Filler, number};
use super::text::{capital, narrative};
use super::{Block, Cell};
use crate::model::{Note, Publication, Recommendation, Story};
use crate::site::Passage;
use crate::site::said::said;

impl Filler<'_> {
    /// Success stories, each under its headline.
    pub(super) fn stories(&self) -> Vec<Block> {
        if self.grant.stories.is_empty() {
            return vec![self.nothing()];
        }
        self.grant.stories.iter().flat_map(|story| self.story(story)).collect()
    }

    fn story(&self, it: &Story) -> Vec<Block> {
        let languages = &self.site.portal.languages;
        let who = if it.anonymous { it.role.as_ref() } else { it.person.as_ref().or(it.role.as_ref()) };
        let who = who.map(|who| Block::paragraph(self.labelled(&self.t("form.head.whose"), &self.words(who))));
        let outcome = it.outcome.as_ref();
        let outcome =
            outcome.map(|words| Block::paragraph(self.labelled(&self.t("form.head.outcome"), &self.words(words))));
        let mut blocks = vec![Block::below(self.tongue.words(&it.title))];
        blocks.extend(who);
        blocks.push(Block::paragraph(self.tongue.words(&it.summary)));
        blocks.extend(narrative(&it.narratives, self.tongue.lang, languages).into_iter().map(plain));
        blocks.extend(outcome);
        blocks
    }

    /// What was published, and how many people it reached.
    pub(super) fn publications(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 8] = [
            ("number", 4, true),
            ("outlet", 20, false),
            ("publication_kind", 12, false),
            ("publication", 24, false),
            ("when", 13, false),
            ("count", 8, true),
            ("reach", 13, true),
            ("note", 22, false),
        ];
        let Some(publications) = &self.grant.publications else { return vec![self.nothing()] };
        let rows: Vec<_> = publications.iter().enumerate().map(|(at, it)| self.publication(at, it)).collect();
        if rows.is_empty() {
            return vec![self.nothing()];
        }
        vec![self.table("form.block.publications", &HEADS, rows)]
    }

    fn publication(&self, at: usize, it: &Publication) -> Vec<Cell> {
        let outlet = it.outlet.and_then(|at| self.site.portal.outlets.get(at));
        let outlet =
            outlet.map_or_else(|| self.t("form.value.not_applicable").into(), |it| self.tongue.words(&it.name));
        let period = it.period.as_ref().map(|period| self.tongue.period(&period.value));
        let count = it.count.as_ref().map_or_else(|| "1".to_owned(), |count| self.quantity(count));
        let link = it.link.as_ref().or(it.archived.as_ref()).map(|link| link.value.clone().into());
        let detail = it.detail.as_ref().map(|words| self.words(words));
        vec![
            number(at),
            Cell::of(outlet),
            Cell::of(capital(&self.tongue.choice("publication_kind", it.kind.code()))),
            Cell::of(self.tongue.words(&it.title)),
            Cell::of(period.unwrap_or_else(|| self.not_stated())),
            Cell::of(count),
            Cell::of(self.reach(it)),
            Cell::lines(detail.into_iter().chain(link)),
        ]
    }

    /// How many it reached, and what was counted.
    fn reach(&self, it: &Publication) -> Passage {
        let Some(reach) = &it.reach else { return self.not_stated().into() };
        let number = self.quantity(reach);
        match it.measured {
            Some(measured) => self.labelled(&capital(&self.tongue.choice("measured", measured.code())), &number.into()),
            None => number.into(),
        }
    }

    /// Recommendations to state bodies.
    pub(super) fn recommendations(&self) -> Vec<Block> {
        const HEADS: [(&str, usize, bool); 4] =
            [("number", 5, true), ("state_body", 30, false), ("recommendation", 43, false), ("letter", 22, false)];
        let recommendations = self.grant.report.iter().flat_map(|report| &report.recommendations);
        let row = |(at, it): (usize, &Recommendation)| {
            let to = self.organisation(it.to);
            vec![
                number(at),
                Cell::of(self.words_or_blank(to.map(|to| &to.name))),
                Cell::of(self.tongue.words(&it.text)),
                Cell::lines(self.letter(it)),
            ]
        };
        let rows: Vec<_> = recommendations.enumerate().map(row).collect();
        if rows.is_empty() {
            return vec![self.nothing()];
        }
        vec![self.table("form.block.recommendations", &HEADS, rows)]
    }

    /// Number and day of the letter.
    fn letter(&self, it: &Recommendation) -> Vec<Passage> {
        let number = it.letter_number.as_ref().map(|number| self.value(self.tongue.stated(number, String::clone)));
        let date = it.letter_date.as_ref().map(|date| self.value(self.tongue.date(date)));
        number.map(|number| self.numbered(number)).into_iter().chain(date.map(Passage::from)).collect()
    }

    /// What is proposed next.
    pub(super) fn follow_up(&self) -> Vec<Block> {
        let proposed = self.grant.report.as_ref().and_then(|report| report.follow_up.as_ref());
        let Some(it) = proposed else { return vec![self.nothing()] };
        let mut rows = vec![self.fact("proposal", self.tongue.words(&it.text))];
        if let Some(amount) = &it.amount {
            let amount = self.value(self.tongue.stated(amount, |amount| self.tongue.locale.number(amount)));
            rows.push((self.labelled_with_currency("form.fact.needed", &self.grant.currency), vec![amount.into()]));
        }
        let regions: Vec<String> = it.regions.iter().map(|region| self.tongue.region(region)).collect();
        if !regions.is_empty() {
            rows.push(self.fact("territory", regions.join(", ")));
        }
        vec![self.facts("form.block.follow_up", rows)]
    }

    /// What the portal explains beside the figures; nothing where there is nothing to explain.
    pub(super) fn notes(&self) -> Vec<Block> {
        let note = |it: &Note| {
            let text = self.tongue.words(&it.text);
            let about = it.about.as_deref().and_then(|id| self.named(id));
            Block::Item { text: about.map_or(text.clone(), |about| self.labelled(&about.text, &text)) }
        };
        self.grant.notes.iter().map(note).collect()
    }

    /// The name of what a note is about.
    fn named(&self, id: &str) -> Option<Passage> {
        let figure = self.site.figures.ledger.find(&format!("grants/{}", self.grant.slug), id)?;
        said(self.site, self.tongue, figure).map(|said| said.title)
    }

    /// Nobody has reported anything, or the report has nothing of this kind.
    fn nothing(&self) -> Block {
        Block::paragraph(if self.grant.report.is_none() { self.not_reported() } else { self.not_stated() })
    }
}

/// A heading within a story is a paragraph: the headline is the only heading that a story has in a form.
fn plain(block: Block) -> Block {
    match block {
        Block::Heading { text, .. } => Block::Paragraph { text },
        other => other,
    }
}
