//! The sheets, one after the other.

use super::{At, Column, Kind, Rows, Sheet};

const fn column(name: &'static str, at: At) -> Column {
    Column { name, at, list: "" }
}

const fn own(name: &'static str, key: &'static str) -> Column {
    column(name, At::Own(key))
}

const fn code(name: &'static str, key: &'static str, list: &'static str) -> Column {
    Column { name, at: At::Own(key), list }
}

const fn report(name: &'static str, key: &'static str) -> Column {
    column(name, At::Report(key))
}

const fn inner(name: &'static str, key: &'static str) -> Column {
    column(name, At::Inner(key))
}

const GRANT: Column = Column { name: "grant", at: At::Owner(Kind::Grant), list: "grant" };
const LOT: Column = Column { name: "lot", at: At::Owner(Kind::Lot), list: "lot" };
const STORY: Column = column("story", At::Owner(Kind::Story));
const REPORTED: Column = Column { name: "reported", at: At::Reported, list: "yes_no" };
const SLUG: Column = column("id", At::Slug);
const ID: Column = own("id", "id");
const NUMBER: Column = own("number", "number");
const TITLE: Column = own("title", "title");
const SUMMARY: Column = own("summary", "summary");
const START: Column = own("start", "period.start");
const END: Column = own("end", "period.end");
const PLACE: Column = own("place", "place");
const TOWN: Column = own("town", "place");
const DETAIL: Column = own("detail", "detail");
const SAME_AS: Column = own("same_as", "same_as");
const FORMER: Column = own("former_slugs", "former_slugs");
const THEMES: Column = code("themes", "theme", "theme");
const REGIONS: Column = code("regions", "region", "region");
const REGION: Column = code("region", "region", "region");
const UNIT: Column = code("unit", "unit", "unit");
const ONLINE: Column = code("online", "online", "yes_no");
const UPDATED: Column = own("updated", "updated");
const ORGANISATION: Column = code("organisation", "organisation", "organisation");

const fn in_grant(array: &'static str) -> Rows {
    Rows::Records { files: &[Kind::Grant], array, inner: None }
}

/// Every sheet, in the order of the workbook; grants and lots first, since others refer to them.
pub(crate) static SHEETS: [Sheet; 27] = [
    Sheet {
        name: "grants",
        rows: Rows::Files(Kind::Grant),
        columns: &[
            SLUG,
            TITLE,
            SUMMARY,
            code("status", "status", "grant_status"),
            own("amount", "amount"),
            own("currency", "currency"),
            START,
            END,
            own("duration", "duration_days"),
            REGIONS,
            TOWN,
            THEMES,
            code("lot", "lot", "lot"),
            own("goal", "goal"),
            own("problem", "problem"),
            own("priority", "priority"),
            own("long_term", "long_term"),
            code("no_partners", "partners", "partners"),
            own("risk_scale", "risk_scale"),
            UPDATED,
            report("report_date", "date"),
            report("deviation", "deviation"),
            report("long_term_reported", "long_term"),
            report("follow_up", "follow_up.text"),
            report("follow_up_amount", "follow_up.amount"),
            Column { name: "follow_up_regions", at: At::Report("follow_up.region"), list: "region" },
            FORMER,
        ],
        derived: &[
            "grantees",
            "indicators_planned",
            "indicators_reported",
            "indicators_met",
            "people_planned",
            "people_reached",
            "reported",
        ],
    },
    Sheet {
        name: "lots",
        rows: Rows::Files(Kind::Lot),
        columns: &[
            SLUG,
            NUMBER,
            own("row", "row"),
            TITLE,
            SUMMARY,
            code("organisation", "customer", "organisation"),
            own("amount", "amount"),
            own("currency", "currency"),
            START,
            END,
            REGIONS,
            TOWN,
            THEMES,
            own("topic", "topic"),
            own("priority", "priority"),
            own("problem", "problem"),
            own("requirements", "requirements"),
            UPDATED,
            FORMER,
        ],
        derived: &[],
    },
    Sheet {
        name: "documents",
        rows: Rows::Documents,
        columns: &[
            GRANT,
            LOT,
            Column { name: "use", at: At::Use, list: "document_use" },
            code("kind", "kind", "document_kind"),
            TITLE,
            NUMBER,
            own("date", "date"),
            ORGANISATION,
            code("language", "language", "language"),
            own("link", "link"),
        ],
        derived: &["id"],
    },
    Sheet {
        name: "parties",
        rows: in_grant("party"),
        columns: &[GRANT, ORGANISATION, own("title", "name"), code("role", "role", "party_role"), own("does", "does")],
        derived: &["id"],
    },
    Sheet {
        name: "target_groups",
        rows: in_grant("target_group"),
        columns: &[
            GRANT,
            ID,
            own("title", "name"),
            own("age", "age"),
            own("population", "population"),
            own("coverage", "coverage"),
            DETAIL,
            SAME_AS,
        ],
        derived: &[],
    },
    Sheet {
        name: "context_figures",
        rows: in_grant("context"),
        columns: &[
            GRANT,
            ID,
            TITLE,
            REGION,
            own("value", "value"),
            UNIT,
            own("date", "date"),
            own("change_value", "change"),
            own("change_from", "change_from"),
            own("change_since", "change_since"),
            own("source", "source"),
        ],
        derived: &[],
    },
    Sheet {
        name: "team",
        rows: in_grant("team"),
        columns: &[
            GRANT,
            own("title", "role"),
            code("engagement", "engagement", "engagement"),
            own("quantity", "count"),
            own("workload", "workload"),
        ],
        derived: &["id"],
    },
    Sheet {
        name: "tasks",
        rows: in_grant("task"),
        columns: &[
            GRANT,
            ID,
            NUMBER,
            TITLE,
            code("kind", "kind", "task_kind"),
            PLACE,
            ONLINE,
            START,
            END,
            own("topics", "topic"),
            DETAIL,
        ],
        derived: &[],
    },
    Sheet {
        name: "activities",
        rows: in_grant("activity"),
        columns: &[
            GRANT,
            ID,
            NUMBER,
            own("task", "task"),
            TITLE,
            PLACE,
            ONLINE,
            START,
            END,
            own("schedule", "schedule"),
            own("who", "who"),
            own("participants", "participants"),
            Column { name: "completion", at: At::Report("completion"), list: "completion" },
            report("held_start", "period.start"),
            report("held_end", "period.end"),
            report("participated", "participants"),
            report("comment", "comment"),
            own("result", "result"),
            DETAIL,
            SAME_AS,
        ],
        derived: &[],
    },
    Sheet {
        name: "indicators",
        rows: Rows::Records { files: &[Kind::Grant, Kind::Lot], array: "indicator", inner: Some("target") },
        columns: &[
            GRANT,
            LOT,
            ID,
            NUMBER,
            TITLE,
            inner("year", "year"),
            own("planned", "planned"),
            report("achieved", "achieved"),
            UNIT,
            code("per", "per", "per"),
            own("per_count", "per_count"),
            report("achieved_total", "total"),
            own("baseline", "baseline.value"),
            own("baseline_date", "baseline.date"),
            code("direction", "direction", "direction"),
            code("change", "change", "change"),
            own("share_of", "share_of"),
            own("parts", "parts"),
            report("measured_on", "date"),
            code("kind", "kind", "indicator_kind"),
            code("standard", "standard", "standard"),
            own("task", "task"),
            own("activity", "activity"),
            own("method", "method"),
            DETAIL,
            report("comment", "comment"),
            SAME_AS,
        ],
        derived: &["state", "percent", "evidence"],
    },
    Sheet {
        name: "evidence",
        rows: Rows::Records { files: &[Kind::Grant, Kind::Report], array: "evidence", inner: None },
        columns: &[
            GRANT,
            REPORTED,
            ID,
            own("task", "task"),
            own("activity", "activity"),
            TITLE,
            own("quantity", "quantity"),
            UNIT,
            own("annex", "annex"),
            SAME_AS,
        ],
        derived: &[],
    },
    Sheet {
        name: "breakdowns",
        rows: Rows::Records { files: &[Kind::Report], array: "breakdown", inner: Some("part") },
        columns: &[
            GRANT,
            own("figure", "of"),
            code("by", "by", "breakdown_by"),
            Column { name: "sex", at: At::Inner("sex"), list: "sex" },
            inner("age", "age"),
            inner("part", "name"),
            inner("value", "value"),
            own("total", "total"),
        ],
        derived: &["id", "figure_title"],
    },
    Sheet {
        name: "recommendations",
        rows: Rows::Records { files: &[Kind::Report], array: "recommendation", inner: None },
        columns: &[
            GRANT,
            ID,
            code("organisation", "to", "organisation"),
            own("text", "text"),
            own("number", "letter_number"),
            own("date", "letter_date"),
        ],
        derived: &[],
    },
    Sheet {
        name: "stories",
        rows: Rows::Files(Kind::Story),
        columns: &[
            GRANT,
            SLUG,
            TITLE,
            SUMMARY,
            own("outcome", "outcome"),
            code("anonymous", "anonymous", "yes_no"),
            code("consent", "consent", "consent"),
            own("person", "person"),
            own("who", "role"),
            own("date", "date"),
            TOWN,
            own("activity", "activity"),
            THEMES,
            FORMER,
        ],
        derived: &[],
    },
    Sheet {
        name: "publications",
        rows: Rows::Records { files: &[Kind::Media], array: "publication", inner: None },
        columns: &[
            GRANT,
            ID,
            TITLE,
            code("outlet", "outlet", "outlet"),
            code("kind", "kind", "publication_kind"),
            own("date", "date"),
            START,
            END,
            own("quantity", "count"),
            own("reach", "reach"),
            code("measured", "measured", "measured"),
            code("languages", "language", "language"),
            own("link", "link"),
            own("archived", "archived"),
            DETAIL,
            SAME_AS,
        ],
        derived: &[],
    },
    Sheet {
        name: "risks",
        rows: in_grant("risk"),
        columns: &[
            GRANT,
            ID,
            TITLE,
            own("factor", "factor"),
            own("impact", "impact"),
            own("probability", "probability"),
            own("score", "score"),
            code("level", "level", "risk_level"),
            own("mitigation", "mitigation"),
            own("strategy", "strategy"),
            own("owner", "owner"),
        ],
        derived: &[],
    },
    Sheet { name: "funding_options", rows: in_grant("funding_option"), columns: &[GRANT, ID, TITLE], derived: &[] },
    Sheet {
        name: "funding_sources",
        rows: in_grant("funding_source"),
        columns: &[GRANT, ID, own("title", "name")],
        derived: &[],
    },
    Sheet {
        name: "resources",
        rows: in_grant("resource"),
        columns: &[
            GRANT,
            ID,
            own("work", "work"),
            own("resource", "resource"),
            own("quantity", "quantity"),
            UNIT,
            own("amount", "amount"),
        ],
        derived: &["currency"],
    },
    Sheet {
        name: "payers",
        rows: Rows::Records { files: &[Kind::Grant], array: "resource", inner: Some("from") },
        columns: &[
            GRANT,
            own("resource_id", "id"),
            inner("option", "option"),
            inner("payer", "source"),
            inner("share", "share"),
        ],
        derived: &["id"],
    },
    Sheet {
        name: "notes",
        rows: Rows::Records { files: &[Kind::Grant, Kind::Report, Kind::Lot], array: "note", inner: None },
        columns: &[
            GRANT,
            LOT,
            REPORTED,
            own("about", "about"),
            own("text", "text"),
            own("finding", "code"),
            own("date", "date"),
        ],
        derived: &["id"],
    },
    Sheet {
        name: "corrections",
        rows: Rows::Records {
            files: &[Kind::Grant, Kind::Report, Kind::Media, Kind::Story, Kind::Lot],
            array: "correction",
            inner: None,
        },
        columns: &[
            GRANT,
            LOT,
            STORY,
            Column { name: "file", at: At::File, list: "file" },
            own("about", "about"),
            own("date", "date"),
            own("was", "was"),
            own("text", "text"),
        ],
        derived: &["id", "now", "unit", "edition"],
    },
    Sheet {
        name: "organisations",
        rows: Rows::Files(Kind::Organisation),
        columns: &[
            SLUG,
            own("title", "name"),
            own("short_name", "short_name"),
            code("kind", "kind", "organisation_kind"),
            REGION,
            TOWN,
            NUMBER,
            own("website", "website"),
            own("detail", "description"),
            FORMER,
        ],
        derived: &[],
    },
    Sheet {
        name: "contacts",
        rows: Rows::Records { files: &[Kind::Organisation], array: "contact", inner: None },
        columns: &[
            Column { name: "organisation", at: At::Owner(Kind::Organisation), list: "organisation" },
            code("kind", "kind", "contact_kind"),
            own("contact", "value"),
            TITLE,
        ],
        derived: &[],
    },
    Sheet {
        name: "outlets",
        rows: Rows::Files(Kind::Outlet),
        columns: &[
            SLUG,
            own("title", "name"),
            code("kind", "kind", "outlet_kind"),
            ORGANISATION,
            REGION,
            own("website", "website"),
            own("detail", "description"),
            FORMER,
        ],
        derived: &[],
    },
    Sheet {
        name: "pictures",
        rows: Rows::Records { files: &[Kind::Grant, Kind::Lot, Kind::Story], array: "picture", inner: None },
        columns: &[
            GRANT,
            LOT,
            STORY,
            own("picture", "file"),
            own("description", "description"),
            own("credit", "credit"),
            code("consent", "consent", "consent"),
        ],
        derived: &[],
    },
    Sheet {
        name: "texts",
        rows: Rows::Texts,
        columns: &[
            GRANT,
            LOT,
            STORY,
            Column { name: "language", at: At::Language, list: "language" },
            column("text", At::Passage),
        ],
        derived: &[],
    },
];
