//! The `actag` program.

fn main() {}
