//! Content as rows of the sheets: what the template is filled with.

use super::heads::Part;
use super::labels::Labels;
use super::tables::{At, Column, Kind, Rows, Sheet};
use crate::import::apply::node::{Kind as Written, Node};
use crate::language::Lang;
use crate::read::{Drafts, Files, Shape};
use crate::value::{Amount, Bound, Decimal, PartialDate, Quantity, Stated, date, quantity};

/// What is put into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filled {
    Text(String),
    Number(Decimal),
    Date(PartialDate),
}

/// A cell of a row: the column, which part of it, and what is put there.
pub(super) type Cells = Vec<(&'static str, Part, Filled)>;

/// A file of content, to whom it belongs, and what stands in it.
struct Place {
    kind: Kind,
    /// `2024/ai-komek` of a grant, the slug of everything else.
    slug: String,
    owner: Cells,
    folder: String,
    node: Node,
}

/// The content of a portal.
pub(super) struct Content<'c> {
    places: Vec<Place>,
    texts: Vec<(Cells, String)>,
    labels: &'c Labels,
    lang: Lang,
}

impl<'c> Content<'c> {
    pub(super) fn read(drafts: &Drafts, files: &dyn Files, labels: &'c Labels, lang: Lang) -> Self {
        let mut content = Self { places: Vec::new(), texts: Vec::new(), labels, lang };
        for grant in &drafts.grants {
            let owner = vec![("grant", Part::Value, Filled::Text(grant.grant.slug.clone()))];
            let below = grant.folder.trim_start_matches("content/grants/");
            for kind in [Kind::Grant, Kind::Report, Kind::Media] {
                content.place(files, kind, below, &owner, &grant.folder);
            }
            for story in &grant.stories {
                let slug = Filled::Text(story.story.slug.clone());
                let owner = [owner.clone(), vec![("story", Part::Value, slug)]].concat();
                content.place(files, Kind::Story, &story.story.slug, &owner, &story.folder);
            }
        }
        for lot in &drafts.lots {
            let owner = vec![("lot", Part::Value, Filled::Text(lot.slug.clone()))];
            content.place(files, Kind::Lot, &lot.slug, &owner, &format!("content/lots/{}", lot.slug));
        }
        for it in &drafts.organisations {
            let owner = vec![("organisation", Part::Value, content.label("organisation", &it.slug))];
            content.single(files, Kind::Organisation, &it.slug, owner, "organisations");
        }
        for it in &drafts.outlets {
            content.single(files, Kind::Outlet, &it.slug, Vec::new(), "outlets");
        }
        content
    }

    fn place(&mut self, files: &dyn Files, kind: Kind, slug: &str, owner: &Cells, folder: &str) {
        self.single_at(files, kind, slug, owner.clone(), folder, &format!("{folder}/{}", kind.file()));
        for lang in Lang::ALL.into_iter().filter(|_| matches!(kind, Kind::Grant | Kind::Story | Kind::Lot)) {
            if let Some(text) = text(files, &format!("{folder}/{lang}.md")) {
                let language = ("language", Part::Value, self.label("language", lang.code()));
                self.texts.push(([owner.clone(), vec![language]].concat(), text));
            }
        }
    }

    fn single(&mut self, files: &dyn Files, kind: Kind, slug: &str, owner: Cells, folder: &str) {
        self.single_at(files, kind, slug, owner, "", &format!("content/{folder}/{slug}.toml"));
    }

    fn single_at(&mut self, files: &dyn Files, kind: Kind, slug: &str, owner: Cells, folder: &str, path: &str) {
        if let Some(node) = text(files, path).as_deref().and_then(Node::parse) {
            self.places.push(Place { kind, slug: slug.to_owned(), owner, folder: folder.to_owned(), node });
        }
    }

    fn label(&self, list: &str, code: &str) -> Filled {
        Filled::Text(self.labels.label(list, code, self.lang).to_owned())
    }

    /// The rows of a sheet.
    pub(super) fn rows(&self, sheet: &'static Sheet) -> Vec<Cells> {
        match sheet.rows {
            Rows::Files(kind) => self.of(&[kind]).map(|place| self.file(sheet, place)).collect(),
            Rows::Records { files, array, inner } => {
                let places = self.of(files);
                places.flat_map(|place| self.records(sheet, place, array, inner)).collect()
            }
            Rows::Documents => {
                self.of(&[Kind::Grant, Kind::Report, Kind::Lot]).flat_map(|it| self.documents(sheet, it)).collect()
            }
            Rows::Texts => {
                let row = |(owner, text): &(Cells, String)| {
                    [owner.clone(), vec![("text", Part::Value, Filled::Text(text.clone()))]].concat()
                };
                self.texts.iter().map(row).collect()
            }
        }
    }

    fn of<'s>(&'s self, kinds: &'s [Kind]) -> impl Iterator<Item = &'s Place> {
        self.places.iter().filter(move |place| kinds.contains(&place.kind))
    }

    fn file(&self, sheet: &'static Sheet, place: &Place) -> Cells {
        let mut cells: Cells = place
            .owner
            .iter()
            .filter(|(name, ..)| *name != "story" && sheet.column(name).is_some_and(|it| matches!(it.at, At::Owner(_))))
            .cloned()
            .collect();
        cells.push(("id", Part::Value, Filled::Text(place.slug.clone())));
        let report = self.report(place);
        for column in sheet.columns {
            match column.at {
                At::Own(key) => self.fill(sheet, column, place.node.find(key), &mut cells),
                At::Report(key) => self.fill(sheet, column, report.and_then(|node| node.find(key)), &mut cells),
                _ => {}
            }
        }
        cells
    }

    /// The report of the grant.
    fn report(&self, place: &Place) -> Option<&Node> {
        let is_it = |it: &&Place| it.kind == Kind::Report && it.folder == place.folder && place.kind == Kind::Grant;
        self.places.iter().find(is_it).map(|it| &it.node)
    }

    fn records(&self, sheet: &'static Sheet, place: &Place, array: &str, inner: Option<&str>) -> Vec<Cells> {
        let items = place.node.child(array).map(Node::items).unwrap_or_default();
        items.iter().flat_map(|node| self.record(sheet, place, node, inner)).collect()
    }

    fn record(&self, sheet: &'static Sheet, place: &Place, node: &Node, inner: Option<&str>) -> Vec<Cells> {
        let below = inner.and_then(|inner| node.child(inner)).map(Node::items).unwrap_or_default();
        let own = self.own(sheet, place, node);
        match (sheet.name, below) {
            ("indicators", below) => {
                let name = |cells: &Cells| -> Cells {
                    let keep = |(name, ..): &&(&str, Part, Filled)| ["grant", "lot", "id", "standard"].contains(name);
                    cells.iter().filter(keep).cloned().collect()
                };
                let targets = below.iter().map(|target| [name(&own), self.inner(sheet, target)].concat());
                [own.clone()].into_iter().chain(targets).collect()
            }
            ("payers", []) => Vec::new(),
            (_, []) => vec![own],
            (_, below) => below.iter().map(|part| [own.clone(), self.inner(sheet, part)].concat()).collect(),
        }
    }

    fn own(&self, sheet: &'static Sheet, place: &Place, node: &Node) -> Cells {
        let mut cells: Cells = place.owner.clone();
        cells.retain(|(name, ..)| sheet.column(name).is_some_and(|column| matches!(column.at, At::Owner(_))));
        let name = node.child("id").or_else(|| node.child("standard"));
        let result =
            self.report(place).zip(name.and_then(Node::written)).and_then(|(report, name)| result(sheet, report, name));
        for column in sheet.columns {
            match column.at {
                At::Own(key) => self.fill(sheet, column, node.find(key), &mut cells),
                At::Report(key) => self.fill(sheet, column, result.and_then(|node| node.find(key)), &mut cells),
                At::Reported if place.kind == Kind::Report => {
                    cells.push((column.name, Part::Value, self.label("yes_no", "yes")))
                }
                At::Reported if place.kind == Kind::Grant => {
                    cells.push((column.name, Part::Value, self.label("yes_no", "no")))
                }
                At::File => cells.push((column.name, Part::Value, Filled::Text(place.kind.file().to_owned()))),
                _ => {}
            }
        }
        cells
    }

    fn inner(&self, sheet: &'static Sheet, node: &Node) -> Cells {
        let mut cells = Cells::new();
        for column in sheet.columns {
            match column.at {
                At::Inner(key) => self.fill(sheet, column, node.find(key), &mut cells),
                At::Own("planned") => self.fill(sheet, column, node.find("planned"), &mut cells),
                _ => {}
            }
        }
        cells
    }

    fn documents(&self, sheet: &'static Sheet, place: &Place) -> Vec<Cells> {
        let used = if place.kind == Kind::Report { "report" } else { "plan" };
        let source = place.node.child("source").map(|node| (used, node));
        let basis = place.node.child("basis").map(Node::items).unwrap_or_default();
        let row = |(used, node): (&str, &Node)| {
            let mut cells = self.own(sheet, place, node);
            cells.push(("use", Part::Value, self.label("document_use", used)));
            cells
        };
        source.into_iter().chain(basis.iter().map(|node| ("basis", node))).map(row).collect()
    }

    fn fill(&self, sheet: &Sheet, column: &'static Column, node: Option<&Node>, cells: &mut Cells) {
        let Some((node, shape)) = node.zip(sheet.shape(column)) else { return };
        match &shape {
            Shape::Words => {
                cells.extend(words(node).into_iter().map(|(part, text)| (column.name, part, Filled::Text(text))))
            }
            Shape::List(of) if matches!(of(), Shape::Words) => {
                cells.extend(lines(node).into_iter().map(|(part, text)| (column.name, part, Filled::Text(text))));
            }
            Shape::List(_) => {
                let parts: Vec<&str> = node.items().iter().filter_map(Node::written).collect();
                let labels: Vec<&str> =
                    parts.iter().map(|code| self.labels.label(column.list, code, self.lang)).collect();
                cells.push((column.name, Part::Value, Filled::Text(labels.join("; "))));
            }
            shape => cells.extend(self.value(column, node, shape).map(|cell| (column.name, Part::Value, cell))),
        }
    }

    fn value(&self, column: &Column, node: &Node, shape: &Shape) -> Option<Filled> {
        let text = node.written()?;
        Some(match shape {
            Shape::Quantity => self.quantity(node, text),
            Shape::Date => match date::parse(text) {
                Ok(Stated::Known(date)) => Filled::Date(date),
                _ => Filled::Text(text.to_owned()),
            },
            Shape::Flag => self.label("yes_no", if text == "true" { "yes" } else { "no" }),
            _ if column.list == "partners" => self.label("yes_no", "yes"),
            _ if !column.list.is_empty() => self.label(column.list, text),
            _ => Filled::Text(text.to_owned()),
        })
    }

    /// A plain number as such; with the words of the language for what binds it.
    fn quantity(&self, node: &Node, text: &str) -> Filled {
        if let Written::Plain(done) = &node.kind
            && matches!(done.as_str(), "true" | "false")
        {
            return self.label("yes_no", if done == "true" { "yes" } else { "no" });
        }
        let Ok(Stated::Known(quantity)) = quantity::parse(text) else { return Filled::Text(text.to_owned()) };
        let bound = match quantity.bound {
            Bound::Exactly => "",
            Bound::AtLeast => self.labels.label("bound", "at-least", self.lang),
            Bound::AtMost => self.labels.label("bound", "at-most", self.lang),
        };
        match quantity.amount {
            Amount::Number(number) if quantity.bound == Bound::Exactly && !quantity.percent => Filled::Number(number),
            _ => Filled::Text(format!("{bound} {}", Quantity { bound: Bound::Exactly, ..quantity }).trim().to_owned()),
        }
    }
}

/// What the report says of an indicator or activity.
fn result<'n>(sheet: &Sheet, report: &'n Node, name: &str) -> Option<&'n Node> {
    let (_, array) = sheet.report();
    let key = if array == "result" { "indicator" } else { "activity" };
    let is_it = |node: &&Node| node.child(key).and_then(Node::written) == Some(name);
    report.child(array)?.items().iter().find(is_it)
}

fn words(node: &Node) -> Vec<(Part, String)> {
    match &node.kind {
        Written::Text(text) => vec![(Part::Same, text.clone())],
        _ => {
            let text =
                |(code, node): &(String, Node)| Some((Part::In(Lang::from_code(code)?), node.written()?.to_owned()));
            node.entries().iter().filter_map(text).collect()
        }
    }
}

/// One line for each item of the list in each language; an item that a language does not say is an empty line.
fn lines(node: &Node) -> Vec<(Part, String)> {
    let parts = Lang::ALL.map(Part::In).into_iter().chain([Part::Same]);
    let line = |part: Part, item: &Node| words(item).into_iter().find(|(it, _)| *it == part).map(|(_, text)| text);
    let lines = parts.map(|part| {
        let lines: Vec<String> = node.items().iter().map(|item| line(part, item).unwrap_or_default()).collect();
        (part, lines.join("\n"))
    });
    lines.filter(|(_, text)| !text.trim().is_empty()).collect()
}

fn text(files: &dyn Files, path: &str) -> Option<String> {
    let text = String::from_utf8(files.read(path).ok()?).ok()?;
    Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}
