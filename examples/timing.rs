use insitu::intake::*;
use std::time::Instant;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let size: u64 = std::env::args().nth(2).map_or(8 << 20, |s| s.parse().unwrap());
    let bytes = std::fs::read(path).unwrap();
    for _ in 0..5 {
        let t = Instant::now();
        let table = read("x", bytes.as_slice(), &Overrides::default(), size).unwrap();
        println!("{:?} rows {} rejects {}", t.elapsed(), table.rows, table.rejects.len());
        for c in &table.columns { print!("{}:{:?}:{} ", c.name(), c.kind(), c.dictionary().len()); }
        println!();
    }
}
