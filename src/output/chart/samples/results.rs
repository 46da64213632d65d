//! Plans, results, states and months.

use crate::site::chart::*;

fn words_kk() -> ProgressWords {
    ProgressWords {
        plan: "жоспар".into(),
        off_scale: "жолақ шкаладан ұзын, пайызы жанында жазылған".into(),
        bounds: BoundWords {
            exactly: "жоспар: дәл осынша".into(),
            at_least: "жоспар: кемінде осынша".into(),
            at_most: "жоспар: ең көбі осынша".into(),
        },
        states: StateWords {
            exceeded: "асыра орындалған".into(),
            met: "орындалған".into(),
            partly: "ішінара орындалған".into(),
            not_met: "орындалмаған".into(),
            not_reported: "әзірге есеп берілмеген".into(),
            unjudged: "салыстыратын жоспар жоқ".into(),
        },
        head: ProgressHead {
            group: "міндет".into(),
            indicator: "көрсеткіш".into(),
            planned: "жоспар".into(),
            achieved: "нәтиже".into(),
            percent: "жоспардың пайызы".into(),
            state: "күйі".into(),
        },
    }
}

fn ticks(percents: &[f64]) -> Vec<Tick> {
    let tick = |percent| Tick { percent, written: format!("{percent}\u{a0}%") };
    percent_ticks(percents.iter().copied()).into_iter().map(tick).collect()
}

fn row(label: &str, state: State, bound: Bound, percent: f64, written: &str) -> ProgressRow {
    ProgressRow {
        id: String::new(),
        label: label.into(),
        state: Some(state),
        bound: Some(bound),
        measure: Measure::Percent(percent),
        written: written.into(),
        planned: "200".into(),
        achieved: "211".into(),
        percent: format!("{percent}\u{a0}%"),
    }
}

fn unreported(label: &str, written: &str) -> ProgressRow {
    ProgressRow {
        id: String::new(),
        state: Some(State::NotReported),
        measure: Measure::NotReported,
        percent: String::new(),
        achieved: "әзірге есеп берілмеген".into(),
        ..row(label, State::NotReported, Bound::AtLeast, 0.0, written)
    }
}

fn progress(title: &str, description: &str, percents: &[f64], groups: Vec<ProgressGroup>) -> Chart {
    Chart::Progress(Progress {
        title: title.into(),
        description: description.into(),
        words: words_kk(),
        ticks: ticks(percents),
        groups,
    })
}

pub fn report() -> Chart {
    use Bound::Exactly;
    use State::{Exceeded, Met};
    let pair = ProgressRow {
        id: String::new(),
        measure: Measure::Words,
        percent: String::new(),
        ..row("Серіктестер (заңды тұлғалар / жеке тұлғалар)", Met, Exactly, 100.0, "3/4, жоспар: 3/4")
    };
    let rows = vec![
        row("Тікелей бенефициарлар (осал топтарды қоса алғанда)", Exceeded, Exactly, 105.5, "211 адам, жоспар: 200"),
        row("Жанама бенефициарлар (жарияланымдар арқылы)", Met, Exactly, 100.0, "300 адам, жоспар: 300"),
        row("Штаттағы қызметкерлер", Met, Exactly, 100.0, "2 адам, жоспар: 2"),
        row("Тартылған мамандар", Met, Exactly, 100.0, "4 адам, жоспар: 4"),
        row("Қамтылған ҮЕҰ", Met, Exactly, 100.0, "1 ұйым, жоспар: 1"),
        row(
            "Гранттан төленген еңбекақы қоры",
            Met,
            Exactly,
            100.0,
            "1\u{a0}206\u{a0}432\u{a0}₸, жоспар: 1\u{a0}206\u{a0}432\u{a0}₸",
        ),
        pair,
    ];
    progress(
        "Жоспар мен нәтиже: әлеуметтік және экономикалық әсер",
        "Жолақты диаграмма. Жеті көрсеткіштің алтауы орындалған, біреуі асыра орындалған.",
        &[105.5],
        vec![ProgressGroup { title: None, rows }],
    )
}

pub fn mixed() -> Chart {
    use Bound::{AtLeast, AtMost, Exactly};
    use State::{Exceeded, Met, NotMet, Partly};
    let done = ProgressRow {
        id: String::new(),
        measure: Measure::Words,
        percent: String::new(),
        ..row("Қоғамдық таныстырылым өткізілді", Met, Exactly, 100.0, "өткізілді, жоспар: өткізу")
    };
    let unplanned = ProgressRow {
        id: String::new(),
        state: None,
        bound: None,
        measure: Measure::Words,
        percent: String::new(),
        ..row("Қанағаттану деңгейі", Met, Exactly, 100.0, "100\u{a0}%, жоспар берілмеген")
    };
    let foreign = Label {
        text: "Охват информационной кампании в социальных сетях".into(), lang: Some("ru".into())
    };
    progress(
        "Жоспар мен нәтиже, міндеттер бойынша",
        "Жолақты диаграмма. Тоғыз көрсеткіштің үшеуі орындалмаған немесе ішінара орындалған.",
        &[860.0],
        vec![
            ProgressGroup {
                title: Some("1-міндет. «Баланы тану өнері» топтық семинары".into()),
                rows: vec![
                    row("Қатысқан ата-аналар", Exceeded, AtLeast, 130.0, "65 адам, жоспар: кемінде 50"),
                    row(
                        "Заң кеңестерін, психологиялық және консультациялық қызметтерді алған тұрғындар саны, шалғай ауылдық округтерді қоса алғанда",
                        Partly,
                        AtLeast,
                        62.0,
                        "744 адам, жоспар: кемінде 1\u{a0}200",
                    ),
                    ProgressRow {
                        id: String::new(),
                        label: foreign,
                        ..row("", Exceeded, AtLeast, 860.0, "86\u{a0}000 қаралым, жоспар: кемінде 10\u{a0}000")
                    },
                ],
            },
            ProgressGroup {
                title: Some("2-міндет. Жеке кеңестер".into()),
                rows: vec![
                    row("Меморандумдар", NotMet, AtLeast, 0.0, "0, жоспар: кемінде 5"),
                    row("Өтінішке жауап беру мерзімі", Exceeded, AtMost, 125.0, "4 күн, жоспар: ең көбі 5 күн"),
                    row(
                        "Бір қатысушыға жұмсалған қаражат",
                        Partly,
                        AtMost,
                        71.4,
                        "14\u{a0}000\u{a0}₸, жоспар: ең көбі 10\u{a0}000\u{a0}₸",
                    ),
                    row(
                        "Тіркелген құқық бұзушылықтардың азаюы",
                        NotMet,
                        Exactly,
                        -12.0,
                        "12\u{a0}%-ға өсті, жоспар: 20\u{a0}%-ға азайту",
                    ),
                    unreported("Қатысушылардың қанағаттануы (сауалнама)", "жоспар: кемінде 80\u{a0}%"),
                    done,
                    unplanned,
                ],
            },
        ],
    )
}

pub fn plan_only() -> Chart {
    let group = |title: &str, rows: &[(&str, &str)]| ProgressGroup {
        title: Some(title.into()),
        rows: rows.iter().map(|(label, written)| unreported(label, written)).collect(),
    };
    progress(
        "Жоспар мен нәтиже: «Ай-көмек»",
        "Жолақты диаграмма. Көрсеткіштердің ешқайсысы бойынша әзірге есеп берілмеген.",
        &[],
        vec![
            group(
                "1-міндет. «Баланы тану өнері» топтық семинары",
                &[
                    ("Қатысушы ата-аналар", "жоспар: 2 топтың әрқайсысынан кемінде 25 адам"),
                    ("Қанағаттану (сауалнама)", "жоспар: 80\u{a0}%"),
                    ("Әлеуметтік желілердегі жарияланымдар", "жоспар: кемінде 2"),
                ],
            ),
            group(
                "3-міндет. Бес вебинар",
                &[("Жазбасы бар вебинарлар", "жоспар: 5"), ("Қатысушылар", "жоспар: 20 ата-ана")],
            ),
        ],
    )
}

pub fn many() -> Chart {
    use Bound::{AtLeast, Exactly};
    use State::{Exceeded, Met, Partly};
    let row = |index: usize| match index % 5 {
        0 => row("Список участников брифинга", Met, Exactly, 100.0, "1, план: 1"),
        1 => row("Публикации в социальных сетях", Exceeded, AtLeast, 153.3, "23, план: не менее 15"),
        2 => row(
            "Мультипликационные ролики на казахском языке продолжительностью не менее двух минут",
            Met,
            Exactly,
            100.0,
            "3, план: 3",
        ),
        3 => row("Фотоотчёт", Met, Exactly, 100.0, "13, план: 13"),
        _ => row("Мнения участников", Partly, AtLeast, 66.7, "2, план: не менее 3"),
    };
    progress(
        "План и результат, сорок показателей",
        "Столбиковая диаграмма. Выполнены или перевыполнены 32 показателя из 40.",
        &[153.3],
        vec![ProgressGroup { title: None, rows: (0..40).map(row).collect() }],
    )
}

fn state_part(state: State, label: &str, count: u32, share: &str) -> StatePart {
    StatePart { state, label: label.into(), count, written: count.to_string(), share: share.into() }
}

pub fn states() -> Chart {
    Chart::States(States {
        title: "Көрсеткіштердің орындалуы".into(),
        description: "Бір құрама жолақ. 96 көрсеткіштің 45-і бойынша есеп берілген, олардың 38-і орындалған немесе асыра орындалған.".into(),
        whole: "5 гранттың 96 көрсеткіші".into(),
        parts: vec![
            state_part(State::Exceeded, "асыра орындалған", 4, "4\u{a0}%"),
            state_part(State::Met, "орындалған", 34, "35\u{a0}%"),
            state_part(State::Partly, "ішінара орындалған", 6, "6\u{a0}%"),
            state_part(State::NotMet, "орындалмаған", 1, "1\u{a0}%"),
            state_part(State::NotReported, "әзірге есеп берілмеген", 51, "53\u{a0}%"),
        ],
        head: StatesHead { state: "күйі".into(), count: "саны".into(), share: "үлесі".into() },
    })
}

pub fn states_one() -> Chart {
    Chart::States(States {
        title: "Көрсөткүчтөрдүн аткарылышы".into(),
        description: "Бир тилке. 2 көрсөткүчтүн экөө боюнча тең азырынча отчет берилген эмес.".into(),
        whole: "1 гранттын 2 көрсөткүчү".into(),
        parts: vec![
            state_part(State::Met, "аткарылган", 0, "0\u{a0}%"),
            state_part(State::NotReported, "азырынча отчет берилген эмес", 2, "100\u{a0}%"),
        ],
        head: StatesHead { state: "абалы".into(), count: "саны".into(), share: "үлүшү".into() },
    })
}

const MONTHS: [&str; 12] =
    ["қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.", "жел."];

/// So many months from this month of this year on.
pub fn months(first: usize, year: usize, count: usize) -> Vec<Month> {
    (first..first + count)
        .map(|month| Month { written: MONTHS[month % 12].into(), year: (year + month / 12).to_string() })
        .collect()
}

fn plan_row(label: &str, spans: &[(usize, usize, bool)], written: &str) -> PlanRow {
    let span = |&(first, last, precise): &(usize, usize, bool)| Span { first, last, precise };
    PlanRow { label: label.into(), spans: spans.iter().map(span).collect(), written: written.into() }
}

fn plan(title: &str, months: Vec<Month>, groups: Vec<PlanGroup>) -> Chart {
    Chart::MonthPlan(MonthPlan {
        title: title.into(),
        description: "Айлар бойынша жоспар: іс-шаралардың көбі күзге түседі.".into(),
        months,
        groups,
        imprecise: "айы көрсетілмеген".into(),
        head: MonthPlanHead {
            group: "міндет".into(), activity: "іс-шара".into(), when: "мерзімі".into()
        },
    })
}

pub fn month_plan() -> Chart {
    let rows = vec![
        plan_row("«Баланы тану өнері» топтық семинары", &[(0, 1, true)], "2024 ж. тамыз – қыркүйек"),
        plan_row(
            "Психологтар мен басқа өңірден шақырылған мамандардың жеке кеңестері",
            &[(0, 1, true)],
            "2024 ж. тамыз – қыркүйек",
        ),
        plan_row("Бес вебинар", &[(1, 3, true)], "2024 ж. қыркүйек – қараша"),
        plan_row("«Батыр аналар» клубы", &[(0, 3, true)], "2024 ж. тамыз – қараша"),
        plan_row("Қорытынды таныстырылым", &[], "мерзімі көрсетілмеген"),
    ];
    plan("Айлар бойынша жоспар", months(7, 2024, 4), vec![PlanGroup { title: None, rows }])
}

pub fn month_plan_years() -> Chart {
    let first = PlanGroup {
        title: Some("Дайындық".into()),
        rows: vec![
            plan_row("Жарғы мен таныстырылым", &[(0, 1, true)], "2020 ж. қараша – желтоқсан"),
            plan_row(
                "Мүдделі тараптармен дөңгелек үстелдер",
                &[(2, 2, true), (8, 8, true), (20, 20, true)],
                "2021 ж. қаңтар, шілде; 2022 ж. шілде",
            ),
        ],
    };
    let second = PlanGroup {
        title: Some("Жұмыс".into()),
        rows: vec![
            plan_row("Сайт пен әлеуметтік желілер", &[(2, 13, false)], "2021 ж."),
            plan_row("Онлайн кеңес беру", &[(9, 27, true)], "2021 ж. тамыз – 2023 ж. ақпан"),
        ],
    };
    plan("Екі жылдан асатын жоспар", months(10, 2020, 28), vec![first, second])
}
