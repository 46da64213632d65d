//! Portals of any size, the same ones for the same seed: grants in Kazakh and Russian, each with a plan, results,
//! a breakdown, two stories and eight publications, as the portals have that esep is made for.

mod grant;
mod words;

use fastrand::Rng;
use std::fs;
use std::io;
use std::path::Path;
pub use words::Words;

/// The themes of a generated portal.
const THEMES: usize = 12;
/// Grants that share an organisation, on average.
const GRANTS_PER_ORGANISATION: usize = 8;

/// What the grants of a portal refer to.
pub struct World {
    kk: Words,
    ru: Words,
    organisations: usize,
}

/// Writes a portal of so many grants into `<folder>/content/`.
///
/// # Errors
/// The folder cannot be written.
pub fn generate(folder: &Path, grants: usize) -> io::Result<()> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let world = World {
        kk: Words::of("kk", &own),
        ru: Words::of("ru", &own),
        organisations: grants.div_ceil(GRANTS_PER_ORGANISATION).max(6),
    };
    let content = folder.join("content");
    let mut rng = Rng::with_seed(2026);
    put(&content.join("portal.toml"), &portal(&world, &mut rng))?;
    for number in 0..world.organisations {
        let at = content.join(format!("organisations/organisation-{number}.toml"));
        put(&at, &organisation(&world, &mut rng, number))?;
    }
    for number in 0..world.organisations.div_ceil(4) {
        put(&content.join(format!("outlets/outlet-{number}.toml")), &outlet(&world, &mut rng, number))?;
    }
    (0..grants).try_for_each(|number| grant::write(&content, &world, &mut Rng::with_seed(number as u64), number))
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}

impl World {
    /// `key.kk = "…"` and `key.ru = "…"`.
    fn say(&self, rng: &mut Rng, key: &str, words: usize) -> String {
        let (kk, ru) = (self.kk.sentence(rng, words), self.ru.sentence(rng, words));
        format!("{key}.kk = \"{kk}\"\n{key}.ru = \"{ru}\"\n")
    }
}

fn portal(world: &World, rng: &mut Rng) -> String {
    let mut text = String::from(
        "title.kk = \"Үлкен портал\"\ntitle.ru = \"Большой портал\"\nlanguages = [\"kk\", \"ru\"]\n\
         base_url = \"https://esep.example/\"\ncurrency = \"KZT\"\n",
    );
    text += &world.say(rng, "description", 12);
    for number in 0..THEMES {
        text += &format!("\n[[theme]]\nid = \"theme-{number}\"\n{}", world.say(rng, "name", 2));
    }
    text
}

fn organisation(world: &World, rng: &mut Rng, number: usize) -> String {
    let name = world.say(rng, "name", 4);
    format!("{name}kind = \"public-foundation\"\nregion = \"{}\"\n", region(number))
}

fn outlet(world: &World, rng: &mut Rng, number: usize) -> String {
    format!("{}kind = \"newspaper\"\nregion = \"{}\"\n", world.say(rng, "name", 2), region(number))
}

/// Regions of Kazakhstan that existed in all the years of the grants.
fn region(number: usize) -> &'static str {
    const REGIONS: [&str; 16] = [
        "KZ-11", "KZ-15", "KZ-19", "KZ-23", "KZ-27", "KZ-31", "KZ-35", "KZ-39", "KZ-43", "KZ-47", "KZ-55", "KZ-59",
        "KZ-61", "KZ-63", "KZ-71", "KZ-75",
    ];
    REGIONS[number % REGIONS.len()]
}
