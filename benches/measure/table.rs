//! The figures as Markdown.

use super::Figures;
use std::collections::BTreeSet;

/// Prints the tables.
pub fn print(figures: &[Figures]) {
    head("", figures);
    row("wall", figures, |it| seconds(it.wall));
    row("processor time", figures, |it| seconds(it.cpu));
    row("peak memory", figures, |it| megabytes(it.peak));
    row("built again, nothing changed", figures, |it| seconds(it.again));
    row("`cp -r` of the output", figures, |it| seconds(it.copy));
    row("times `cp -r`", figures, |it| format!("{:.1}", it.wall / it.copy));
    row("Hugo, pages only", figures, |it| it.hugo.map_or("not installed".to_owned(), seconds));
    row("files", figures, |it| files(it).to_string());
    row("output", figures, |it| megabytes(bytes(it)));
    row("a page", figures, |it| format!("{:.1} kB", page(it) / 1000.0));
    row("times the tenth", figures, |it| growth(it, figures));
    head("step, share of the time", figures);
    for step in figures.first().map(|it| &it.steps).into_iter().flatten().map(|(step, ..)| step) {
        row(step, figures, |it| share_of_step(it, step));
    }
    head("part of the output", figures);
    let parts: BTreeSet<&String> = figures.iter().flat_map(|it| it.parts.keys()).collect();
    for part in parts {
        row(part, figures, |it| it.parts.get(part).map_or(String::new(), |part| part_of_output(it, *part)));
    }
}

fn head(name: &str, figures: &[Figures]) {
    println!();
    row(name, figures, |it| format!("{} grants", it.grants));
    row("---", figures, |_| "---:".to_owned());
}

fn row(name: &str, figures: &[Figures], cell: impl Fn(&Figures) -> String) {
    let cells: Vec<String> = figures.iter().map(cell).collect();
    println!("| {name} | {} |", cells.join(" | "));
}

fn share_of_step(it: &Figures, step: &str) -> String {
    let found = it.steps.iter().find(|(name, ..)| name == step);
    found.map_or(String::new(), |(_, wall, held)| {
        format!("{:.1} %, {}, {} held", 100.0 * wall / it.wall, seconds(*wall), megabytes(*held))
    })
}

fn part_of_output(it: &Figures, (count, length): (u64, u64)) -> String {
    format!("{:.1} %, {}, {count} files", 100.0 * length as f64 / bytes(it) as f64, megabytes(length))
}

/// How many times the wall time of a portal with a tenth of the grants.
fn growth(it: &Figures, figures: &[Figures]) -> String {
    let tenth = figures.iter().find(|other| other.grants * 10 == it.grants);
    tenth.map_or(String::new(), |tenth| format!("{:.1}", it.wall / tenth.wall))
}

fn files(it: &Figures) -> u64 {
    it.parts.values().map(|(files, _)| files).sum()
}

fn bytes(it: &Figures) -> u64 {
    it.parts.values().map(|(_, bytes)| bytes).sum()
}

fn page(it: &Figures) -> f64 {
    it.parts.get("pages").map_or(0.0, |(files, bytes)| *bytes as f64 / *files as f64)
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.2} s")
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
