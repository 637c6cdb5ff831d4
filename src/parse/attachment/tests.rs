use super::*;

/// Shows a file of one's own: `LOOK=path cargo test --lib look -- --ignored --nocapture`.
#[test]
#[ignore = "a tool for the author"]
fn look() {
    let name = std::env::var("LOOK").expect("a path");
    let bytes = std::fs::read(&name).expect("a file");
    let extension = name.rsplit('.').next().unwrap_or("");
    let contents = read(extension, &bytes, DEPTH);
    println!("{name}: {:?} {:?} {:?} {:?}", contents.format, contents.reading, contents.hidden, contents.traces);
    for part in contents.parts {
        println!("== {} ({} bytes)\n{}", part.name, part.text.len(), part.text.chars().take(1500).collect::<String>());
        for table in part.tables {
            println!("  -- {:?}", table.head.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>());
            for row in table.rows.iter().take(3) {
                println!("     {:?}", row.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>());
            }
        }
    }
}
