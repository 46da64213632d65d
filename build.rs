//! The built-in look is embedded, so that a change in it rebuilds the program.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
