//! `esep serve`: show the portal on this machine while it is written.

use super::Done;
use super::portal::Portal;
use super::said::{Failure, Said};
use crate::finding::{Findings, Format, summary};
use crate::language::Lang;
use crate::serve::{Event, PORT, Served, serve};
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Show the portal on 127.0.0.1, and every change as soon as a file is saved.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    #[command(flatten)]
    portal: Portal,
    /// Where the whole site goes; without it, `.esep/serve` in the portal folder.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The port; without it, the first free one from 8000.
    #[arg(long)]
    port: Option<u16>,
    /// Open the portal in the browser.
    #[arg(long)]
    open: bool,
}

impl Serve {
    pub(super) fn ui_lang(&self) -> Lang {
        self.portal.ui_lang()
    }

    pub(super) fn run(self) -> Done {
        self.portal.must_exist()?;
        let base = self.portal.base_path();
        let served = Served {
            dir: self.portal.dir.clone(),
            output: self.output.clone().unwrap_or_else(|| self.portal.dir.join(".esep").join("serve")),
            world: self.portal.world()?,
            base_path: base.clone(),
            port: self.port,
            lang: self.portal.ui_lang(),
            jobs: self.portal.jobs,
        };
        let wanted = self.port;
        let teller = Teller { portal: self.portal, open: self.open, base, first: AtomicBool::new(true) };
        let tell = Arc::new(move |event: Event<'_>| teller.tell(event));
        serve(served, tell).map_err(|error| failure(error, wanted))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn failure(error: io::Error, wanted: Option<u16>) -> Failure {
    match (error.kind(), wanted) {
        (ErrorKind::AddrInUse, Some(port)) => Said::new("serve.port-taken").with("port", port).into(),
        (ErrorKind::AddrInUse, None) => {
            Said::new("serve.no-port").with("first", PORT).with("last", crate::serve::LAST_PORT).into()
        }
        _ => error.into(),
    }
}

/// Says what happens, in the language of the officer.
struct Teller {
    portal: Portal,
    open: bool,
    base: String,
    /// Whether the content has not been read yet: the first time all that is found is told.
    first: AtomicBool,
}

impl Teller {
    fn tell(&self, event: Event<'_>) {
        match event {
            Event::Ready(address) => self.ready(&format!("http://{address}{}/", self.base)),
            Event::Polling => self.say(&Said::new("serve.polling")),
            Event::Looked(took, findings) => {
                let time = took.total().as_millis();
                if self.first.swap(false, Ordering::Relaxed) {
                    self.found_first(findings);
                    self.say(&Said::new("serve.read").with("time", time));
                } else {
                    self.errors(findings);
                    let looked = Said::new("serve.looked").with("time", time);
                    self.say_with(&looked, &summary(findings, self.portal.ui_lang()));
                }
            }
            Event::Built(findings) => {
                self.errors(findings);
                self.say_with(&Said::new("serve.built"), &summary(findings, self.portal.ui_lang()));
            }
            Event::Failed(error) => {
                let error = io::Error::new(error.kind(), error.to_string());
                self.say(&Said::new("serve.failed").with("reason", error));
            }
        }
    }

    fn ready(&self, address: &str) {
        anstream::println!("{}", Said::new("serve.ready").with("address", address).in_language(self.portal.ui_lang()));
        if self.open && opener::open_browser(address).is_err() {
            self.say(&Said::new("serve.no-browser"));
        }
    }

    /// Everything, with its summary, as `build` has it; later only what has to be mended now.
    fn found_first(&self, findings: &Findings) {
        // Whoever closed the console does not hear it.
        drop(self.portal.tell(findings));
    }

    fn errors(&self, findings: &Findings) {
        let errors: Findings = findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        if !errors.is_empty() {
            drop(self.portal.tell_as(&errors, Format::Short));
        }
    }

    fn say(&self, said: &Said) {
        anstream::eprintln!("{}", said.in_language(self.portal.ui_lang()));
    }

    fn say_with(&self, said: &Said, more: &str) {
        anstream::eprintln!("{} {more}", said.in_language(self.portal.ui_lang()));
    }
}
