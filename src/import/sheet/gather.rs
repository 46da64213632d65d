//! Rows become files, keys and records.

use super::grid::Grid;
use super::heads::Heads;
use super::labels::Labels;
use super::row::{Read, Row};
use super::tables::{At, Kind, Rows};
use crate::finding::nearest;
use crate::import::apply::{schema, shown};
use crate::import::{Draft, Entry, Field, Origin, Question, Record, Request, Value, What};
use crate::language::Lang;
use crate::read::{self, is_slug};
use crate::value::{PartialDate, Stated};
use std::collections::BTreeMap;

/// What is to be asked instead of taking a row over.
type Doubt = Box<Question>;

fn doubt<T>(what: What, origin: Origin) -> Result<T, Doubt> {
    Err(Box::new(Question::new(what, origin)))
}

/// A draft in the making.
pub(super) struct Gather<'r> {
    request: &'r Request<'r>,
    labels: Labels,
    draft: Draft,
    /// Folders of grants that the document makes, by slug.
    folders: BTreeMap<String, String>,
    /// Where the record of a file that is told apart by these words is among its entries.
    known: BTreeMap<(String, String, String), usize>,
    /// How many records of an array a file has so far.
    counts: BTreeMap<(String, String), usize>,
}

impl<'r> Gather<'r> {
    pub(super) fn new(request: &'r Request<'r>, labels: Labels) -> Self {
        let (folders, known, counts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { request, labels, draft: Draft::default(), folders, known, counts }
    }

    pub(super) fn ask(&mut self, question: Question) {
        self.draft.ask(question);
    }

    pub(super) fn done(self) -> Draft {
        self.draft
    }

    /// Learns the names of what the rows of a sheet are, so that other rows can refer to them.
    pub(super) fn names(&mut self, grid: &Grid, heads: &Heads) {
        let list = match heads.sheet.rows {
            Rows::Files(Kind::Organisation) => "organisation",
            Rows::Files(Kind::Outlet) => "outlet",
            Rows::Files(Kind::Grant) => "grant",
            Rows::Files(Kind::Lot) => "lot",
            _ => return,
        };
        let mut found = Vec::new();
        for number in grid.rows.range(heads.row + 1..).map(|(number, _)| *number) {
            let row = self.row(grid, heads, number);
            let Some((_, _, cell)) = row.cell(At::Slug) else { continue };
            let slug = cell.text();
            let slug = slug.rsplit('/').next().unwrap_or(&slug).to_owned();
            let key = if list == "grant" || list == "lot" { "title" } else { "name" };
            let texts = row.read(|at| (at == At::Own(key)).then_some(key)).fields;
            let texts = texts.into_iter().filter_map(|field| match field.value {
                Value::Text(text) => Some(text),
                _ => None,
            });
            found.extend(texts.chain([slug.clone()]).map(|text| (slug.clone(), text)));
        }
        for (slug, text) in found.iter().filter(|(slug, _)| is_slug(slug)) {
            self.labels.add(list, slug, text);
        }
    }

    fn row<'g>(&'g self, grid: &'g Grid, heads: &'g Heads, number: u32) -> Row<'g> {
        let lang = self.request.language.unwrap_or(heads.lang);
        Row { grid, heads, number, labels: &self.labels, lang }
    }

    /// Takes over the rows of a sheet, without those that `skip` says.
    pub(super) fn sheet(&mut self, grid: &Grid, heads: &Heads, skip: impl Fn(u32) -> bool) {
        for number in grid.rows.range(heads.row + 1..).map(|(number, _)| *number).filter(|number| !skip(*number)) {
            match heads.sheet.rows {
                Rows::Files(kind) => self.file(grid, heads, number, kind),
                Rows::Records { files, array, inner } => self.record(grid, heads, number, files, (array, inner)),
                Rows::Documents => self.document(grid, heads, number),
                Rows::Texts => self.text(grid, heads, number),
            }
        }
    }

    /// The fields of a row; what was not understood is asked about `file`.
    fn taken(&mut self, read: Read, file: &str) -> Vec<Field> {
        let about = |question| Question { file: Some(file.to_owned()), ..question };
        self.draft.questions.extend(read.questions.into_iter().map(about));
        read.fields
    }

    fn file(&mut self, grid: &Grid, heads: &Heads, number: u32, kind: Kind) {
        let row = self.row(grid, heads, number);
        let own = row.read(own);
        let report = row.read(report);
        let slug = row.cell(At::Slug).map(|(_, origin, cell)| (cell.text(), origin));
        let (owner, at) = (self.owner_of(&row, kind), row.origin());
        let Some((slug, origin)) = slug else { return self.ask(Question::new(What::NoName, at)) };
        let is_named = if kind == Kind::Grant { is_path(&slug) } else { is_slug(&slug) };
        if !is_named {
            return self.ask(Question::new(What::NotAnId, origin));
        }
        let path = match kind {
            Kind::Grant => format!("{}/grant.toml", self.new_grant(&slug, &own.fields)),
            Kind::Lot => format!("lots/{slug}/lot.toml"),
            Kind::Organisation => format!("organisations/{slug}.toml"),
            Kind::Outlet => format!("outlets/{slug}.toml"),
            _ => match owner {
                Ok(owner) => format!("{owner}/stories/{slug}/story.toml"),
                Err(question) => return self.ask(*question),
            },
        };
        let fields = self.taken(own, &path);
        self.put(&path, fields);
        if let Some(folder) = path.strip_suffix("/grant.toml") {
            let path = format!("{folder}/report.toml");
            let fields = self.taken(report, &path);
            self.put(&path, fields);
        }
    }

    fn put(&mut self, path: &str, fields: Vec<Field>) {
        if !fields.is_empty() {
            self.draft.file(path).entries.extend(fields.into_iter().map(Entry::Field));
        }
    }

    /// The folder of a grant that the document may be the first to name.
    fn new_grant(&mut self, slug: &str, fields: &[Field]) -> String {
        let start = fields.iter().find(|field| field.key == "period.start").map(|field| &field.value);
        let year = match start {
            Some(Value::Date(Stated::Known(date))) => PartialDate::year(*date),
            _ => self.request.today.year(),
        };
        let folder = self.request.grant_folder(slug, Some(year));
        let name = slug.rsplit('/').next().unwrap_or(slug);
        self.folders.insert(name.to_owned(), folder.clone());
        folder
    }

    /// The folder of the grant or lot that a row belongs to, of the story in it, or the file of the organisation.
    fn owner_of(&self, row: &Row<'_>, kind: Kind) -> Result<String, Doubt> {
        let named = |kind: Kind, list: &str| {
            let (_, origin, cell) = row.cell(At::Owner(kind))?;
            Some(self.there(list, &cell.text(), origin))
        };
        if kind == Kind::Organisation {
            return named(kind, "organisation")
                .unwrap_or_else(|| doubt(What::WhichOwner, row.origin()))
                .map(|slug| format!("organisations/{slug}"));
        }
        if kind == Kind::Lot
            && let Some(lot) = named(Kind::Lot, "lot")
        {
            return lot.map(|slug| format!("lots/{slug}"));
        }
        let grant = named(Kind::Grant, "grant").or_else(|| self.request.grant.map(|grant| Ok(grant.to_owned())));
        let grant = grant.or_else(|| self.owner_in_id(row)).unwrap_or_else(|| doubt(What::WhichOwner, row.origin()))?;
        let slug = grant.rsplit('/').next().unwrap_or(&grant);
        let made = self.folders.get(slug).cloned();
        Ok(made.unwrap_or_else(|| self.request.grant_folder(&grant, Some(self.request.today.year()))))
    }

    /// The short name of something that is on the portal or that the document makes. A row about anything else is not
    /// taken over: a slip in one cell must not make a grant.
    fn there(&self, list: &str, text: &str, origin: Origin) -> Result<String, Doubt> {
        let slug = text.rsplit('/').next().unwrap_or(text);
        if let Some(slug) = self.labels.code(list, text).or_else(|| self.labels.code(list, slug)) {
            return Ok(slug.to_owned());
        }
        let folders = self.request.portal.grants.iter().map(|it| it.grant.slug.as_str());
        let grants = || folders.clone().chain(self.request.grant).filter(|_| list == "grant");
        if grants().any(|grant| grant == text || grant == slug) {
            return Ok(text.to_owned());
        }
        let known = self.labels.list(list, Lang::En).into_iter().map(|(code, _)| code).chain(grants());
        Err(near(What::NoSuchOwner, What::NoSuchOwnerNear, origin, nearest(slug, known)))
    }

    /// A permanent name says the grant as well: `grants/x#people`.
    fn owner_in_id(&self, row: &Row<'_>) -> Option<Result<String, Doubt>> {
        let (_, origin, cell) = row.cell(At::Own("id"))?;
        let slug = cell.text().strip_prefix("grants/")?.split(['#', '/']).next()?.to_owned();
        is_slug(&slug).then(|| self.there("grant", &slug, origin))
    }

    /// The file that a record stands in, among those in which it may.
    fn place(&self, row: &Row<'_>, files: &[Kind]) -> Result<String, Doubt> {
        let kind = self.kind(row, files);
        let owner = self.owner_of(row, kind)?;
        let story = row.cell(At::Owner(Kind::Story)).map(|(_, origin, cell)| (cell.text(), origin));
        let story = story.filter(|(slug, _)| is_slug(slug));
        Ok(match (kind, story) {
            (Kind::Organisation | Kind::Outlet, _) => format!("{owner}.toml"),
            (Kind::Story, Some((story, origin))) => {
                let path = format!("{owner}/stories/{story}/story.toml");
                self.story(&path, &owner, origin)?;
                path
            }
            _ => format!("{owner}/{}", kind.file()),
        })
    }

    /// Whether there is this story, on the portal or in the document.
    fn story(&self, path: &str, owner: &str, origin: Origin) -> Result<(), Doubt> {
        let drafted = self.draft.files.iter().any(|file| file.path == path);
        let stories = self.request.grant_at(owner).map(|grant| grant.stories.as_slice()).unwrap_or_default();
        let slugs = || stories.iter().map(|it| it.story.slug.as_str());
        if drafted || slugs().any(|slug| path.ends_with(&format!("/{slug}/story.toml"))) {
            return Ok(());
        }
        let nearest = nearest(&origin.text, slugs());
        Err(near(What::NoSuchOwner, What::NoSuchOwnerNear, origin, nearest))
    }

    fn kind(&self, row: &Row<'_>, files: &[Kind]) -> Kind {
        let says = |at: At| row.cell(at).map(|(.., cell)| cell.text());
        let is_yes = |text: &str| self.labels.code("yes_no", text) == Some("yes");
        let named = says(At::File).and_then(|name| files.iter().find(|kind| kind.file() == name));
        let wanted = [
            (row.has(|at| at == At::Owner(Kind::Lot)), Kind::Lot),
            (row.has(|at| at == At::Owner(Kind::Story)), Kind::Story),
            (says(At::Reported).is_some_and(|text| is_yes(&text)), Kind::Report),
        ];
        let wanted = wanted.into_iter().find(|(it, kind)| *it && files.contains(kind)).map(|(_, kind)| kind);
        wanted.or(named.copied()).or(files.first().copied()).unwrap_or(Kind::Grant)
    }

    fn record(
        &mut self,
        grid: &Grid,
        heads: &Heads,
        number: u32,
        files: &[Kind],
        (array, inner): (&'static str, Option<&'static str>),
    ) {
        let row = self.row(grid, heads, number);
        let path = match self.place(&row, files) {
            Ok(path) => path,
            Err(question) => return self.ask(*question),
        };
        let has_inner = row.has(|at| matches!(at, At::Inner(_)));
        // The row of a target by year says the plan of that year.
        let in_inner = |at: At| array == "indicator" && has_inner && at == At::Own("planned");
        let own = row.read(|at| own(at).filter(|_| !in_inner(at)));
        let below = row.read(|at| match at {
            At::Inner(key) => Some(key),
            _ if in_inner(at) => Some("planned"),
            _ => None,
        });
        let report = row.read(report);
        let (origin, item) = (row.origin(), heads.sheet.own());
        let mut record = Record::new(array, origin.clone());
        record.fields = self.taken(own, &path);
        if array == "indicator" && has_inner {
            record.fields.retain(|field| field.key == "id" || field.key == "standard");
        }
        self.standard(&path, &mut record);
        if let Some(question) = self.only_a_result(&path, &record, &report) {
            return self.ask(*question);
        }
        let has_name = self.name(&path, &mut record, item);
        let below = without_label(self.taken(below, &path));
        let name = record.get("id").or_else(|| record.get("standard")).cloned();
        if !has_name || (record.fields.is_empty() && below.is_empty()) {
            return;
        }
        if let Some(inner) = inner.filter(|_| has_inner && !below.is_empty()) {
            let mut within = Record::new(inner, origin.clone());
            within.fields = below;
            record.records.push(within);
        }
        self.add(&path, record);
        let report = self.taken(report, &path.replace("/grant.toml", "/report.toml"));
        if let Some(name) = name.filter(|_| !report.is_empty()) {
            self.result(&path, heads, (array, name), report, origin);
        }
    }

    /// An indicator of the official forms that has no other name is known by that of the forms.
    fn standard(&self, path: &str, record: &mut Record) {
        if record.array != "indicator" {
            return;
        }
        let names = self.request.names(path, "indicator");
        let Some(Value::Text(id)) = record.get("id") else { return };
        if names.iter().any(|(name, is_standard)| *is_standard && name == id) {
            let has_standard = record.get("standard").is_some();
            record.fields.retain(|field| !(has_standard && field.key == "id"));
            record
                .fields
                .iter_mut()
                .filter(|field| field.key == "id")
                .for_each(|field| field.key = "standard".to_owned());
        }
    }

    /// What is asked about a row that says nothing but a result, of something that was never promised.
    fn only_a_result(&self, path: &str, record: &Record, report: &Read) -> Option<Doubt> {
        let id = record.fields.iter().find(|field| field.key == "id")?;
        let promises = |field: &Field| ["title", "planned"].iter().any(|key| field.key.starts_with(key));
        if report.fields.is_empty() || record.fields.iter().any(promises) {
            return None;
        }
        let Value::Text(name) = &id.value else { return None };
        let drafted = self.draft.files.iter().filter(|file| file.path == path).flat_map(|file| &file.entries);
        let is_it = |entry: &Entry| matches!(entry, Entry::Record(it) if it.array == record.array && it.get("id") == Some(&id.value));
        let names = self.request.names(path, &record.array);
        if drafted.into_iter().any(is_it) || names.iter().any(|(it, _)| it == name) {
            return None;
        }
        let nearest = nearest(name, names.iter().map(|(name, _)| name.as_str()));
        Some(near(What::NoSuchId, What::NoSuchIdNear, id.origin.clone(), nearest))
    }

    /// What the report says of a row.
    fn result(&mut self, path: &str, heads: &Heads, (key, name): (&str, Value), fields: Vec<Field>, origin: Origin) {
        let Some(folder) = path.strip_suffix("/grant.toml") else { return };
        let (_, array) = heads.sheet.report();
        let mut record = Record::new(array, origin.clone());
        record.put(key, name, origin);
        record.fields.extend(fields);
        self.add(&format!("{folder}/report.toml"), record);
    }

    /// Gives a record the short name that it needs, by its place; whether it has what it needs.
    fn name(&mut self, path: &str, record: &mut Record, item: Option<&read::Record>) -> bool {
        let key = item.and_then(|item| item.keys.iter().find(|key| key.name == "id"));
        let Some(key) = key else { return true };
        let needs = (key.required)() || record.array == "indicator";
        if !needs || record.get("id").is_some() || record.get("standard").is_some() {
            return true;
        }
        if record.array == "resource" && record.fields.is_empty() {
            self.ask(Question::new(What::NoName, record.origin.clone()));
            return false;
        }
        let count = self.counts.get(&(path.to_owned(), record.array.clone())).copied().unwrap_or_default() + 1;
        let id = format!("{}-{count}", record.array.replace('_', "-"));
        let question = Question::new(What::Guessed, record.origin.clone()).with("value", id.clone());
        self.ask(question.about(path, format!("{}.{id}.id", record.array)));
        let origin = record.origin.clone();
        record.fields.insert(0, Field::new("id", Value::text(id), origin));
        true
    }

    /// Adds a record to a file, or what it says to the one that it is.
    fn add(&mut self, path: &str, mut record: Record) {
        let place = (path.to_owned(), record.array.clone());
        let identity = schema::identity(&record).map(|keys| format!("{keys:?}"));
        let known = identity.map(|identity| (place.0.clone(), place.1.clone(), identity));
        if let Some(at) = known.as_ref().and_then(|known| self.known.get(known)).copied() {
            return self.merge(path, at, record);
        }
        let count = self.counts.entry(place).or_default();
        record.place = Some(*count);
        *count += 1;
        let file = self.draft.file(path);
        if let Some(known) = known {
            self.known.insert(known, file.entries.len());
        }
        file.add(record);
    }

    fn merge(&mut self, path: &str, at: usize, record: Record) {
        let Some(Entry::Record(there)) = self.draft.file(path).entries.get_mut(at) else { return };
        let mut questions = Vec::new();
        for field in record.fields {
            match there.get(&field.key) {
                None => there.fields.push(field),
                Some(value) if *value == field.value => {}
                Some(value) => {
                    let key = format!("{}.{}", there.array, field.key);
                    let value = shown(value);
                    questions
                        .push(Question::new(What::Contradiction, field.origin).with("value", value).about(path, key));
                }
            }
        }
        there.records.extend(record.records);
        self.draft.questions.extend(questions);
    }

    fn document(&mut self, grid: &Grid, heads: &Heads, number: u32) {
        let row = self.row(grid, heads, number);
        let used =
            row.cell(At::Use).and_then(|(.., cell)| self.labels.code("document_use", &cell.text()).map(str::to_owned));
        let is_lot = row.has(|at| at == At::Owner(Kind::Lot));
        let owner = self.owner_of(&row, if is_lot { Kind::Lot } else { Kind::Grant });
        let (read, origin) = (row.read(own), row.origin());
        let owner = match owner {
            Ok(owner) => owner,
            Err(question) => return self.ask(*question),
        };
        let path = match (used.as_deref(), is_lot) {
            (_, true) => format!("{owner}/lot.toml"),
            (Some("report"), _) => format!("{owner}/report.toml"),
            _ => format!("{owner}/grant.toml"),
        };
        let mut fields = self.taken(read, &path);
        if used.as_deref() == Some("basis") && !is_lot {
            let mut record = Record::new("basis", origin);
            record.fields = fields;
            return self.add(&path, record);
        }
        fields.iter_mut().for_each(|field| field.key = format!("source.{}", field.key));
        self.put(&path, fields);
    }

    fn text(&mut self, grid: &Grid, heads: &Heads, number: u32) {
        let row = self.row(grid, heads, number);
        let language = row
            .cell(At::Language)
            .and_then(|(.., cell)| self.labels.code("language", &cell.text()).and_then(Lang::from_code));
        let text = row.cell(At::Passage).map(|(_, origin, cell)| (cell.text(), origin));
        let place = self.place(&row, &[Kind::Grant, Kind::Lot, Kind::Story]);
        let origin = row.origin();
        let (Some(language), Some((text, at)), Ok(place)) = (language, text, place) else {
            return self.ask(Question::new(What::WhichOwner, origin));
        };
        let folder = place.rsplit_once('/').map_or(place.as_str(), |(folder, _)| folder);
        self.draft.file(&format!("{folder}/{language}.md")).write(text, at);
    }
}

/// What is asked about a name that is not there, with the one that was perhaps meant.
fn near(what: What, what_near: What, origin: Origin, nearest: Option<String>) -> Doubt {
    Box::new(match nearest {
        Some(nearest) => Question::new(what_near, origin).with("near", nearest),
        None => Question::new(what, origin),
    })
}

/// Whether a grant can be named so: a slug, or folders and a slug.
fn is_path(name: &str) -> bool {
    name.split('/').all(is_slug)
}

fn own(at: At) -> Option<&'static str> {
    match at {
        At::Own(key) => Some(key),
        _ => None,
    }
}

fn report(at: At) -> Option<&'static str> {
    match at {
        At::Report(key) => Some(key),
        _ => None,
    }
}

/// A part that is known by sex or age has no name of its own: what a published table calls it follows from them.
fn without_label(mut fields: Vec<Field>) -> Vec<Field> {
    if fields.iter().any(|field| matches!(field.key.as_str(), "sex" | "age")) {
        fields.retain(|field| !field.key.starts_with("name"));
    }
    fields
}
