//! Resources, risks and targets.

use crate::site::chart::*;

const GRANT: usize = 0;
const BUDGET: usize = 1;
const OWN: usize = 2;
const CUSTOMER: usize = 3;
const ORDER: usize = 4;

fn funding(shares: &[(usize, Option<f64>)], written: &str) -> Funding {
    let share = |&(source, percent): &(usize, Option<f64>)| Share { source, percent };
    Funding { shares: shares.iter().map(share).collect(), written: written.into() }
}

fn work(label: &str, resource: &str, amount: Option<u32>, written: &str, funding: Vec<Funding>) -> Work {
    Work {
        label: label.into(),
        resource: resource.into(),
        amount: amount.map(f64::from),
        written: written.into(),
        funding,
    }
}

pub fn resources() -> Chart {
    let grant = || funding(&[(GRANT, None)], "грант");
    let own = || funding(&[(OWN, None)], "собственные средства предпринимателя");
    let shared =
        || funding(&[(BUDGET, Some(70.0)), (OWN, Some(30.0))], "областной бюджет 70\u{a0}%, предприниматель 30\u{a0}%");
    let customer = || funding(&[(CUSTOMER, None)], "заказчик");
    let ordered = || funding(&[(ORDER, None), (OWN, None)], "по заказу, предприниматель");
    let both = || funding(&[(OWN, None), (GRANT, None)], "собственные средства предпринимателя, грант");
    Chart::Resources(Resources {
        title: "План ресурсов и источники".into(),
        description: "Полосы по работам. Больше всего стоят профильные консультанты: 10 368 000 тенге из 19 082 000."
            .into(),
        sources: ["грант", "областной бюджет", "средства предпринимателя", "заказчик", "по заказу"]
            .map(Label::from)
            .into(),
        options: vec!["грант на социальный проект".into(), "государственно-частное партнёрство".into()],
        undivided: "доли источников не указаны".into(),
        rows: vec![
            work(
                "Сайт и страницы в социальных сетях",
                "программист, 2 человека",
                Some(250_000),
                "250\u{a0}000\u{a0}₸",
                vec![grant(), own()],
            ),
            work(
                "Разрешительные документы",
                "делопроизводитель, 1 человек",
                None,
                "сумма не указана",
                vec![customer(), customer()],
            ),
            work(
                "Профильные консультанты (юрист, психолог, медиатор)",
                "оплата специалистов, 6 человек",
                Some(10_368_000),
                "10\u{a0}368\u{a0}000\u{a0}₸",
                vec![grant(), shared()],
            ),
            work(
                "Персонал (координатор, IT, SMM)",
                "оплата, 3 человека",
                Some(4_320_000),
                "4\u{a0}320\u{a0}000\u{a0}₸",
                vec![grant(), shared()],
            ),
            work(
                "Офис для координатора",
                "аренда, 1 помещение",
                Some(600_000),
                "600\u{a0}000\u{a0}₸",
                vec![own(), shared()],
            ),
            work(
                "Оборудование",
                "компьютеры, 3 штуки",
                Some(3_000_000),
                "3\u{a0}000\u{a0}000\u{a0}₸",
                vec![both(), own()],
            ),
            work("Быстрый интернет", "", Some(84_000), "84\u{a0}000\u{a0}₸", vec![own(), own()]),
            work(
                "Реклама",
                "SMM-специалист, 1 человек",
                Some(100_000),
                "100\u{a0}000\u{a0}₸",
                vec![ordered(), ordered()],
            ),
        ],
        total: Some("19\u{a0}082\u{a0}000\u{a0}₸".into()),
        head: head(),
    })
}

fn head() -> ResourcesHead {
    ResourcesHead {
        work: "работа".into(), resource: "ресурс".into(), amount: "сумма".into(), total: "Всего".into()
    }
}

pub fn resources_plain() -> Chart {
    Chart::Resources(Resources {
        title: "Расходы гранта".into(),
        description: "Полосы по статьям. Больше всего потрачено на товары и услуги.".into(),
        sources: vec![],
        options: vec![],
        undivided: String::new(),
        rows: vec![
            work("Фонд заработной платы", "", Some(1_206_432), "1\u{a0}206\u{a0}432\u{a0}₸", vec![]),
            work("Закупки товаров и услуг", "", Some(2_042_560), "2\u{a0}042\u{a0}560\u{a0}₸", vec![]),
            work("Банковское обслуживание", "", None, "сумма не указана", vec![]),
        ],
        total: None,
        head: head(),
    })
}

fn risk(number: &str, label: &str, impact: usize, probability: usize, stated: usize) -> Risk {
    let product = impact * probability;
    Risk {
        number: number.into(),
        label: label.into(),
        impact: Some(impact),
        probability: Some(probability),
        impact_written: impact.to_string(),
        probability_written: probability.to_string(),
        stated: stated.to_string().into(),
        product: product.to_string(),
        differs: (product != stated).then(|| format!("Балл в документе: {stated}. Влияние × вероятность: {product}.")),
    }
}

pub fn risks() -> Chart {
    let steps = || ["1", "2", "3"].map(String::from).to_vec();
    let unknown = Risk {
        impact: None,
        impact_written: "не указано".into(),
        product: String::new(),
        ..risk("8", "Изменение законодательства", 1, 2, 2)
    };
    Chart::RiskMatrix(RiskMatrix {
        title: "Риски: влияние и вероятность".into(),
        description: "Матрица рисков. Выше всех риск 5: влияние 3, вероятность 3.".into(),
        impact: Scale { title: "влияние".into(), levels: steps() },
        probability: Scale { title: "вероятность".into(), levels: steps() },
        risks: vec![
            risk("1", "Медленный интернет, технические неполадки", 3, 2, 6),
            risk("2", "Нет спроса со стороны получателей", 2, 3, 6),
            risk("3", "Сотрудникам и исполнителям не хватает навыков", 2, 2, 4),
            risk("4", "Кол-центры и реабилитационные центры не присоединяются", 3, 2, 6),
            risk("5", "Участники и партнёры неверно понимают цели; конфликт", 3, 3, 6),
            risk("6", "Деньги поздно, грант не получен, слишком мал или плохо управляется", 2, 3, 6),
            risk("7", "Охват меняется вместе с потребностями и взглядами", 2, 2, 4),
            unknown,
        ],
        unplaced: "Влияние или вероятность не указаны.".into(),
        head: RiskMatrixHead {
            number: "№".into(),
            risk: "риск".into(),
            impact: "влияние".into(),
            probability: "вероятность".into(),
            stated: "балл в документе".into(),
            product: "влияние × вероятность".into(),
        },
    })
}

fn panel(label: &str, direction: Direction, direction_written: &str, values: [Option<u32>; 3]) -> TargetPanel {
    let value = |value: Option<u32>| TargetValue {
        value: value.map(f64::from),
        short: value.map_or(String::new(), |value| format!("{value}\u{a0}%")),
        written: value.map_or("көрсетілмеген".into(), |value| format!("{value}\u{a0}%")),
    };
    TargetPanel {
        label: label.into(),
        direction,
        direction_written: direction_written.into(),
        values: values.map(value).into(),
    }
}

pub fn targets() -> Chart {
    Chart::Targets(Targets {
        title: "Жылдар бойынша нысаналы мәндер".into(),
        description: "Үш шағын диаграмма. Ажырасу үлесі 2030 жылға қарай 25 пайызға дейін төмендеуі тиіс; балаларға қатысты 2030 жылғы мән жоқ.".into(),
        years: [2023, 2025, 2030].map(|year| Year { at: f64::from(year), written: year.to_string() }).into(),
        missing: "құжатта жоқ".into(),
        panels: vec![
            panel("Тіркелген некелер санына шаққандағы ажырасулар үлесі", Direction::Down, "азайғаны жақсы", [Some(32), Some(30), Some(25)]),
            panel("Әйелдерге қатысты тіркелген тұрмыстық зорлық-зомбылықтың азаюы", Direction::Up, "көп азайғаны жақсы", [Some(20), Some(30), Some(50)]),
            panel("Балаларға қатысты тіркелген тұрмыстық зорлық-зомбылықтың азаюы", Direction::Up, "көп азайғаны жақсы", [Some(20), Some(30), None]),
        ],
        head: TargetsHead { indicator: "көрсеткіш".into(), direction: "бағыты".into() },
    })
}
