// Other texts that a query may have meant: Cyrillic words written with Latin letters, and words typed while the keyboard
// stood on another layout.
//
// esepSearch.readings(lang, text) -> [{ text, weight }], the likeliest first, never the text itself.
//
// Latin Kazakh is read by both official alphabets (2018: á ǵ ń ó ú ý ı, 2021: ä ğ ñ ö ū ü ş) and as people write it
// (sh, ch, zh, kh, ng). What Latin letters leave open between а and ә, к and қ, и and і does not matter: `folded` of
// stem.js looks words up without that difference.
(function () {
  "use strict";
  const esepSearch = (globalThis.esepSearch = globalThis.esepSearch || {});

  const pairs = (text) => new Map(text.trim().split(/\s+/).map((pair) => pair.split("=")));

  // Letters that every language of the portal reads alike; those of the official alphabets among them.
  const COMMON = `
    shch=щ sch=щ sh=ш ch=ч zh=ж kh=х ts=ц tz=ц ya=я yu=ю yo=йо ye=е
    a=а á=ә ä=ә b=б v=в w=в g=г ǵ=ғ ğ=ғ gh=ғ d=д e=е é=е f=ф z=з i=и ı=и j=ж k=к q=қ l=л m=м n=н ń=ң ñ=ң ň=ң o=о ó=ө ö=ө
    p=п r=р s=с ş=ш š=ш t=т u=у ú=ү ü=ү ū=ұ ý=у h=х c=к ç=ч č=ч ž=ж x=х y=ы
    a'=ә g'=ғ n'=ң o'=ө u'=ү s'=ш c'=ч y'=у i'=и`;
  const TURKIC = `${COMMON} ng=ң ce=це ci=ци`;
  const ALPHABETS = {
    kk: [TURKIC, `${TURKIC} ng=нг gh=г c=с x=кс ts=тс sch=сч`],
    ky: [TURKIC, `${TURKIC} ng=нг q=к c=с x=кс ts=тс sch=сч`],
    ru: [`${COMMON} '=ь h=х q=к yo=е`, `${COMMON} '=ь j=й ja=я ju=ю jo=е c=ц x=кс q=к`],
    en: [COMMON],
  };
  const TURKIC_LANGUAGES = new Set(["kk", "ky"]);

  // у after a vowel is a consonant: «ауыл».
  const VOWEL = /(?:[аәеёиоөұүыіэюя]|(?:^|[^аәеёиоөұүыіэюя])у)$/u;
  // After a vowel these are й, before а and у part of я and ю.
  const GLIDE = /^(?:iy|yi|iı|ıi|ii|ıı|[iıy])/u;

  // `soft`: «ia» after a consonant is ия, as in names of loan words; otherwise иа.
  function glide(rest, before, soft) {
    const vowel = VOWEL.test(before), found = GLIDE.exec(vowel ? rest[0] : rest)?.[0];
    if (!found) return null;
    const after = rest.slice(found.length);
    const joins = vowel || found.length > 1 || (soft && found !== "y"), open = vowel ? "" : "и";
    if (joins && /^a/u.test(after)) return [found.length + 1, open + "я"];
    if (joins && /^[uý]/u.test(after)) return [found.length + 1, open + "ю"];
    if (vowel) return [found.length, "й"];
    return found.length > 1 ? [found.length, found[0] === "y" ? "ый" : "ий"] : null;
  }

  // A text with Cyrillic letters for Latin ones, the longest spelling first.
  function inCyrillic(text, spellings, soft) {
    let out = "";
    for (let at = 0; at < text.length;) {
      const rest = text.slice(at), found = glide(rest, out, soft) || spelled(rest, spellings);
      out += found ? found[1] : text[at];
      at += found ? found[0] : 1;
    }
    return out;
  }

  function spelled(rest, spellings) {
    for (let length = 4; length > 0; length--) {
      const letters = spellings.get(rest.slice(0, length));
      if (letters !== undefined && rest.length >= length) return [length, letters];
    }
    return null;
  }

  // The same keys on two layouts; on the Kazakh one the row of digits has letters.
  const KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
  const SHIFTED = "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
  const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
  const KAZAKH_ROW = ["2345890-=", "әіңғүұқөһ"];

  const layout = (from, to) => new Map(Array.from(from, (key, at) => [key, to[at]]));
  const typed = (text, keys) => Array.from(text, (letter) => keys.get(letter) ?? letter).join("");
  const RUSSIAN_KEYS = new Map([...layout(SHIFTED, RUSSIAN), ...layout(KEYS, RUSSIAN)]);
  const LATIN_KEYS = layout(RUSSIAN, KEYS);
  const KAZAKH_KEYS = layout(...KAZAKH_ROW);

  // Words in which letters and keys of the Kazakh row stand together.
  const withRow = (text) => text.replace(/\S+/gu, (word) => (/\p{L}/u.test(word) ? typed(word, KAZAKH_KEYS) : word));

  const hasLatin = (text) => /[a-z\u00df-\u024f]/iu.test(text);
  const hasCyrillic = (text) => /[\u0400-\u04ff]/u.test(text);
  // Words have vowels, and no signs inside; keys hit on the wrong layout have few vowels, or signs for letters.
  const looksTyped = (text) => {
    const letters = text.match(/[a-z]/giu) || [], vowels = text.match(/[aeiouy]/giu) || [];
    return /[a-z][;,.[\]`][a-z]/iu.test(text) || vowels.length * 5 < letters.length;
  };

  // In Kazakh the keys of the row of digits, too.
  const onRussianKeys = (lang, text) => {
    const plain = typed(text, RUSSIAN_KEYS).toLowerCase();
    return lang === "kk" ? [withRow(plain), plain] : [plain];
  };

  esepSearch.readings = function (lang, text) {
    const written = text.normalize("NFC").toLowerCase().replace(/[ʼ’‘]/gu, "'");
    const found = [];
    if (hasLatin(text)) {
      const spelt = ALPHABETS[lang].map((spellings, at) => inCyrillic(written, pairs(spellings), at === 0 && TURKIC_LANGUAGES.has(lang)));
      // Letters with signs on them, and Cyrillic ones, are not typed by mistake.
      const keyed = /[^\x20-\x7e]/.test(text) ? [] : onRussianKeys(lang, text);
      found.push(...(looksTyped(text) ? [...keyed, ...spelt] : [...spelt, ...keyed]));
    } else if (hasCyrillic(text)) {
      if (lang === "kk") found.push(withRow(written));
      found.push(typed(written, LATIN_KEYS));
    }
    const others = [...new Set(found)].filter((other) => other !== written && other !== text);
    return others.map((other, at) => ({ text: other, weight: 0.8 ** (at + 1) }));
  };
})();
