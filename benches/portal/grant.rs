//! One grant: 250 words of text in each language, those of its stories among them, 6 tasks, 14 indicators with results, a
//! breakdown by sex and age, 2 stories, 8 publications, 5 partners.

use super::{THEMES, World, put, region};
use fastrand::Rng;
use std::io;
use std::path::Path;

const TASKS: usize = 6;
const INDICATORS: usize = 14;
const PARTNERS: usize = 5;
const STORIES: usize = 2;
const PUBLICATIONS: usize = 8;
const WORDS: usize = 170;
const STORY_WORDS: usize = 40;

/// Writes the files of a grant below `content/grants/<year>/`.
///
/// # Errors
/// A file cannot be written.
pub fn write(content: &Path, world: &World, rng: &mut Rng, number: usize) -> io::Result<()> {
    let year = 2015 + number % 10;
    let folder = content.join(format!("grants/{year}/grant-{number}"));
    put(&folder.join("grant.toml"), &facts(world, rng, number, year))?;
    put(&folder.join("report.toml"), &report(rng, year))?;
    put(&folder.join("media.toml"), &media(world, rng, number, year))?;
    put(&folder.join("kk.md"), &world.kk.paragraphs(rng, WORDS))?;
    put(&folder.join("ru.md"), &world.ru.paragraphs(rng, WORDS))?;
    (0..STORIES).try_for_each(|story| {
        let folder = folder.join(format!("stories/story-{number}-{story}"));
        let (title, summary) = (world.say(rng, "title", 5), world.say(rng, "summary", 14));
        let facts =
            format!("{title}{summary}anonymous = true\nconsent = \"not-needed\"\n{}", world.say(rng, "role", 2));
        put(&folder.join("story.toml"), &facts)?;
        put(&folder.join("kk.md"), &world.kk.paragraphs(rng, STORY_WORDS))?;
        put(&folder.join("ru.md"), &world.ru.paragraphs(rng, STORY_WORDS))
    })
}

fn facts(world: &World, rng: &mut Rng, number: usize, year: usize) -> String {
    let mut text = world.say(rng, "title", 8) + &world.say(rng, "summary", 20) + &world.say(rng, "goal", 12);
    text += &format!(
        "status = \"completed\"\ntheme = [\"theme-{}\"]\nregion = [\"{}\"]\n\
         period = {{ start = \"{year}-03\", end = \"{year}-11\" }}\namount = {}\nupdated = \"{year}-12-20\"\n",
        number % THEMES,
        region(number / 3),
        rng.u32(1_000..60_000) * 1_000,
    );
    text += &format!("\n[source]\nkind = \"report\"\ndate = \"{year}-12-01\"\n{}", world.say(rng, "title", 3));
    text += &format!("\n[[basis]]\nkind = \"contract\"\nnumber = \"{number}-{year}\"\n{}", world.say(rng, "title", 3));
    for at in 0..=PARTNERS {
        let role = if at == 0 { "grantee" } else { "partner" };
        let organisation = (number + at * at * 7) % world.organisations;
        text += &format!("\n[[party]]\nrole = \"{role}\"\norganisation = \"organisation-{organisation}\"\n");
    }
    for at in 0..TASKS {
        text += &format!("\n[[task]]\nid = \"task-{at}\"\nnumber = \"{}\"\n{}", at + 1, world.say(rng, "title", 6));
        text += &format!(
            "\n[[activity]]\nid = \"activity-{at}\"\ntask = \"task-{at}\"\n{}period = {{ start = \"{year}-0{}\" }}\n",
            world.say(rng, "title", 7),
            at + 3,
        );
    }
    for at in 0..INDICATORS {
        text += &format!(
            "\n[[indicator]]\nid = \"indicator-{at}\"\ntask = \"task-{}\"\nunit = \"{}\"\nplanned = \"{}{}\"\n{}",
            at % TASKS,
            ["people", "events", "documents", "publications"][at % 4],
            ["", ">= "][at % 2],
            (at + 1) * 10,
            world.say(rng, "title", 6),
        );
    }
    text
}

/// Most results meet the plan, some exceed it, some fall short, some are missing.
fn report(rng: &mut Rng, year: usize) -> String {
    let mut text = format!("date = \"{year}-12-01\"\n");
    for at in 0..INDICATORS {
        let planned = (at + 1) * 10;
        let achieved = match rng.u8(..10) {
            0 => continue,
            1 => planned / 2,
            2 | 3 => planned + at,
            _ => planned,
        };
        text += &format!("\n[[result]]\nindicator = \"indicator-{at}\"\nachieved = {achieved}\n");
        if at == 4 {
            text += &breakdown(achieved);
        }
    }
    text
}

fn breakdown(people: usize) -> String {
    let (women, young) = (people * 3 / 5, people / 3);
    format!(
        "\n[[breakdown]]\nof = \"indicator-4\"\nby = \"sex\"\ntotal = {people}\n\
         part = [{{ sex = \"women\", value = {women} }}, {{ sex = \"men\", value = {} }}]\n\
         \n[[breakdown]]\nof = \"indicator-4\"\nby = \"age\"\ntotal = {people}\n\
         part = [{{ age = \"14-28\", value = {young} }}, {{ age = \"29+\", value = {} }}]\n",
        people - women,
        people - young,
    )
}

fn media(world: &World, rng: &mut Rng, number: usize, year: usize) -> String {
    let outlets = world.organisations.div_ceil(4);
    let publication = |rng: &mut Rng, at: usize| {
        format!(
            "[[publication]]\nid = \"publication-{at}\"\noutlet = \"outlet-{}\"\nkind = \"article\"\n{}\
             date = \"{year}-{:02}-1{at}\"\nlink = \"https://outlet-{at}.example/{number}\"\nreach = {}\nmeasured = \"views\"\n\n",
            (number + at) % outlets,
            world.say(rng, "title", 8),
            at + 3,
            rng.u32(50..9_000),
        )
    };
    (0..PUBLICATIONS).map(|at| publication(rng, at)).collect()
}
