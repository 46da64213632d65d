//! Participants, publications and reach.

use super::results::months;
use crate::site::chart::*;

fn part(label: &str, value: u32, share: &str) -> Part {
    Part {
        label: label.into(),
        value: Some(value.into()),
        written: value.to_string(),
        share: format!("{share}\u{a0}%"),
    }
}

fn demographics(title: &str, description: &str, parts: Vec<Part>) -> Chart {
    Chart::Demographics(Demographics {
        title: title.into(),
        description: description.into(),
        parts,
        remark: None,
        head: DemographicsHead { part: "топ".into(), value: "адам".into(), share: "үлесі".into() },
    })
}

pub fn sex() -> Chart {
    demographics(
        "Қатысушылар, жынысы бойынша",
        "Екі жолақ. 211 қатысушының 121-і әйел, 90-ы ер адам.",
        vec![part("Әйелдер", 121, "57"), part("Ерлер", 90, "43")],
    )
}

pub fn age() -> Chart {
    let parts = [
        ("13–16", 10, "5"),
        ("17–22", 10, "5"),
        ("23–27", 31, "15"),
        ("28–32", 40, "19"),
        ("33–45", 60, "28"),
        ("46–58", 50, "24"),
        ("59 және одан үлкен", 10, "5"),
    ];
    demographics(
        "Қатысушылар, жасы бойынша",
        "Жеті жолақ. Ең көбі 33–45 жаста: 60 адам.",
        parts.iter().map(|(label, value, share)| part(label, *value, share)).collect(),
    )
}

pub fn status() -> Chart {
    let unknown =
        Part {
            label: "Мигранттар".into(), value: None, written: "көрсетілмеген".into(), share: String::new()
        };
    let parts = [
        ("Дети (в том числе с инвалидностью)", 10, "5"),
        ("Молодёжь", 31, "15"),
        ("Государственные служащие", 10, "5"),
        ("Работники бюджетных организаций", 30, "14"),
        ("Люди с инвалидностью", 30, "14"),
        ("Люди 50 лет и старше", 30, "14"),
        ("Безработные", 20, "9"),
        ("Представители общественных организаций", 5, "2"),
        ("Предприниматели", 10, "5"),
        ("Другие", 35, "17"),
    ];
    let Chart::Demographics(chart) = demographics(
        "Участники по статусу",
        "Одиннадцать полос. Больше всего молодёжи: 31 человек, не считая других.",
        parts.iter().map(|(label, value, share)| part(label, *value, share)).chain([unknown]).collect(),
    ) else {
        unreachable!("demographics() gives demographics")
    };
    Chart::Demographics(Demographics {
        remark: Some("Статус указан у всех 211 участников.".into()), ..chart
    })
}

fn month_count(month: &Month, counts: [u32; 4]) -> MonthCount {
    MonthCount {
        month: month.clone(),
        label: format!("{} {}", month.year, month.written),
        counts: counts.to_vec(),
        counts_written: counts.iter().map(u32::to_string).collect(),
        written: counts.iter().sum::<u32>().to_string(),
    }
}

fn kind(label: &str, count: u32) -> Kind {
    Kind { label: label.into(), count, written: count.to_string() }
}

pub fn publications() -> Chart {
    let counts = [
        [1, 1, 0, 0],
        [2, 1, 0, 0],
        [4, 2, 1, 0],
        [3, 1, 0, 1],
        [1, 0, 0, 0],
        [0, 0, 0, 0],
        [3, 2, 1, 0],
        [5, 3, 1, 1],
        [4, 2, 0, 0],
    ];
    let months = months(2, 2020, counts.len());
    Chart::Publications(Publications {
        title: "Жарияланымдар, айлар және түрлер бойынша".into(),
        description: "Бағанды диаграмма. Жарияланымдар ең көп қазан айында шықты: 10.".into(),
        kinds: vec![kind("әлеуметтік желі", 23), kind("газет", 12), kind("телеарна", 3), kind("сайт", 2)],
        months: months.iter().zip(counts).map(|(month, counts)| month_count(month, counts)).collect(),
        total: "40".into(),
        undated: None,
        remarks: vec!["2 жарияланымның күні көрсетілмеген.".into()],
        head: PublicationsHead { month: "ай".into(), total: "барлығы".into() },
    })
}

pub fn publications_undated() -> Chart {
    let Chart::Publications(chart) = publications() else { unreachable!("publications() gives publications") };
    Chart::Publications(Publications {
        months: vec![],
        remarks: vec!["Жарияланымдардың күні көрсетілмеген.".into()],
        ..chart
    })
}

fn outlet(label: &str, publications: &str, reach: Option<u32>, written: &str) -> Outlet {
    Outlet {
        id: None,
        label: label.into(),
        publications: publications.into(),
        reach: reach.map(f64::from),
        written: written.into(),
    }
}

pub fn reach() -> Chart {
    let viewed = ReachGroup {
        measure: "Қаралымдар".into(),
        outlets: vec![
            outlet("Қордың Facebook парақшасы", "23 жарияланым", Some(4200), "4\u{a0}200"),
            outlet("Facebook-тегі анимациялық роликтер", "3 ролик", Some(65), "65"),
        ],
    };
    let unmeasured = ReachGroup {
        measure: "Таралымы өлшенбегендер".into(),
        outlets: vec![
            outlet("«Алтын аймақ» газеті", "12 жарияланым", None, "өлшенбеген"),
            outlet("Атырау облысының телеарнасы", "2 эфир", None, "өлшенбеген"),
            outlet("«Прикаспийская коммуна» газеті", "саны көрсетілмеген", None, "өлшенбеген"),
        ],
    };
    Chart::Reach(Reach {
        title: "БАҚ арқылы қамту".into(),
        description: "Жолақты диаграмма. Қаралымдар екі арнада ғана өлшенген.".into(),
        groups: vec![viewed, unmeasured],
        head: ReachHead {
            outlet: "БАҚ".into(),
            publications: "жарияланымдар".into(),
            measure: "не өлшенді".into(),
            reach: "қамту".into(),
        },
    })
}
