//! Writes a portal of N grants, for trying things at size: `cargo bench --bench generate -- <folder> <grants>`.

#[path = "portal/mod.rs"]
mod portal;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    match args.as_slice() {
        [folder, grants] => portal::generate(Path::new(folder), grants.parse().unwrap_or(100)),
        _ => {
            println!("usage: cargo bench --bench generate -- <folder> <grants>");
            Ok(())
        }
    }
}
