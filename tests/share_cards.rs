//! Share cards as networks get them: real pictures, in our own letters, that say what the page says.

use esep::World;
use esep::finding::Code;
use esep::output::cache::{MemoryCache, NoCache};
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Memory};
use image::{GenericImageView, Rgba};
use std::collections::BTreeMap;

type Site = BTreeMap<String, Vec<u8>>;

fn world() -> World {
    World { today: jiff::civil::date(2026, 11, 20), base_url: None, strict: false, edition: None }
}

fn built(files: &dyn Files) -> (Site, Vec<Code>) {
    let sink = MemorySink::default();
    let findings = esep::compile_with(files, &world(), &NoCache, &sink).unwrap();
    (sink.into_files(), findings.into_iter().map(|finding| finding.code).collect())
}

fn portal(more: &str) -> Memory {
    let text = "title.kk = \"Ашық есеп\"\ntitle.ru = \"Открытый отчёт\"\ndescription = \"Есептер\"\nlanguages = [\"kk\", \"ru\"]\n\
                currency = \"KZT\"\n";
    Memory::default().with("content/portal.toml", format!("{text}{more}"))
}

fn with_grant(portal: Memory, title: &str) -> Memory {
    portal.with("content/grants/baq/grant.toml", grant(title))
}

fn grant(title: &str) -> String {
    format!(
        "title = '''{title}'''\nsummary = \"Ағаштар\"\nstatus = \"running\"\nupdated = \"2024\"\n\
         [source]\nkind = \"contract\"\ntitle = \"Шарт\"\n[[indicator]]\nid = \"people\"\nstandard = \"direct-beneficiaries\"\n\
         planned = \">= 50\"\nunit = \"people\"\n"
    )
}

fn reported(portal: Memory, achieved: u32) -> Memory {
    let report = format!(
        "date = \"2024\"\nupdated = \"2024\"\n[source]\nkind = \"report\"\ntitle = \"Шарт\"\n\
         [[result]]\nindicator = \"people\"\nachieved = {achieved}\n"
    );
    portal.with("content/grants/baq/report.toml", report)
}

fn cards(site: &Site) -> Vec<&str> {
    site.keys().map(String::as_str).filter(|path| path.ends_with("card.png")).collect()
}

fn page(site: &Site, path: &str) -> String {
    String::from_utf8(site[path].clone()).unwrap()
}

#[test]
fn cards_of_the_real_content_are_small_pictures_of_the_right_size() {
    let (site, codes) = built(&Folder::new(env!("CARGO_MANIFEST_DIR")));
    assert!(!codes.contains(&Code::CardLetters), "a letter of the content is missing in the font");
    for language in ["kk", "ru", "ky"] {
        for page in ["", "grants/adamgershilik/", "stories/housing-queue/"] {
            assert!(site.contains_key(&format!("{language}/{page}card.png")), "{language}/{page}");
        }
    }
    for path in cards(&site) {
        let bytes = &site[path];
        let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Png).unwrap();
        assert_eq!(picture.dimensions(), (1200, 630), "{path}");
        assert!(bytes.len() < 60_000, "{path}: {} bytes", bytes.len());
        assert!(dark_pixels(&picture, (60, 90, 1080, 280)) > 3_000, "{path}: no title");
    }
}

/// How many pixels of a field (left, top, width, height) are as dark as text.
fn dark_pixels(picture: &image::DynamicImage, (left, top, width, height): (u32, u32, u32, u32)) -> usize {
    let field = picture.crop_imm(left, top, width, height);
    field
        .pixels()
        .filter(|(_, _, Rgba([red, green, blue, _]))| u32::from(*red) + u32::from(*green) + u32::from(*blue) < 200)
        .count()
}

#[test]
fn networks_are_told_full_addresses_or_none() {
    let (site, _) = built(&with_grant(portal("base_url = \"https://a.example/b/\"\n"), "Бақ"));
    let own = page(&site, "kk/grants/baq/index.html");
    assert!(
        own.contains("<meta property=\"og:image\" content=\"https://a.example/b/kk/grants/baq/card.png\">"),
        "{own}"
    );
    assert!(own.contains("<meta property=\"og:image:alt\" content=\"Бақ. Уәде етілді: кемінде 50 адам."), "{own}");
    assert!(own.contains("<meta property=\"og:type\" content=\"article\">"));
    assert!(own.contains("<meta property=\"og:locale:alternate\" content=\"ru_RU\">"));
    let list = page(&site, "ru/grants/index.html");
    assert!(list.contains("<meta property=\"og:image\" content=\"https://a.example/b/ru/card.png\">"), "{list}");

    let (site, _) = built(&with_grant(portal(""), "Бақ"));
    let own = page(&site, "kk/grants/baq/index.html");
    assert!(!own.contains("og:image") && !own.contains("og:url"));
    assert!(own.contains("<meta name=\"twitter:card\" content=\"summary\">"));
}

#[test]
fn what_is_not_reported_yet_is_not_held_against_the_portal() {
    let told = |portal: Memory| {
        let (site, _) = built(&portal.with("content/grants/jol/grant.toml", grant("Жол")));
        let home = page(&site, "ru/index.html");
        let (_, alt) = home.split_once("property=\"og:image:alt\" content=\"").expect("the text of the card");
        alt.split_once('"').expect("its end").0.to_owned()
    };
    let two = with_grant(portal("base_url = \"https://a.example/\"\n"), "Бақ");
    assert_eq!(told(two.clone()), "Открытый отчёт. Обещано: 2 показателя. Сделано: отчёта пока нет.");
    let figures = "Открытый отчёт. Обещано: 1 показатель. Сделано: 1 из 1.";
    let awaited = "Ещё по 1 показателю отчёта пока нет.";
    assert_eq!(told(reported(two, 60)), format!("{figures} {awaited}"));
}

#[test]
fn the_portal_says_which_pages_have_cards() {
    let of = |setting: &str| {
        let (site, _) = built(&with_grant(portal(&format!("base_url = \"https://a.example/\"\n{setting}")), "Бақ"));
        let told = page(&site, "kk/grants/baq/index.html").contains("og:image");
        (cards(&site).into_iter().map(str::to_owned).collect::<Vec<_>>(), told)
    };
    let all =
        ["kk/card.png", "kk/grants/baq/card.png", "ru/card.png", "ru/grants/baq/card.png"].map(str::to_owned).to_vec();
    assert_eq!(of(""), (all.clone(), true));
    assert_eq!(of("share_cards = \"all\"\n"), (all, true));
    assert_eq!(of("share_cards = \"home\"\n"), (vec!["kk/card.png".to_owned(), "ru/card.png".to_owned()], true));
    assert_eq!(of("share_cards = \"none\"\n"), (Vec::new(), false));
}

/// Markup, a word without an end, the other direction, emoji, control characters, nothing that can be shown.
#[test]
fn no_title_breaks_a_card() {
    let long = "ұ".repeat(3000);
    let titles = [
        "<script>alert(1)</script> & </text></svg>",
        "\"' ]]> <!-- &amp; &#x0;",
        "{{ card.title }} {% raw %}",
        &long,
        "مرحبا بالعالم",
        "\u{202e}тінрет\u{202c} 👨‍👩‍👧‍👦 🇰🇿 ﬁ ½ ①",
        "漢字",
        "🌳",
    ];
    for title in titles {
        let (site, codes) = built(&with_grant(portal(""), title));
        assert!(!codes.contains(&Code::TemplateError), "{title}");
        let picture = image::load_from_memory(&site["kk/grants/baq/card.png"]).unwrap();
        assert_eq!(picture.dimensions(), (1200, 630), "{title}");
    }
}

#[test]
fn letters_that_the_font_does_not_have_are_told_and_others_are_not() {
    let told = |title: &str| built(&with_grant(portal(""), title)).1.contains(&Code::CardLetters);
    assert!(told("Бақ 🌳") && told("漢字 бағы"));
    let all = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё Ъъ Ээ «бақ» – ₸ № 5 % café, Żółć, ‑ \u{ad}\u{a0}\u{202f}ﬁ";
    assert!(!told(all));
}

/// What is not reported is an outline of dashes; zero is a line; what is done is filled as far as it goes.
#[test]
fn not_reported_and_zero_and_done_look_different() {
    let filled = |portal: &Memory| {
        let (site, _) = built(portal);
        let picture = image::load_from_memory(&site["kk/grants/baq/card.png"]).unwrap();
        let is_done = |x: &u32| picture.get_pixel(*x, 539) == Rgba([0x12, 0x43, 0x6d, 255]);
        (72..1128).filter(is_done).count()
    };
    let plan = with_grant(portal(""), "Бақ");
    assert_eq!(filled(&plan), 0);
    assert_eq!(filled(&reported(plan.clone(), 0)), 2);
    assert_eq!(filled(&reported(plan.clone(), 25)), 528);
    assert_eq!(filled(&reported(plan, 100)), 1056);
}

#[test]
fn a_card_is_drawn_once_and_again_when_its_words_change() {
    let cache = MemoryCache::default();
    let build = |title: &str| {
        let sink = MemorySink::default();
        esep::compile_with(&with_grant(portal(""), title), &world(), &cache, &sink).unwrap();
        (sink.into_files()["ru/grants/baq/card.png"].clone(), cache.count())
    };
    let (first, four) = build("Бақ");
    assert_eq!(build("Бақ"), (first.clone(), four));
    let (other, six) = build("Орман");
    assert!(other != first && six == four + 2);
}

#[test]
fn a_look_arranges_its_own_cards() {
    let look = |svg: &str| {
        let portal = portal("look = \"city\"\n").with("themes/city/cards/home.svg", svg);
        built(&portal)
    };
    let (site, _) = look(
        "{% extends \"default/cards/base.svg\" %}{% block panel %}<rect y=\"388\" width=\"1200\" height=\"242\" fill=\"#b4480f\"/>{% endblock panel %}",
    );
    let picture = image::load_from_memory(&site["kk/card.png"]).unwrap();
    assert_eq!(picture.get_pixel(600, 600), Rgba([0xb4, 0x48, 0x0f, 255]));
    assert_eq!(
        look("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect").1,
        [Code::TemplateError; 2],
        "one for each language"
    );
    assert_eq!(look("{{ card.nothing.at_all }}").1, [Code::TemplateError]);
}
