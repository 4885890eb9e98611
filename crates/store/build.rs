//! A new migration file must rebuild the crate that embeds it; the embedding macro cannot say so itself.
#[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
