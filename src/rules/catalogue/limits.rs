//! What a catalogue says of time, and the law that it cites.

use crate::check::{Facts, Found};
use crate::entries::{Entry, entries};
use crate::model::{Asks, Clause, Statute, TimeLimit};

/// Only how long it stays public, and not how soon.
pub fn only_retention(facts: &Facts<'_>, found: &mut Found<'_>) {
    for entry in entries(facts.site, facts.folder).iter().filter(|entry| entry.limit.1.only_retention()) {
        found.add(
            &entry.path,
            entry.limit.0,
            format!("{}的公开时限只写了“{}”，说的是公开多久，没有说多快公开。", entry.limit_place, entry.written),
            "写多快公开，例如“自信息形成或者变更之日起20个工作日内”；要长期公开的，在后面加“，长期公开”。",
        );
    }
}

/// A limit of which a part, or all, says nothing that can be counted.
pub fn unclear_deadline(facts: &Facts<'_>, found: &mut Found<'_>) {
    for entry in entries(facts.site, facts.folder).iter().filter(|entry| !entry.limit.1.unread.is_empty()) {
        let parts: Vec<&str> = entry.limit.1.unread.iter().map(|part| part.value.trim()).collect();
        found.add(
            &entry.path,
            entry.limit.0,
            format!("{}的公开时限里，“{}”看不出是多久。", entry.limit_place, parts.join("”“")),
            "写明从什么时候起、多少日或者多少个工作日内公开；没有具体时限的，写“及时公开”。",
        );
    }
}

/// A limit that ends later than the law's.
pub fn long_deadline(facts: &Facts<'_>, found: &mut Found<'_>) {
    for entry in entries(facts.site, facts.folder) {
        let limit = entry.limit.1;
        let exceeded = limit.clauses.iter().filter_map(|clause| exceeded(facts, &entry, limit, &clause.value)).next();
        let Some((written, statute)) = exceeded else { continue };
        let basis = if statute.basis.is_empty() { String::new() } else { format!("（{}）", statute.basis) };
        let allowed = statute.unit.count(statute.n);
        found.add(
            &entry.path,
            entry.limit.0,
            format!("{}的公开时限是{written}，{}要求不超过{allowed}{basis}。", entry.limit_place, statute.name),
            format!("改成{allowed}以内。不属于“{}”的，在 content/limits.yaml 的“目录时限”里加一个“除外”的词。", statute.name),
        );
    }
}

/// The strictest law that a clause goes beyond, and what the clause says.
fn exceeded<'f>(facts: &Facts<'f>, entry: &Entry<'_>, limit: &TimeLimit, clause: &Clause) -> Option<(String, &'f Statute)> {
    let Asks::Within { event: Some(_), n, unit } = clause.asks else { return None };
    let holds = |statute: &Statute| match clause.about.as_str() {
        _ if statute.is_general() => true,
        // What is told apart has its own limit, and another law may have its own.
        _ if limit.statute_prevails => false,
        "" => statute.holds(entry.field, &entry.matter),
        _ if clause.is_general() => false,
        about => statute.holds("", about),
    };
    let statutes = facts.site.limits.statutes.iter().filter(|statute| holds(statute) && statute.is_exceeded(n, unit));
    Some((unit.count(n), statutes.min_by_key(|statute| statute.length())?))
}

/// A basis that is no longer in force on the day of the check.
pub fn abolished_basis(facts: &Facts<'_>, found: &mut Found<'_>) {
    let abolished: Vec<_> = facts.site.limits.abolished.iter().filter(|text| text.from <= facts.today).collect();
    if abolished.is_empty() {
        return;
    }
    for entry in entries(facts.site, facts.folder) {
        for (span, basis) in &entry.basis {
            for text in abolished.iter().filter(|text| text.is_cited(basis)) {
                let now = if text.now.is_empty() {
                    "删去，或者改成现行的规定。".to_string()
                } else {
                    format!("改成{}。", text.now)
                };
                let message = format!("{}的依据里，{}已于{}废止。", entry.basis_place, text.name, text.from.format("%Y年%-m月%-d日"));
                found.add(&entry.path, *span, message, format!("{now}条款的序号也要核对。"));
            }
        }
    }
}
