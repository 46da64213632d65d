//! What this process has taken so far, as Linux tells it; zero elsewhere.

use std::fs;

/// Of a second; what `/proc` counts in, on every machine that esep runs on.
const TICK: f64 = 0.01;

/// Seconds of processor time, all threads together.
pub fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program comes first, in brackets, and may hold anything.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = fields.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() * TICK
}

/// The most memory that was held at once, in bytes.
pub fn peak() -> u64 {
    of_status("VmHWM:")
}

/// The memory that is held now, in bytes.
pub fn held() -> u64 {
    of_status("VmRSS:")
}

fn of_status(key: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
