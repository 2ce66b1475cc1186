//! Lists of rules as a person lays them out: the last argument opens on the line of the call, and closes on the line of its bracket.

/// How such a list begins.
const CALL: &str = "check::rules(";

/// The text, with the calls that check rules laid out so. `None`: there are none.
pub(super) fn hugged(text: &str) -> Option<String> {
    if !text.contains(CALL) {
        return None;
    }
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut text = each(&lines, |line| line.ends_with(CALL)).join("\n");
    text.push('\n');
    Some(text)
}

/// Lines, with each bracket laid out that opens at the end of some.
fn each(lines: &[String], opens: impl Fn(&str) -> bool) -> Vec<String> {
    let mut result = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let end = if opens(&lines[at]) { close(lines, at) } else { None };
        if let Some(end) = end {
            result.extend(laid_out(lines[at..=end].to_vec()));
            at = end + 1;
        } else {
            result.push(lines[at].clone());
            at += 1;
        }
    }
    result
}

/// A bracket that opens at the end of the first line and closes at the start of the last: with its last argument hugged, and all inside of it likewise.
fn laid_out(block: Vec<String>) -> Vec<String> {
    let (Some(first), Some(last)) = (block.first().cloned(), block.last().cloned()) else { return block };
    // A list that only just fits a line of its own.
    if first.ends_with(CALL)
        && let [before @ .., list, _] = &block[..]
        && let Some(items) = list.trim().strip_prefix("&[").and_then(|list| list.strip_suffix("],"))
    {
        let at = " ".repeat(indent(list));
        let opened = [format!("{at}&["), format!("{at}    {items},"), format!("{at}],"), last];
        return laid_out(before.iter().cloned().chain(opened).collect());
    }
    let inner = indent(&first) + 4;
    // Where the last argument begins: the arguments before it have a line each.
    let starts: Vec<usize> = (1..block.len() - 1).filter(|&line| indent(&block[line]) == inner && !is_close(&block[line])).collect();
    let hugs = starts.last().copied().filter(|&start| {
        let opens = block[start].ends_with(['[', '(', '{']) && close(&block, start) == Some(block.len() - 2);
        opens && start == starts.len() && (first.ends_with('(') || starts.len() == 1)
    });
    if let Some(start) = hugs {
        let before: Vec<&str> = block[1..=start].iter().map(|line| line.trim()).collect();
        let head = format!("{first}{}", before.join(" "));
        let tail = format!("{}{}{}", " ".repeat(inner - 4), block[block.len() - 2].trim().trim_end_matches(','), last.trim());
        let body = block[start + 1..block.len() - 2].iter().map(|line| line.get(4..).unwrap_or_default().to_owned());
        return laid_out(std::iter::once(head).chain(body).chain([tail]).collect());
    }
    let inside = each(&block[1..block.len() - 1], |line| line.ends_with(['[', '(']));
    std::iter::once(first).chain(inside).chain([last]).collect()
}

/// The line that closes what a line opens.
fn close(lines: &[String], open: usize) -> Option<usize> {
    let of = indent(&lines[open]);
    (open + 1..lines.len())
        .find(|&line| indent(&lines[line]) <= of && !lines[line].trim().is_empty())
        .filter(|&line| is_close(&lines[line]))
}

fn is_close(line: &str) -> bool {
    line.trim_start().starts_with([')', ']', '}'])
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
