//! Tables of Markdown.

use std::fmt::Write;

/// A table of Markdown that reads well as it is.
pub(crate) fn aligned(cells: &[Vec<String>]) -> String {
    let escaped: Vec<Vec<String>> =
        cells.iter().map(|row| row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect()).collect();
    let columns = escaped.first().map_or(0, Vec::len);
    let width = |column: usize| escaped.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).max(3);
    // The last column is as long as it gets.
    let widths: Vec<usize> = (0..columns).map(|column| if column + 1 == columns { 3 } else { width(column) }).collect();
    let digits = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_number = |column: usize| column + 1 < columns && escaped.iter().skip(1).all(|row| digits(&row[column]));
    let mut text = String::new();
    for (index, row) in escaped.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            let _ = if is_number(column) { write!(text, "| {cell:>width$} ") } else { write!(text, "| {cell:<width$} ") };
        }
        text.push_str("|\n");
        if index == 0 {
            for (column, width) in widths.iter().enumerate() {
                let _ = if is_number(column) {
                    write!(text, "| {:->width$}: ", "", width = width - 1)
                } else {
                    write!(text, "| {:-<width$} ", "")
                };
            }
            text.push_str("|\n");
        }
    }
    text
}
