//! The spreadsheet: a sheet with the tasks, and one with the notice to each subject.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::agenda::{Agenda, notices};
use crate::model::Site;

use super::super::xlsx::{cell, head, plain};
use super::{COLUMNS, cells};

/// A sheet takes no more rows than 1,048,576.
const MOST: usize = 1_048_000;

/// The bytes of the workbook: the same for the same agenda. Every text is written as a text, so none is ever a formula.
///
/// # Errors
/// A sentence, when the workbook cannot be made.
pub fn xlsx(agenda: &Agenda, site: &Site) -> Result<Vec<u8>, String> {
    workbook(agenda, site).map_err(|error| format!("做不成表格（{error}）"))
}

fn workbook(agenda: &Agenda, site: &Site) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The clock would make two runs differ.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    tasks(book.add_worksheet(), agenda, site)?;
    notes(book.add_worksheet(), agenda, site)?;
    book.save_to_buffer()
}

fn tasks(sheet: &mut Worksheet, agenda: &Agenda, site: &Site) -> Result<(), XlsxError> {
    sheet.set_name("待办")?;
    for (at, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, name, &head())?;
        sheet.set_column_width(at, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let (plain, late) = (plain(), plain().set_bold().set_background_color(Color::RGB(0xFF_CCCC)));
    let mut last = 0;
    for (row, task) in (1..).zip(agenda.tasks.iter().take(MOST)) {
        for (at, text) in (0..).zip(cells(agenda, site, task)) {
            let format = if at == 4 && task.is_overdue(agenda.today) { &late } else { &plain };
            sheet.write_string_with_format(row, at, cell(&text), format)?;
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, 8)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn notes(sheet: &mut Worksheet, agenda: &Agenda, site: &Site) -> Result<(), XlsxError> {
    sheet.set_name("通知")?;
    for (at, (name, width)) in (0..).zip([("主体", 14.0), ("联系人", 24.0), ("事项数", 8.0), ("逾期数", 8.0), ("通知", 90.0)])
    {
        sheet.write_string_with_format(0, at, name, &head())?;
        sheet.set_column_width(at, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, notice) in (1..).zip(notices(agenda, site)) {
        for (at, text) in [(0, &notice.subject), (1, &notice.contact), (4, &notice.text)] {
            sheet.write_string_with_format(row, at, cell(text), &plain())?;
        }
        for (at, count) in [(2, notice.tasks), (3, notice.overdue)] {
            sheet.write_number_with_format(row, at, u32::try_from(count).unwrap_or(u32::MAX), &plain())?;
        }
    }
    sheet.set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    Ok(())
}
