//! A cell of 公开时限, and a county's table: the first byte says which.

#![no_main]

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::{Folder, RelPath};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let name = match which % 3 {
        0 => {
            let _ = gongkai::parse::time_limit(&String::from_utf8_lossy(bytes));
            return;
        }
        1 => "目录.csv",
        _ => "目录.xlsx",
    };
    let path = RelPath::new(name).expect("a path");
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let _ = Column::of_table(Folder::in_memory([(name, bytes)]), &path, today);
});
