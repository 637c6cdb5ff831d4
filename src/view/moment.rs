//! When an item was published and when it was changed last, in the forms of the formats.

use chrono::NaiveTime;

use crate::calendar::{Date, chinese};
use crate::model::{Item, Stamp};

/// 发布日期, or the later day on which it was revised or withdrawn.
pub fn changed(item: &Item) -> Option<Stamp> {
    let revised = item.revisions.iter().map(|revision| revision.date);
    let withdrawn = item.withdrawn.iter().map(|withdrawn| withdrawn.date);
    let days = revised.chain(withdrawn).map(|date| Stamp { date, time: None });
    days.chain(item.published.as_ref().map(|published| published.value)).max()
}

/// The last day on which one of the items was changed.
pub fn last_change<'i>(items: impl Iterator<Item = &'i Item>) -> Option<Date> {
    items.filter_map(changed).max().map(|stamp| stamp.date)
}

/// As RFC 3339, in +08:00. Where only the day is known, its first moment stands for it: the format has no other way.
pub fn rfc3339(stamp: Stamp) -> String {
    format!("{}T{}+08:00", stamp.date, time(stamp).format("%H:%M:%S"))
}

/// As `PubDate` of the website guideline wants it: to the minute. Where only the day is known, `00:00` stands for "not recorded".
pub fn minute(stamp: Stamp) -> String {
    format!("{} {}", stamp.date, time(stamp).format("%H:%M"))
}

/// As people read it: the day, and the minute where it is known.
pub fn spoken(stamp: Stamp) -> String {
    match stamp.time {
        Some(time) => format!("{} {}", chinese(stamp.date), time.format("%H:%M")),
        None => chinese(stamp.date),
    }
}

/// As ISO 8601 that says no more than is known: a day, or a time.
pub fn known(stamp: Stamp) -> String {
    if stamp.time.is_some() { rfc3339(stamp) } else { stamp.date.to_string() }
}

fn time(stamp: Stamp) -> NaiveTime {
    stamp.time.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_each_format_wants_it() {
        let date = Date::from_ymd_opt(2017, 6, 5).expect("a day");
        let day = Stamp { date, time: None };
        let moment = Stamp { date, time: NaiveTime::from_hms_opt(16, 6, 0) };
        assert_eq!((minute(day).as_str(), minute(moment).as_str()), ("2017-06-05 00:00", "2017-06-05 16:06"));
        assert_eq!((spoken(day).as_str(), spoken(moment).as_str()), ("2017年6月5日", "2017年6月5日 16:06"));
        assert_eq!((known(day).as_str(), known(moment).as_str()), ("2017-06-05", "2017-06-05T16:06:00+08:00"));
        assert_eq!(rfc3339(day), "2017-06-05T00:00:00+08:00");
    }
}
