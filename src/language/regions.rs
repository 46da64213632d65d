//! Countries and regions of ISO 3166.

/// A country or region.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Its ISO 3166 code.
    pub code: &'static str,
    /// The first day on which it exists in this form.
    pub since: Option<jiff::civil::Date>,
    /// The last day on which it exists in this form.
    pub until: Option<jiff::civil::Date>,
}

impl Region {
    /// Its name.
    pub fn name(&self, _: super::Lang) -> &'static str {
        self.code
    }
}

static REGIONS: &[Region] = &[
    Region { code: "KG", since: None, until: None },
    Region { code: "KG-GO", since: None, until: None },
    Region { code: "KZ", since: None, until: None },
    Region { code: "KZ-10", since: None, until: None },
    Region { code: "KZ-23", since: None, until: None },
    Region { code: "KZ-47", since: None, until: None },
    Region { code: "KZ-63", since: None, until: None },
];

/// Every country and region.
pub fn all() -> impl Iterator<Item = &'static Region> {
    REGIONS.iter()
}

/// The country or region with this code.
pub fn region(code: &str) -> Option<&'static Region> {
    all().find(|region| region.code == code)
}
