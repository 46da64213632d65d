//! From what was found to the files of a draft.

use super::form::{Form, GRANT, MEDIA, Part, REPORT, markdown};
use super::ids;
use super::words::says;
use crate::import::privacy;
use crate::import::{Draft, Entry, Origin, Question, Record, Spot, Value, What};
use crate::value::{PartialDate, Stated};

/// What the document is.
pub(super) struct Document {
    /// Its kind, as content names it.
    pub kind: Option<&'static str>,
    /// Its title, where it has one.
    pub title: Option<(String, Origin)>,
    /// The number of the annex that it is.
    pub annex: Option<String>,
    /// The slug of the grant.
    pub slug: String,
}

/// The arrays of records in the order in which officers look for them.
const ORDER: [&str; 12] = [
    "basis",
    "party",
    "target_group",
    "team",
    "task",
    "result",
    "activity",
    "indicator",
    "evidence",
    "breakdown",
    "recommendation",
    "publication",
];

/// The draft.
pub(super) fn draft(mut form: Form<'_>, document: &Document) -> Draft {
    let lots = form.beside.iter().any(|file| file.path.starts_with("lots/"));
    let mut draft = Draft::default();
    if lots {
        draft.files.append(&mut form.beside);
        draft.questions = without_texts(form.questions);
        return draft;
    }
    required(&mut form, document);
    people(&mut form);
    let folder = form.request.grant_folder(form.request.grant.unwrap_or(&document.slug), year(&form));
    let path = |name: &str| format!("{folder}/{name}");
    let reported = !form.report.records.is_empty() || form.report.has("date");
    add(&mut draft, path(GRANT), std::mem::take(&mut form.grant));
    texts(&mut draft, path(&format!("{}.md", form.lang.code())), &form);
    if reported {
        add(&mut draft, path(REPORT), std::mem::take(&mut form.report));
    }
    if !form.media.records.is_empty() {
        add(&mut draft, path(MEDIA), std::mem::take(&mut form.media));
    }
    stories(&mut draft, &mut form, &folder);
    draft.files.append(&mut form.beside);
    draft.questions = form.questions.into_iter().map(|question| in_folder(question, &folder)).collect();
    draft
}

/// A list of lots has no text beside it: what was kept for one was not taken over.
fn without_texts(questions: Vec<Question>) -> Vec<Question> {
    let told = |question: Question| match question.what {
        What::KeptAsText => Question { what: What::NotTakenOver, file: None, ..question },
        _ => question,
    };
    questions.into_iter().map(told).collect()
}

/// Files of the grant are asked about by their names; the others have their folder already.
fn in_folder(mut question: Question, folder: &str) -> Question {
    if let Some(file) = question.file.as_mut().filter(|file| !file.contains('/')) {
        *file = format!("{folder}/{file}");
    }
    question
}

fn add(draft: &mut Draft, path: String, mut part: Part) {
    let rank = |record: &Record| ORDER.iter().position(|array| *array == record.array);
    part.records.sort_by_key(rank);
    let file = draft.file(&path);
    file.entries.extend(part.fields.into_iter().map(Entry::Field));
    file.entries.extend(part.records.into_iter().map(Entry::Record));
}

fn texts(draft: &mut Draft, path: String, form: &Form<'_>) {
    if form.passages.is_empty() {
        return;
    }
    let file = draft.file(&path);
    form.passages.iter().for_each(|(text, origin)| file.write(text, origin.clone()));
}

/// What content requires and the document may leave out.
fn required(form: &mut Form<'_>, document: &Document) {
    let whole = Origin::new(Spot::Document, "");
    let (heading, origin) = document.title.clone().unwrap_or_else(|| (document.slug.clone(), whole.clone()));
    let title = form.in_lang("title");
    if !form.grant.has(&title) {
        form.grant.put(&title, Value::text(&heading), origin.clone());
        form.ask(What::Missing, &whole, GRANT, &title);
    }
    let summary = form.in_lang("summary");
    let goal = form.grant.get(&form.in_lang("goal")).or_else(|| form.grant.get(&title)).cloned();
    if let Some(goal) = goal.filter(|_| !form.grant.has(&summary)) {
        form.grant.put(&summary, goal.value, goal.origin);
        form.ask(What::Missing, &whole, GRANT, &summary);
    }
    let kind = document.kind.unwrap_or("other");
    let status = if kind == "report" { "completed" } else { "contracted" };
    form.grant.put("status", Value::text(status), origin.clone());
    form.guessed(status, &origin, GRANT, "status");
    form.grant.put("updated", Value::Date(Stated::Known(PartialDate::Day(form.request.today))), whole.clone());
    source(form, document, kind, &heading, &origin);
    if kind == "report" {
        report(form, &whole);
    } else if let Some(at) = form.report.fields.iter().position(|field| field.key.starts_with("long_term")) {
        let field = form.report.fields.remove(at);
        form.grant.put(&field.key, field.value, field.origin);
    }
}

fn source(form: &mut Form<'_>, document: &Document, kind: &str, title: &str, origin: &Origin) {
    let (key, code) = (form.in_lang("source.title"), form.lang.code());
    let reported = kind == "report";
    let parts = [Some(&mut form.grant), reported.then_some(&mut form.report)];
    for part in parts.into_iter().flatten() {
        part.put("source.kind", Value::text(kind), origin.clone());
        part.put(&key, Value::text(title), origin.clone());
        part.put("source.language", Value::text(code), origin.clone());
        if let Some(annex) = &document.annex {
            part.put("source.number", Value::text(annex), origin.clone());
        }
    }
}

fn report(form: &mut Form<'_>, whole: &Origin) {
    if form.report.put("date", Value::Date(Stated::NotStated), whole.clone()) {
        form.ask(What::Missing, whole, REPORT, "date");
    }
}

/// Participants are told apart of the direct beneficiaries, or of the first target group.
fn people(form: &mut Form<'_>) {
    let standard = Value::text("direct-beneficiaries");
    let direct = form.grant.records.iter().any(|it| it.get("standard") == Some(&standard));
    let group = form.grant.records.iter().find(|it| it.array == "target_group").and_then(|it| it.get("id")).cloned();
    let of = if direct { Some(standard) } else { group };
    let total = form.total.take();
    let (told, others): (Vec<Record>, Vec<Record>) =
        std::mem::take(&mut form.report.records).into_iter().partition(|it| it.array == "breakdown");
    form.report.records = others;
    for mut record in told {
        let Some(of) = &of else {
            form.ask(What::NotTakenOver, &record.origin, REPORT, "breakdown");
            continue;
        };
        record.fields.iter_mut().filter(|field| field.key == "of").for_each(|field| field.value = of.clone());
        if let (None, Some((value, origin))) = (record.get("total"), &total) {
            record.put("total", Value::Quantity(value.clone()), origin.clone());
        }
        form.report.records.push(record);
    }
}

/// The year of the grant's folder: when it begins, or when it was contracted or reported.
fn year(form: &Form<'_>) -> Option<i16> {
    let basis = form.grant.records.iter().filter(|it| it.array == "basis").filter_map(|it| it.get("date"));
    let start = form.grant.get("period.start").map(|field| &field.value);
    let reported = form.report.get("date").map(|field| &field.value);
    start.into_iter().chain(basis).chain(reported).find_map(|value| match value {
        Value::Date(Stated::Known(date)) => Some(date.year()),
        _ => None,
    })
}

/// Success stories without names: anonymous until the officer says otherwise.
fn stories(draft: &mut Draft, form: &mut Form<'_>, folder: &str) {
    let role = says("participant", form.lang);
    let mut slugs: Vec<String> = Vec::new();
    for story in std::mem::take(&mut form.stories) {
        let mut named = false;
        let mut without = |text: &str| {
            let (text, found) = privacy::without_names(text, role);
            named |= found;
            text
        };
        let title = without(&story.title);
        let paragraphs: Vec<String> = story.paragraphs.iter().map(|text| without(text)).collect();
        let base = ids::slug(&title, "story");
        let same = slugs.iter().filter(|slug| **slug == base || slug.starts_with(&format!("{base}-"))).count();
        let slug = if same == 0 { base } else { format!("{base}-{}", same + 1) };
        slugs.push(slug.clone());
        let folder = format!("{folder}/stories/{slug}");
        let path = format!("{folder}/story.toml");
        let origin = Origin::new(story.origin.spot.clone(), &title);
        if named {
            let question = Question::new(What::NameReplaced, origin.clone()).with("role", role);
            form.questions.push(question.about(path.clone(), "role"));
        }
        form.guessed("not-needed", &origin, &path, "consent");
        let first = paragraphs.first().map_or(title.as_str(), |text| first_sentence(text)).to_owned();
        let file = draft.file(&path);
        file.put(&form.in_lang("title"), Value::text(&title), origin.clone());
        file.put(&form.in_lang("summary"), Value::text(first), origin.clone());
        file.put("anonymous", Value::Flag(true), origin.clone());
        file.put("consent", Value::text("not-needed"), origin.clone());
        let file = draft.file(&format!("{folder}/{}.md", form.lang.code()));
        paragraphs.iter().for_each(|text| file.write(markdown(text), origin.clone()));
    }
}

/// The first sentence of a text.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    let sound = |at: &usize| text.get(*at..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && *at > 30);
    ends.into_iter().find(sound).and_then(|at| text.get(..at)).unwrap_or(text)
}
