//! What a catalogue demands, whether a leaf of `content/catalogue.yaml` or a row of a county's table says it.

use crate::diag::Span;
use crate::folder::{Folder, RelPath};
use crate::model::{Site, TimeLimit};
use crate::parse::CATALOGUE;

/// A leaf or a row.
pub struct Entry<'s> {
    /// The file.
    pub path: RelPath,
    /// What it is called: 类别“河长制”, 第5行G列“申请”.
    pub limit_place: String,
    /// The same for the basis.
    pub basis_place: String,
    /// The title of its section.
    pub field: &'s str,
    /// Its names.
    pub matter: String,
    /// Its time limit, and where.
    pub limit: (Span, &'s TimeLimit),
    /// The time limit as written.
    pub written: String,
    /// What it is based on, and where.
    pub basis: Vec<(Span, &'s str)>,
}

/// All leaves and rows.
pub fn entries<'s>(site: &'s Site, folder: &Folder) -> Vec<Entry<'s>> {
    let mut all = Vec::new();
    let text = folder.text(CATALOGUE).unwrap_or("");
    for leaf in RelPath::new(CATALOGUE).iter().flat_map(|path| site.catalogue.leaves.iter().map(move |leaf| (path, leaf))) {
        let (path, leaf) = leaf;
        let at = leaf.limit.clauses.first().map_or(leaf.span, |clause| clause.span);
        let place = format!("类别“{}”", leaf.name);
        all.push(Entry {
            path: path.clone(),
            limit_place: place.clone(),
            basis_place: place,
            field: "",
            matter: leaf.name.clone(),
            limit: (at, &leaf.limit),
            written: leaf.deadline.map_or_else(|| at.of(text).to_string(), |deadline| deadline.text()),
            basis: leaf.basis.iter().map(|basis| (after(text, leaf.span, basis), basis.as_str())).collect(),
        });
    }
    for (table, sheet) in site.tables.iter().flat_map(|table| table.sheets.iter().map(move |sheet| (table, sheet))) {
        for row in &sheet.rows {
            let place = |cell| format!("{}“{}”", sheet.cell_place(row.row, cell), row.name());
            all.push(Entry {
                path: table.path.clone(),
                limit_place: place(&row.limit),
                basis_place: place(&row.basis),
                field: &row.field,
                matter: row.matters.join(" "),
                limit: (row.limit.span, &row.time_limit),
                written: row.limit.text.clone(),
                basis: vec![(row.basis.span, row.basis.text.as_str())],
            });
        }
    }
    all
}

/// Where a word of a leaf stands, below its code.
pub fn after(text: &str, leaf: Span, word: &str) -> Span {
    let at = text.get(leaf.end..).and_then(|rest| rest.find(word)).map(|at| leaf.end + at);
    at.map_or(leaf, |at| Span::new(at, at + word.len()))
}
