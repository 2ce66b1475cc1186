//! Scripted replies: in come method and path of a request, out comes what a test wants it answered with.

use std::collections::VecDeque;

use crate::reply::Reply;
use crate::template::Template;

/// Replies that a test has asked for, by method and path.
#[derive(Debug, Default)]
pub(crate) struct Script {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    method: String,
    path: String,
    template: Template,
    replies: VecDeque<Reply>,
}

impl Script {
    pub(crate) fn add(&mut self, method: &str, path: &str, reply: Reply) {
        let known = self.entries.iter_mut().find(|entry| entry.method.eq_ignore_ascii_case(method) && entry.path == path);
        match known {
            Some(entry) => entry.replies.push_back(reply),
            None => self.entries.push(Entry {
                method: method.to_owned(),
                path: path.to_owned(),
                template: Template::new(path),
                replies: VecDeque::from([reply]),
            }),
        }
    }

    /// The next reply for a request whose path is `path` and, if it is one of the document's, whose path key is `key`.
    /// The last reply of a path stays.
    pub(crate) fn next(&mut self, method: &str, path: &str, key: Option<&str>) -> Option<Reply> {
        let fitting = self.entries.iter_mut().filter(|entry| entry.method.eq_ignore_ascii_case(method));
        let is_meant = |entry: &Entry| key == Some(entry.path.as_str()) || entry.template.fit(path, &[]).is_some();
        let entry = fitting.filter(|entry| is_meant(entry)).min_by_key(|entry| entry.path != path)?;
        if entry.replies.len() > 1 { entry.replies.pop_front() } else { entry.replies.front().cloned() }
    }
}
