//! `content/portal.toml`: the portal itself.

use crate::language::Lang;
use crate::read::{Placed, Words, WrittenDate, choice, record};
use crate::value::{DacSector, Stated};

record! {
    /// The portal: names, languages, address, money, contacts, and the lists that grants refer to.
    @ "content/portal.toml"
    PortalDraft {
        /// The name of the portal.
        title: Words,
        /// What the portal is, in one or two sentences.
        description: Words,
        /// Languages in which the content is complete; the first one is the default.
        languages: Vec<Placed<Lang>>,
        /// Further languages of the interface: content is shown in them where it exists.
        further_languages: Vec<Placed<Lang>>,
        /// The address under which the portal is published, such as `https://org.github.io/portal/`.
        base_url: Option<Placed<String>>,
        /// The currency of amounts (ISO 4217) where a grant names none, such as `KZT`.
        currency: Placed<String>,
        /// The folders under `themes/` that make the look, the first one wins; the built-in `default` comes last.
        themes: Vec<Placed<String>>,
        /// The same for one folder: `look = "city"` is `themes = ["city"]`.
        look: Option<Placed<String>>,
        /// Which pages have a picture of their own for social networks and messengers: `all` (grants, stories, home),
        /// `home` or `none`. Default `all`, on large portals `home`.
        share_cards: Option<Placed<ShareCards>>,
        /// How much pages say. `full`: grants have drawn charts, a register of their figures, and stories pages of their own;
        /// `brief`, for portals of thousands of grants: figures stand in tables, stories on the page of their grant, and
        /// data in files of the whole portal. Default `full` up to 1 200 grants, above it `brief`.
        extent: Option<Placed<Extent>>,
        /// How many megabytes the host takes: a site of more than four fifths of it is found. Default 1000, as GitHub Pages
        /// takes; 0 means that there is no limit.
        site_limit: Option<Placed<i64>>,
        /// The organisation that answers for the portal.
        operator: Option<Placed<String>>,
        /// The licence of the texts and figures.
        licence: Option<LicenceDraft>,
        /// Public contacts: shown on every page and allowed in texts.
        contact: Vec<ContactDraft>,
        /// Where readers report errors; without it, to the first e-mail contact.
        report_errors: Option<ReportErrorsDraft>,
        /// From which share of the plan a result counts as partly met.
        thresholds: Option<ThresholdsDraft>,
        /// How the search understands the words of this portal.
        search: Option<SearchDraft>,
        /// Which files of data are published.
        data: Option<DataDraft>,
        /// Themes that grants, lots and stories refer to.
        theme: Vec<ThemeDraft>,
        /// Units of measurement beside the built-in ones.
        unit: Vec<UnitDraft>,
        /// Terms explained on the glossary page, beside the built-in ones.
        term: Vec<TermDraft>,
        /// Pages that editions have and that were taken off the portal, and editions that were taken off.
        withdrawn: Vec<WithdrawnDraft>,
    }
}

record! {
    /// A grant, lot, story, organisation, outlet, page or whole edition that was published and is not any more. Readers who
    /// come to the address of a page are told when and why, and are led to the last edition that has it.
    WithdrawnDraft {
        /// What was withdrawn: its address after the language, such as `grants/ai-komek` or `stories/first-step`; of an
        /// edition `e/` and its name.
        about: Placed<String>,
        /// When it was withdrawn.
        date: WrittenDate,
        /// Why it was withdrawn.
        text: Words,
    }
}

choice! {
    /// How much pages say.
    Extent {
        Full = "full",
        Brief = "brief",
    }
}

choice! {
    /// Which pages have a share card of their own.
    ShareCards {
        All = "all",
        Home = "home",
        None = "none",
    }
}

record! {
    /// A licence that the reader may rely on.
    LicenceDraft {
        /// Its usual name, such as `CC BY 4.0`.
        name: Words,
        /// The address of its text.
        link: Option<Placed<String>>,
    }
}

choice! {
    /// The ways to reach an office.
    ContactKind {
        Email = "email",
        Phone = "phone",
        HotLine = "hot-line",
        Address = "address",
        Web = "web",
    }
}

record! {
    /// A contact of an office or a hot line: declared here, it is public.
    ContactDraft {
        /// `email`, `phone`, `hot-line`, `address` or `web`.
        kind: Placed<ContactKind>,
        /// The number or address itself.
        value: Words,
        /// Whose contact it is.
        title: Option<Words>,
    }
}

record! {
    /// Where readers report errors: both ways are offered where both are given.
    ReportErrorsDraft {
        /// An e-mail address of the office.
        email: Option<Placed<String>>,
        /// The address of an issue tracker or a form, `https://…`. `{figure}`, `{address}`, `{edition}` and `{code}` in it are
        /// filled with the figure's permanent name, its address, the edition or date, and the check code.
        link: Option<Placed<String>>,
    }
}

record! {
    /// Limits of the states of achievement, in percent of the plan.
    ThresholdsDraft {
        /// A result from this share of the plan on is *partly met*; below it is *not met*. Default 50.
        partly_from: Option<Placed<Stated<crate::value::Quantity>>>,
    }
}

record! {
    /// How the search understands the words of this portal.
    SearchDraft {
        /// Names that the search would shorten like other words. In Kazakh and Kyrgyz their other forms are found with them.
        keep: Option<SearchWordsDraft>,
        /// Words that mean the same: who looks for one of them finds the others too.
        synonym: Vec<SearchWordsDraft>,
        /// `true`: the plain elasticlunr index is published under `/data/` too, for small portals. Default `false`.
        plain_index: Option<Placed<bool>>,
    }
}

record! {
    /// Single words, language by language.
    SearchWordsDraft {
        /// Kazakh words.
        kk: Vec<Placed<String>>,
        /// Russian words.
        ru: Vec<Placed<String>>,
        /// Kyrgyz words.
        ky: Vec<Placed<String>>,
        /// English words.
        en: Vec<Placed<String>>,
    }
}

choice! {
    /// Which files of data each grant has.
    PerGrant {
        All = "all",
        Json = "json",
        None = "none",
    }
}

choice! {
    /// Which files charts have beside their pages.
    ChartFiles {
        All = "all",
        Svg = "svg",
        None = "none",
    }
}

record! {
    /// Which files of data are published under `/data/`.
    DataDraft {
        /// `all`: each grant has its own tables and workbooks beside its JSON; `json`: only that; `none`: grants stand in
        /// the files of the whole portal. Default `all` up to 600 grants, above it `json`, where pages are brief `none`.
        per_grant: Option<Placed<PerGrant>>,
        /// `all`: each chart can be taken away as SVG and PNG and embedded in other sites; `svg`: the same without PNG,
        /// which takes the time; `none`: charts stay on their pages. Default `all` up to 250 grants, `svg` up to 600,
        /// above it `none`.
        charts: Option<Placed<ChartFiles>>,
    }
}

record! {
    /// A theme.
    ThemeDraft {
        /// Short id, used by grants and in the address of the theme's page.
        id: Placed<String>,
        /// Its name.
        name: Words,
        /// What belongs to it.
        description: Option<Words>,
        /// The purpose code of the DAC that fits the theme, five digits in quotes, such as `"15130"` for legal aid; it is
        /// the sector of the grants in the IATI file.
        dac_sector: Option<Placed<DacSector>>,
    }
}

record! {
    /// A unit of measurement with its plural forms (CLDR categories).
    UnitDraft {
        /// Short id, used by indicators.
        id: Placed<String>,
        /// With 1: "person", «человек».
        one: Option<Words>,
        /// With 2 to 4 in Russian: «человека».
        few: Option<Words>,
        /// With 5 to 20 in Russian: «человек».
        many: Option<Words>,
        /// All other numbers.
        other: Words,
    }
}

record! {
    /// A term of the glossary.
    TermDraft {
        /// Short id, the fragment of its address.
        id: Placed<String>,
        /// The term.
        term: Words,
        /// What it means.
        meaning: Words,
    }
}
