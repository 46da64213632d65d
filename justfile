# The menu. Each line is a command that also works without `just`.

# show the portal of content/
serve:
    cargo run -- serve

# what is wrong with content/
check:
    cargo run -- check

# everything that has to pass
test:
    tests/run

# only the tests in Rust
quick:
    cargo test

# take what the program says now as what it should say: look at the difference before you commit
accept:
    UPDATE=1 cargo test

# formatting
fmt:
    cargo fmt
