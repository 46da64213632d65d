//! Where readers report errors: a letter or a form that says already which figure is meant.

use super::tongue::text;
use super::{Site, Tongue};
use crate::derive::ledger::CheckCode;
use crate::language::Arg;
use crate::read::ContactKind;
use crate::value::PartialDate;
use serde::Serialize;

/// One way to report an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportWay {
    /// What the link says.
    pub title: String,
    /// `mailto:…` or the address of a form, filled in.
    pub address: String,
}

/// What somebody finds an error in.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The page below the language, without a slash at its ends: `grants/x`; empty for the home page.
    pub page: &'a str,
    /// The fragment of the figure; `None`: the whole page.
    pub id: Option<&'a str>,
    /// The check code of the figure or page.
    pub code: Option<CheckCode>,
}

impl Subject<'_> {
    /// The permanent name: `grants/x#people`.
    fn name(&self) -> String {
        let page = if self.page.is_empty() { "/" } else { self.page };
        self.id.map_or_else(|| page.to_owned(), |id| format!("{page}#{id}"))
    }
}

/// How readers report an error in `subject`: on the tracker, by e-mail, by both; nothing where the portal has no address.
pub fn report_ways(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject<'_>) -> Vec<ReportWay> {
    let gaps = Gaps::of(site, tongue, subject);
    let settings = &site.portal.report_errors;
    let by_form =
        settings.link.as_ref().map(|link| ReportWay { title: title(tongue, subject), address: gaps.fill(link) });
    let email = match (&settings.email, &settings.link) {
        (None, None) => first_email(site, tongue),
        (email, _) => email.clone(),
    };
    let by_email = email.map(|email| {
        let title = if by_form.is_some() { tongue.t("report_error.by_email") } else { title(tongue, subject) };
        ReportWay { title, address: letter(tongue, &gaps, &email, subject) }
    });
    by_form.iter().cloned().chain(by_email).collect()
}

fn title(tongue: &Tongue<'_>, subject: Subject<'_>) -> String {
    tongue.t(if subject.id.is_some() { "report_error.in_figure" } else { "report_error.on_page" })
}

/// The first e-mail contact of the portal.
fn first_email(site: &Site<'_>, tongue: &Tongue<'_>) -> Option<String> {
    let contact = site.portal.contacts.iter().find(|contact| contact.kind == ContactKind::Email)?;
    Some(tongue.words(&contact.value).text.trim().to_owned())
}

/// What fills an address or a letter.
struct Gaps {
    figure: String,
    address: String,
    edition: String,
    code: String,
}

impl Gaps {
    fn of(site: &Site<'_>, tongue: &Tongue<'_>, subject: Subject<'_>) -> Self {
        let Subject { page, id, code } = subject;
        let folder = if page.is_empty() { String::new() } else { format!("{page}/") };
        let fragment = id.map_or_else(String::new, |id| format!("#{id}"));
        Self {
            figure: subject.name(),
            address: site.portal.base_url.absolute(&tongue.here(&format!("{folder}{fragment}"))),
            edition: site.edition.map_or_else(|| site.generated.to_string(), str::to_owned),
            code: code.map(|code| code.to_string()).unwrap_or_default(),
        }
    }

    fn fill(&self, link: &str) -> String {
        let Self { figure, address, edition, code } = self;
        let gaps = [("{figure}", figure), ("{address}", address), ("{edition}", edition), ("{code}", code)];
        gaps.iter().fold(link.to_owned(), |link, (gap, value)| link.replace(gap, &encoded(value)))
    }
}

/// A letter to `email` with subject and text in the reader's language (RFC 6068).
fn letter(tongue: &Tongue<'_>, gaps: &Gaps, email: &str, subject: Subject<'_>) -> String {
    let Gaps { figure, address, edition, code } = gaps;
    let date = edition.parse().map(|day| tongue.locale.date(&PartialDate::Day(day)));
    let state = date.unwrap_or_else(|_| edition.clone());
    let args: [(&str, Arg); 4] =
        [("figure", text(figure)), ("address", text(address)), ("edition", text(state)), ("code", text(code))];
    let body = if subject.code.is_some() { "report_error.body_with_code" } else { "report_error.body" };
    let (subject, body) = (tongue.say("report_error.subject", &args), tongue.say(body, &args));
    format!(
        "mailto:{}?subject={}&body={}",
        encoded_email(email),
        encoded(&subject),
        encoded(&body.replace('\n', "\r\n"))
    )
}

/// Everything but letters, digits and `-._~` of ASCII as `%XX` of its UTF-8.
fn encoded(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(sign).collect()
}

/// An e-mail address as a part of `mailto:`, to which it can add neither receivers nor a text.
pub(super) fn encoded_email(email: &str) -> String {
    email.split('@').map(encoded).collect::<Vec<_>>().join("@")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_cannot_end_the_address() {
        let gaps = Gaps {
            figure: "grants/x#people".to_owned(),
            address: "https://city.example/kk/grants/x/#people".to_owned(),
            edition: "2026-1".to_owned(),
            code: "7KQ2M-4F9XT".to_owned(),
        };
        assert_eq!(
            gaps.fill("https://tracker.example/new?t={figure}&b={address}%0A{edition}&c={code}"),
            "https://tracker.example/new?t=grants%2Fx%23people\
             &b=https%3A%2F%2Fcity.example%2Fkk%2Fgrants%2Fx%2F%23people%0A2026-1&c=7KQ2M-4F9XT"
        );
        assert_eq!(encoded("а b&\r\n"), "%D0%B0%20b%26%0D%0A");
        assert_eq!(encoded_email("errors+a@city.example"), "errors%2Ba@city.example");
    }
}
