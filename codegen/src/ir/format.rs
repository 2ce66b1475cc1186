//! Formats of strings.

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident $name:literal)*) => {
        /// String formats that have a type of their own in the runtime.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Format {
            $($(#[$doc])* $variant,)*
        }

        impl Format {
            /// The format of a name. `None`: none of those.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Its name in JSON Schema or OpenAPI.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

formats! {
    /// RFC 3339 `date-time`.
    DateTime "date-time"
    /// RFC 3339 `full-date`.
    Date "date"
    /// RFC 3339 `full-time`.
    Time "time"
    /// RFC 3339 `duration`.
    Duration "duration"
    /// RFC 9562.
    Uuid "uuid"
    /// RFC 3986.
    Uri "uri"
    /// RFC 3986, relative ones too.
    UriReference "uri-reference"
    /// RFC 3987.
    Iri "iri"
    /// RFC 3987, relative ones too.
    IriReference "iri-reference"
    /// RFC 6570.
    UriTemplate "uri-template"
    /// RFC 5321.
    Email "email"
    /// RFC 6531.
    IdnEmail "idn-email"
    /// RFC 1123.
    Hostname "hostname"
    /// RFC 5890.
    IdnHostname "idn-hostname"
    /// RFC 2673.
    Ipv4 "ipv4"
    /// RFC 4291.
    Ipv6 "ipv6"
    /// RFC 6901.
    JsonPointer "json-pointer"
    /// A JSON pointer from where one is.
    RelativeJsonPointer "relative-json-pointer"
    /// ECMA-262.
    Regex "regex"
    /// The OpenAPI Format Registry: digits, perhaps behind a minus and with a fraction.
    Decimal "decimal"
    /// RFC 4648.
    Base64 "byte"
    /// A secret, never printed.
    Password "password"
}
