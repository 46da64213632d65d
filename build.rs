//! The built-in look is embedded, so that a change in it rebuilds the program. The versions of the libraries
//! are known to the program as a number, so that nothing that another encoder made is taken from a cache.

use std::hash::{DefaultHasher, Hash, Hasher};

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut hasher = DefaultHasher::new();
    std::fs::read("Cargo.lock").unwrap_or_default().hash(&mut hasher);
    println!("cargo::rustc-env=ESEP_LIBRARIES={:016x}", hasher.finish());
}
