//! A new migration file must rebuild the crate that embeds it; the embedding macro cannot say so itself.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
