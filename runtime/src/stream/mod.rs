//! Bodies of replies that are read while they arrive: bytes, JSON values, server-sent events.

mod bytes;
mod events;
mod items;
mod split;

pub use self::bytes::ByteStream;
pub(crate) use self::bytes::Unread;
pub(crate) use events::Read;
pub use events::{Event, EventStream};
pub use items::ItemStream;
