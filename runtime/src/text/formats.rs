//! Types for the formats that every API shares: text in, checked text out. What a calendar, a network or a resolver makes of it is left to theirs,
//! which read the text.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::string_newtype;

macro_rules! formats {
    ($($(#[$attribute:meta])* $name:ident $format:literal $check:ident;)*) => {$(
        $(#[$attribute])*
        pub struct $name(Cow<'static, str>);

        string_newtype!($name { format: $format $check });
    )*};
}

formats! {
    /// A point in time, as text in the form of RFC 3339: `2024-02-29T23:59:59.25+01:00`.
    ///
    /// Equality is that of the text: two offsets can name the same time.
    #[derive(Clone, PartialEq, Eq, Hash)]
    DateTime "date-time" is_date_time;
    /// A day, as text in the form of RFC 3339: `2024-02-29`.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Date "date" is_date;
    /// A time of day with its offset, as text in the form of RFC 3339: `23:59:59.25+01:00`.
    ///
    /// Equality is that of the text: two offsets can name the same time.
    #[derive(Clone, PartialEq, Eq, Hash)]
    Time "time" is_time;
    /// A duration, as text in the form of ISO 8601 that RFC 3339 has: `P1DT12H`.
    ///
    /// Equality is that of the text: `PT60S` and `PT1M` differ.
    #[derive(Clone, PartialEq, Eq, Hash)]
    Duration "duration" is_duration;
    /// A UUID (RFC 9562), as text: `2eb8aa08-aa98-11ea-b4aa-73b441d16380`, in either case, of any version.
    ///
    /// Equality is that of the text: upper and lower case differ.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Uuid "uuid" is_uuid;
    /// A URI with its scheme (RFC 3986), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Uri "uri" is_uri;
    /// A URI, or a reference relative to one (RFC 3986), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    UriReference "uri-reference" is_uri_reference;
    /// An IRI with its scheme (RFC 3987), as text: a URI with characters beyond ASCII.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Iri "iri" is_iri;
    /// An IRI, or a reference relative to one (RFC 3987), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    IriReference "iri-reference" is_iri_reference;
    /// A template of URIs (RFC 6570), as text: `/pets{?page}`.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    UriTemplate "uri-template" is_uri_template;
    /// The address of a mailbox (RFC 5321), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Email "email" is_email;
    /// The address of a mailbox with characters beyond ASCII (RFC 6531), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    IdnEmail "idn-email" is_idn_email;
    /// The name of a host (RFC 1123), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Hostname "hostname" is_hostname;
    /// The name of a host with characters beyond ASCII (RFC 5890), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    IdnHostname "idn-hostname" is_idn_hostname;
    /// An IPv4 address, as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Ipv4 "ipv4" is_ipv4;
    /// An IPv6 address, as text.
    ///
    /// Equality is that of the text: `::1` and `0::1` differ.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Ipv6 "ipv6" is_ipv6;
    /// A JSON pointer (RFC 6901), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    JsonPointer "json-pointer" is_json_pointer;
    /// A relative JSON pointer, as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    RelativeJsonPointer "relative-json-pointer" is_relative_json_pointer;
    /// A regular expression (ECMA-262, with the flag `u`), as text.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Regex "regex" is_regex;
    /// A decimal number of any length, as text: `-12.50`.
    ///
    /// Equality is that of the text: `1.5` and `1.50` differ.
    #[derive(Clone, PartialEq, Eq, Hash)]
    Decimal "decimal" is_decimal;
    /// Bytes, as text in Base64 (RFC 4648 §4): `format: byte`, `contentEncoding: base64`.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Base64 "byte" is_base64;
}

impl Base64 {
    /// The text for some bytes.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self(Cow::Owned(STANDARD.encode(bytes)))
    }

    /// The bytes. `None`: what was received is no Base64.
    #[must_use]
    pub fn decode(&self) -> Option<Vec<u8>> {
        STANDARD.decode(self.as_str()).ok()
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self(Cow::Owned(value.to_string()))
            }
        }
    )*};
}

integers!(i32 i64 i128 u32 u64 u128);

macro_rules! addresses {
    ($($name:ident $address:ident)*) => {$(
        impl $name {
            /// The address. `None`: what was received is none.
            #[must_use]
            pub fn addr(&self) -> Option<$address> {
                self.0.parse().ok()
            }
        }

        impl From<$address> for $name {
            fn from(address: $address) -> Self {
                Self(Cow::Owned(address.to_string()))
            }
        }
    )*};
}

addresses!(Ipv4 Ipv4Addr Ipv6 Ipv6Addr);

#[cfg(test)]
mod tests {
    use super::*;

    const ALICE: Email = Email::from_static("alice@example.com");

    #[test]
    fn text_is_kept_and_checked() {
        assert_eq!(ALICE.as_str(), "alice@example.com");
        assert_eq!("x".parse::<Uri>().map_err(|error| error.to_string()), Err("Uri must be in the format `uri`".to_owned()));
        let received: Option<Uri> = serde_json::from_str("\"not one\"").ok();
        assert_eq!(received.as_ref().map(Uri::as_str), Some("not one"));
    }

    #[test]
    fn values_of_other_types() {
        assert_eq!(Base64::encode([0, 255]).as_str(), "AP8=");
        assert_eq!(Base64::from_static("AP8=").decode(), Some(vec![0, 255]));
        assert_eq!(Decimal::from(-5_i64), Decimal::from_static("-5"));
        assert_eq!(Ipv4::from(Ipv4Addr::LOCALHOST), Ipv4::from_static("127.0.0.1"));
        assert_eq!(Ipv6::from_static("0::1").addr(), Some(Ipv6Addr::LOCALHOST));
    }
}
