//! Countries and regions of ISO 3166.

/// A country or region.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Its ISO 3166 code.
    pub code: &'static str,
}

static REGIONS: &[Region] = &[
    Region { code: "KG" },
    Region { code: "KG-GO" },
    Region { code: "KZ" },
    Region { code: "KZ-10" },
    Region { code: "KZ-23" },
    Region { code: "KZ-47" },
    Region { code: "KZ-63" },
];

/// Every country and region.
pub fn all() -> impl Iterator<Item = &'static Region> {
    REGIONS.iter()
}

/// The country or region with this code.
pub fn region(code: &str) -> Option<&'static Region> {
    all().find(|region| region.code == code)
}
