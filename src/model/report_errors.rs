//! What `[report_errors]` of `portal.toml` means.

use super::ReportErrors;
use super::linker::Linker;
use crate::finding::{Code, Finding};
use crate::read::{Placed, ReportErrorsDraft};

/// The settings; what nobody could write to is reported and left out.
pub(super) fn link(draft: Option<ReportErrorsDraft>, linker: &mut Linker) -> ReportErrors {
    let Some(ReportErrorsDraft { written_at: _, email, link }) = draft else { return ReportErrors::default() };
    let email = email.filter(|email| sound_email(email, linker)).map(|email| email.trim().to_owned());
    let link = linker.link(link).filter(|link| sound_gaps(link, linker)).map(|link| link.value);
    ReportErrors { email, link }
}

fn sound_email(email: &Placed<String>, linker: &mut Linker) -> bool {
    let sound = is_email(email.trim());
    if !sound {
        linker.report(Finding::new(Code::MalformedEmail).at(&email.place).with("value", email.as_str()));
    }
    sound
}

/// A name, one `@`, a host of two labels or more.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let labels: Vec<&str> = host.split('.').collect();
    !name.is_empty() && name.chars().all(of_name) && labels.len() > 1 && labels.into_iter().all(is_label)
}

/// Reports the first gap that nothing fills.
fn sound_gaps(link: &Placed<String>, linker: &mut Linker) -> bool {
    let gaps = link.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(gap, _)| gap);
    let Some(unknown) = gaps.into_iter().find(|gap| !ReportErrors::GAPS.contains(gap)) else { return true };
    let unknown = format!("{{{unknown}}}");
    let known = ReportErrors::GAPS.map(|gap| format!("{{{gap}}}"));
    let finding = Finding::new(Code::UnknownGap).at(&link.place).with("value", unknown.as_str());
    linker.report(finding.near(&unknown, known.iter().map(String::as_str)));
    false
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn an_address_that_a_mail_program_takes() {
        for sound in ["office@org.example", "errors+portal@city.gov.example", "a@хат.example"] {
            assert!(is_email(sound), "{sound}");
        }
        for wrong in [
            "office",
            "office@",
            "@org.example",
            "office@example",
            "a b@org.example",
            "a@b@c.example",
            "a@.example",
            "a@b.c?x=1",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
