//! Bytes become the model. Parsing never fails: it gives what could be read, and every fault of every file.

pub mod faults;

mod attachment;
mod catalogue;
mod column;
mod config;
mod dates;
mod encoding;
mod deadline;
mod entries;
mod fields;
mod figures;
mod front_matter;
mod grid;
mod holidays;
mod item;
mod leaders;
mod limits;
mod lists;
mod lock;
pub mod markdown;
mod prose;
mod schemes;
mod table;
mod terms;
mod text;
mod word_lists;
mod words;
mod xlsx;
mod yaml;

pub use attachment::contents;
pub use column::{CATALOGUE, HOLIDAY_FILE, Parsed, SCHEMES, STATEMENTS, SUBJECTS, config, parse};
pub use dates::{DateForm, read_date};
pub use deadline::time_limit;
pub use encoding::{Encoding, recoded};
pub use faults::{ENCODING, FAULTS};
pub use fields::nearest;
pub use prose::{Damaged, DateLine, damaged_dates, date_lines, no_such_days, periods, wrong_zeros};
pub use table::{table, typed_boxes};
pub use words::severity;
