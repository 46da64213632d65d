//! Stories, media reach, lots, organisations, outlets and pages.

use super::common::*;
use super::portal::ContactDraft;
use crate::read::{Placed, Words, choice, record};

record! {
    /// What a theme says of itself.
    @ "themes/<name>/theme.toml"
    ThemeFileDraft {
        /// The versions of esep that it works with: `0.1` stands for every version that begins with it.
        works_with: Vec<Placed<String>>,
    }
}

record! {
    /// A success story. Its text is in `<lang>.md` beside it.
    @ "content/grants/…/<slug>/stories/<slug>/story.toml"
    StoryDraft {
        /// The headline.
        title: Words,
        /// The story in one or two sentences.
        summary: Words,
        /// Whether the person is not named.
        anonymous: Placed<bool>,
        /// How the person agreed: `written`, `spoken`, `not-needed` (nobody can be recognised) or `none`.
        consent: Placed<Consent>,
        /// The person's name; only with consent.
        person: Option<Words>,
        /// Who the person is, without a name: "a pensioner with a disability".
        role: Option<Words>,
        /// When it happened.
        date: Option<WrittenDate>,
        /// Where.
        place: Option<Words>,
        /// What came of it, in a few words.
        outcome: Option<Words>,
        /// The activity that helped.
        activity: Option<Placed<String>>,
        /// Themes of `portal.toml`.
        theme: Vec<Placed<String>>,
        /// What was corrected, and why.
        correction: Vec<CorrectionDraft>,
        /// Pictures.
        picture: Vec<PictureDraft>,
        /// Slugs that it had before: their addresses lead to the new one.
        former_slugs: Vec<Placed<String>>,
    }
}

record! {
    /// What was published about a grant.
    @ "content/grants/…/<slug>/media.toml"
    MediaDraft {
        /// Publications, one or several of a kind each.
        publication: Vec<PublicationDraft>,
        /// What was corrected, and why.
        correction: Vec<CorrectionDraft>,
    }
}

choice! {
    /// What kind of publication it is.
    PublicationKind {
        Article = "article",
        Post = "post",
        Broadcast = "broadcast",
        Clip = "clip",
        Leaflet = "leaflet",
        Other = "other",
    }
}

choice! {
    /// What the reach counts.
    Measured {
        Views = "views",
        Copies = "copies",
        Circulation = "circulation",
        Audience = "audience",
        Subscribers = "subscribers",
    }
}

record! {
    /// A publication, or several of one kind in one outlet.
    PublicationDraft {
        /// Short id; the permanent fragment of its address.
        id: Placed<String>,
        /// The slug of the outlet under `outlets/`.
        outlet: Option<Placed<String>>,
        /// `article`, `post`, `broadcast`, `clip`, `leaflet` or `other`.
        kind: Placed<PublicationKind>,
        /// What was published.
        title: Words,
        /// When.
        date: Option<WrittenDate>,
        /// Or from when to when.
        period: Option<PeriodDraft>,
        /// How many; `"?"` where the document does not say.
        count: Option<WrittenQuantity>,
        /// Where it can be read.
        link: Option<Placed<String>>,
        /// Where an archived copy can be read.
        archived: Option<Placed<String>>,
        /// How many it reached.
        reach: Option<WrittenQuantity>,
        /// What the reach counts: `views`, `copies`, `circulation`, `audience` or `subscribers`.
        measured: Option<Placed<Measured>>,
        /// Languages it was published in.
        language: Vec<Placed<crate::language::Lang>>,
        /// Anything to add.
        detail: Option<Words>,
        /// The id of another figure of this grant that states the same number: `check` compares it with `count`.
        same_as: Option<Placed<String>>,
    }
}

record! {
    /// A lot: what the state asks for before there is a grantee.
    @ "content/lots/<slug>/lot.toml"
    LotDraft {
        /// Its number; absent where the document gives none.
        number: Option<WrittenText>,
        /// Its place in the list, where that differs.
        row: Option<Placed<String>>,
        /// Its short name.
        title: Words,
        /// What it is about, in one or two sentences.
        summary: Words,
        /// The priority.
        priority: Option<Words>,
        /// The theme, as the document words it.
        topic: Option<Words>,
        /// The problem that it answers.
        problem: Option<Words>,
        /// Themes of `portal.toml`.
        theme: Vec<Placed<String>>,
        /// Regions, as ISO 3166-2 codes.
        region: Vec<Placed<String>>,
        /// The territory, in words.
        place: Option<Words>,
        /// From when to when.
        period: Option<PeriodDraft>,
        /// The money that is offered.
        amount: Option<WrittenQuantity>,
        /// Its currency (ISO 4217); absent: the portal's.
        currency: Option<Placed<String>>,
        /// What a grantee must have; `"?"` where the document leaves it empty.
        requirements: Option<Words>,
        /// The organisation that asks.
        customer: Option<Placed<String>>,
        /// The document the facts were taken from.
        source: DocumentDraft,
        /// When these facts were last brought up to date.
        updated: WrittenDate,
        /// Target indicators (`kind = "target"`) and expected results (`kind = "expected"`).
        indicator: Vec<IndicatorDraft>,
        /// Explanations for readers.
        note: Vec<NoteDraft>,
        /// What was corrected, and why.
        correction: Vec<CorrectionDraft>,
        /// Pictures.
        picture: Vec<PictureDraft>,
        /// Slugs that it had before: their addresses lead to the new one.
        former_slugs: Vec<Placed<String>>,
    }
}

choice! {
    /// What kind of organisation it is.
    OrganisationKind {
        PublicFoundation = "public-foundation",
        PublicAssociation = "public-association",
        Institution = "institution",
        StateBody = "state-body",
        CityHall = "city-hall",
        Court = "court",
        Company = "company",
        Academy = "academy",
        Media = "media",
        Other = "other",
    }
}

record! {
    /// An organisation. The file's name is its slug.
    @ "content/organisations/<slug>.toml"
    OrganisationDraft {
        /// Its full name.
        name: Words,
        /// A short name.
        short_name: Option<Words>,
        /// What kind of organisation it is.
        kind: Placed<OrganisationKind>,
        /// Its region, as an ISO 3166-2 code.
        region: Option<Placed<String>>,
        /// Its town.
        place: Option<Words>,
        /// Its public business number (BIN, 12 digits; Kyrgyz TIN, 14 digits).
        number: Option<Placed<String>>,
        /// Its website.
        website: Option<Placed<String>>,
        /// Public contacts of the office.
        contact: Vec<ContactDraft>,
        /// What it does.
        description: Option<Words>,
        /// Slugs that it had before: their addresses lead to the new one.
        former_slugs: Vec<Placed<String>>,
    }
}

choice! {
    /// What kind of outlet it is.
    OutletKind {
        Newspaper = "newspaper",
        Television = "television",
        Radio = "radio",
        Website = "website",
        SocialNetwork = "social-network",
        Other = "other",
    }
}

record! {
    /// A newspaper, a channel, a page: where something is published. The file's name is its slug.
    @ "content/outlets/<slug>.toml"
    OutletDraft {
        /// Its name.
        name: Words,
        /// What kind of outlet it is.
        kind: Placed<OutletKind>,
        /// The organisation that it belongs to.
        organisation: Option<Placed<String>>,
        /// Its region, as an ISO 3166-2 code.
        region: Option<Placed<String>>,
        /// Its website.
        website: Option<Placed<String>>,
        /// What it is.
        description: Option<Words>,
        /// Slugs that it had before: their addresses lead to the new one.
        former_slugs: Vec<Placed<String>>,
    }
}

record! {
    /// The front matter of a page, between two lines `+++`.
    @ "content/pages/<slug>/<lang>.md"
    PageFront {
        /// The page's title.
        title: Placed<String>,
        /// What it says, in one or two sentences.
        summary: Option<Placed<String>>,
        /// Whether the page is linked at the foot of every page. Default true.
        menu: Option<Placed<bool>>,
        /// Pictures that the text names.
        picture: Vec<PictureDraft>,
        /// Slugs that the page had before: their addresses lead to the new one. One language is enough.
        former_slugs: Vec<Placed<String>>,
    }
}
