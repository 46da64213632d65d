//! Pages become text: the look's templates, compiled once, filled with what a page says.

use super::assets::Assets;
use super::card::{self, Fonts};
use super::chart;
use super::embed::Embedding;
use super::escape::{escape, escaped};
use super::spoken::{self, Spoken};
use crate::finding::{Code, FileName, Finding, Findings, Place};
use crate::language::{Arg, Lang};
use crate::site::card::Card;
use crate::site::chart::Chart;
use crate::site::takeaway::{self, Takeaway};
use crate::site::{Entry, Frame, Page, Site};
use crate::theme::Theme;
use crate::value::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

/// Prints pages. There is one set of templates per language, because `t` speaks one language.
pub(super) struct Printer<'s> {
    by_language: BTreeMap<Lang, Tera>,
    site: &'s Site<'s>,
}

/// A chart as templates get it.
#[derive(Serialize)]
struct ChartView {
    /// The fragment of its address.
    id: String,
    /// The id of the element that says its title.
    named: String,
    svg: String,
    title: String,
    description: String,
    table: crate::site::chart::TableTwin,
    /// Where a reader learns how to take the chart away; absent where charts stay on their pages.
    take: Option<String>,
}

impl<'s> Printer<'s> {
    /// Teaches the templates to speak the languages of a site.
    pub(super) fn new(site: &'s Site<'s>, templates: &Tera, assets: &Assets, spoken: &Spoken) -> Self {
        let speaking = |language: &Lang| {
            let mut tera = templates.clone();
            register(&mut tera, site, *language, (assets, spoken));
            (*language, tera)
        };
        Self { by_language: site.interface_languages().iter().map(speaking).collect(), site }
    }

    /// The text of one page.
    pub(super) fn print(&self, entry: &Entry, page: Page) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        let charts: BTreeMap<&str, ChartView> = page
            .body
            .charts
            .iter()
            .zip(0..)
            .map(|((name, chart), at)| (*name, chart_view(name, chart, page.taken.get(at))))
            .collect();
        context.insert("untranslated", &(page.frame.title.lang.is_some() || has_other_language(&page.body.view)));
        context.insert("frame", &page.frame);
        context.insert("charts", &charts);
        context.insert_value("page", page.body.view);
        self.fill(entry.kind.template, &context, entry)
    }

    /// The page that other sites embed for a chart of a page.
    pub(super) fn embed(
        &self,
        entry: &Entry,
        frame: &Frame,
        (name, chart): (&str, &Chart),
        embedding: &Embedding<'_>,
    ) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        context.insert("frame", frame);
        context.insert("chart", &chart_view(name, chart, None));
        context.insert("embed", embedding);
        context.insert("how", takeaway::HOW);
        self.fill("embed.html", &context, entry)
    }

    /// The page at a former address of an embedded chart.
    pub(super) fn embed_moved(
        &self,
        entry: &Entry,
        frame: &Frame,
        embedding: &Embedding<'_>,
    ) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        context.insert("frame", frame);
        context.insert("embed", embedding);
        self.fill("embed-moved.html", &context, entry)
    }

    /// The page at the address of an embedded chart of a grant that was withdrawn.
    pub(super) fn embed_withdrawn(&self, entry: &Entry, page: &Page) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        context.insert("frame", &page.frame);
        context.insert_value("page", page.body.view.clone());
        self.fill("embed-withdrawn.html", &context, entry)
    }

    /// The drawing of a page's share card.
    pub(super) fn card(&self, entry: &Entry, card: &Card) -> Result<String, Box<Finding>> {
        let mut context = Context::new();
        context.insert("card", card);
        context.insert("lang", &entry.language.map_or("", Lang::code));
        self.fill(&card_template(entry), &context, entry)
    }

    fn fill(&self, template: &str, context: &Context, entry: &Entry) -> Result<String, Box<Finding>> {
        let language = entry.language.or_else(|| self.site.interface_languages().first().copied());
        let tera = language.and_then(|language| self.by_language.get(&language));
        let tera = tera.ok_or_else(|| Box::new(Finding::new(Code::TemplateError)))?;
        tera.render(template, context).map_err(|error| Box::new(template_error(&error, &entry.address)))
    }
}

/// The template of a page's share card.
pub(super) fn card_template(entry: &Entry) -> String {
    format!("cards/{}.svg", entry.kind.name)
}

/// Whether a view holds a passage in another language than the page's: a field `lang` that says something.
fn has_other_language(view: &Value) -> bool {
    let in_fields = || view.as_map().is_some_and(|map| map.values().any(has_other_language));
    let in_items = || view.as_array().is_some_and(|items| items.iter().any(has_other_language));
    let own = view.as_map().and_then(|_| view.get_from_path("lang")).is_some_and(|lang| lang.as_str().is_some());
    own || in_fields() || in_items()
}

fn chart_view(name: &str, chart: &Chart, take: Option<&Takeaway>) -> ChartView {
    ChartView {
        id: format!("figure-{name}"),
        named: format!("chart-{name}-title"),
        svg: chart::svg(chart, &format!("chart-{name}")),
        title: chart.title().to_owned(),
        description: chart.description().to_owned(),
        table: chart.table(),
        take: take.map(|take| format!("{}#{}", take.embed, takeaway::HOW)),
    }
}

fn new_tera(fonts: &Arc<Fonts>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html", ".xml", ".svg"]);
    tera.set_escape_fn(escape);
    tera.register_filter("words", words);
    tera.register_filter("leads", leads);
    tera.register_filter("inside", inside);
    tera.register_filter("unbroken", unbroken);
    tera.register_filter("steps", steps);
    card::register(&mut tera, fonts);
    tera.register_function("t", |_: Kwargs, _: &State<'_>| -> TeraResult<String> { Ok(String::new()) });
    tera.register_function("asset", |_: Kwargs, _: &State<'_>| -> TeraResult<String> { Ok(String::new()) });
    tera.register_function("brief", |_: Kwargs, _: &State<'_>| -> TeraResult<bool> { Ok(false) });
    tera
}

/// Compiles the templates. Every template is read alone first, so that one run reports all that cannot be read.
pub(super) fn compile(theme: &Theme, fonts: &Arc<Fonts>) -> Result<Tera, Findings> {
    let broken: Findings = theme.templates.iter().filter_map(|(name, text)| syntax_error(name, text, fonts)).collect();
    if !broken.is_empty() {
        return Err(broken);
    }
    let mut tera = new_tera(fonts);
    let all = |error: tera::Error| vec![template_error(&error, "")];
    tera.set_fallback_prefixes(theme.prefixes()).map_err(all)?;
    tera.add_raw_templates(theme.templates.iter()).map_err(all)?;
    Ok(tera)
}

fn syntax_error(name: &str, text: &str, fonts: &Arc<Fonts>) -> Option<Finding> {
    let error = new_tera(fonts).add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| template_error(&error, name))
}

fn template_error(error: &tera::Error, page: &str) -> Finding {
    let (name, reason, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.message().to_owned(), Some(report.span().clone()))
        }
        _ => (page.to_owned(), error.to_string(), None),
    };
    let finding = Finding::new(Code::TemplateError).with("template", name.as_str()).with("reason", reason);
    let Some((look, file)) = name.split_once('/').filter(|_| span.is_some()) else { return finding.with("page", page) };
    let folder = if file.starts_with("cards/") { "" } else { "templates/" };
    let path = FileName::from(format!("themes/{look}/{folder}{file}"));
    let range = span.map_or(0..0, |span| span.range.clone());
    finding.at(&Place::new(&path, range))
}

fn register(tera: &mut Tera, site: &Site<'_>, language: Lang, (assets, spoken): (&Assets, &Spoken)) {
    let files = assets.all().map(|(path, address)| (path.to_owned(), address.to_owned()));
    let words = spoken.address(language).map(|address| (spoken::NAME.to_owned(), address));
    let addresses: BTreeMap<String, String> = files.chain(words).collect();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let name: String = kwargs.must_get("name")?;
        addresses.get(&name).cloned().ok_or_else(|| tera::Error::message(format!("no file `{name}` in the look")))
    });
    let is_brief = site.portal.is_brief();
    tera.register_function("brief", move |_: Kwargs, _: &State<'_>| -> TeraResult<bool> { Ok(is_brief) });
    let Some(tongue) = site.tongue(Some(language)) else { return };
    let say = tongue.saying();
    // Most of what templates ask for.
    let plain: HashMap<String, Value> = tongue.plain_words().map(|(key, text)| (key.to_owned(), text.into())).collect();
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let key: &str = kwargs.must_get("key")?;
        if let Some(words) = plain.get(key) {
            return Ok(words.clone());
        }
        let args: Vec<(String, Arg)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), arg(value)?)))
            .filter(|(name, _)| name != "key")
            .collect();
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
        say(key, &args).map(Value::from).map_err(|missing| tera::Error::message(missing.to_string()))
    });
}

fn arg(value: &Value) -> Option<Arg> {
    let text = |value: &Value| value.as_str().map(|text| Arg::Text(text.to_owned()));
    value.as_i64().map(|number| Arg::Number(Decimal::from(number))).or_else(|| text(value))
}

/// `{{ passage | words }}`: the text, in a `span` with its language where that is not the page's.
fn words(passage: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    if let Some(text) = passage.as_str() {
        return Ok(Value::safe_string(&escaped(text)));
    }
    let field = |name: &'static str| passage.get_from_path(name).and_then(Value::as_str);
    let Some(text) = field("text") else { return Err(tera::Error::message("`words` takes a text of the content")) };
    let html = match field("lang") {
        Some(lang) => format!("<span lang=\"{}\">{}</span>", escaped(lang), escaped(text)),
        None => escaped(text),
    };
    Ok(Value::safe_string(&html))
}

/// How long a word may be that stays on one line; longer ones would not fit a phone.
const UNBROKEN: usize = 24;

/// `{{ text | unbroken }}`: the text, whose words with a hyphen and a digit, such as the name of an edition, never break.
fn unbroken(text: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let Some(text) = text.as_str() else { return Err(tera::Error::message("`unbroken` takes a text")) };
    let whole = |word: &str| {
        let is_name = word.contains('-') && word.contains(|sign: char| sign.is_ascii_digit());
        is_name && word.chars().count() <= UNBROKEN
    };
    let word = |word: &str| match whole(word) {
        true => format!("<span class=\"unbroken\">{}</span>", escaped(word)),
        false => escaped(word),
    };
    Ok(Value::safe_string(&text.split(' ').map(word).collect::<Vec<_>>().join(" ")))
}

/// `{{ text | inside }}`: a long text between two tags, where quotes are letters like others and weigh one byte.
fn inside(text: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let Some(text) = text.as_str() else { return Err(tera::Error::message("`inside` takes a text")) };
    Ok(Value::safe_string(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")))
}

/// `{{ path | steps }}`: a path that breaks between its parts only, as far as they fit.
fn steps(path: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let Some(path) = path.as_str() else { return Err(tera::Error::message("`steps` takes a path")) };
    Ok(Value::safe_string(&escaped(path).replace('/', "/<wbr>")))
}

/// `{{ value | leads }}`: whether the text of a value begins with its number as programs write it.
fn leads(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<bool> {
    let field = |name: &'static str| value.get_from_path(name).and_then(Value::as_str);
    let (Some(text), Some(plain)) = (field("text"), field("plain")) else { return Ok(false) };
    let is_whole = plain.chars().all(|digit| digit.is_ascii_digit());
    let goes_on = |rest: &str| {
        let mut rest = rest.chars();
        rest.next().is_none_or(|sign| sign == ' ' || sign == '\u{a0}')
            && !rest.next().is_some_and(|sign| sign.is_numeric())
    };
    Ok(is_whole && text.strip_prefix(plain).is_some_and(goes_on))
}
