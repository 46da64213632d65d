// The stemmer of English: the Snowball algorithm «English» (Porter2), for words of the letters a–z in lower case.
//
// esepSearch.stemmers.en(word) -> stem; the same as rust-stemmers in Rust.
// A y that is a consonant is written Y while the stemmer works.
(function () {
  "use strict";
  const esepSearch = (globalThis.esepSearch = globalThis.esepSearch || {});
  esepSearch.stemmers = esepSearch.stemmers || {};

  const EXCEPTIONS = {
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie",
    idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  };
  const WHOLE = words("sky news howe atlas cosmos bias andes");
  const WHOLE_WITHOUT_S = words("inning outing canning herring earring proceed exceed succeed");

  // Suffixes and what stands for them. "l>og": only after l; "2>": only behind the second syllable.
  const STEP_2 = replacements({
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize",
    ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful",
    ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogi: "l>og",
    fulli: "ful", lessli: "less", li: "cdeghkmnrt>",
  });
  const STEP_3 = replacements({
    tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "", ative: "2>",
  });
  const STEP_4 = replacements({
    al: "", ance: "", ence: "", er: "", ic: "", able: "", ible: "", ant: "", ement: "", ment: "", ent: "", ism: "",
    ate: "", iti: "", ous: "", ive: "", ize: "", ion: "st>",
  });

  function words(text) {
    return new Set(text.split(" "));
  }

  function replacements(pairs) {
    return Object.entries(pairs).sort((a, b) => b[0].length - a[0].length);
  }

  // The place behind the first vowel and the consonant after it, from a place on.
  function behindSyllable(word, start) {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(start));
    return found ? start + found.index + 2 : word.length;
  }

  function regions(word) {
    const first = /^(gener|commun|arsen)/.exec(word)?.[0].length ?? behindSyllable(word, 0);
    return { first, second: behindSyllable(word, first) };
  }

  const endsShort = (word) => /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);
  const hasVowel = (word) => /[aeiouy]/.test(word);

  function withoutPlural(word) {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    return /[^su]s$/.test(word) && hasVowel(word.slice(0, -2)) ? word.slice(0, -1) : word;
  }

  function withoutTense(word, first) {
    const ending = /(eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[0];
    if (!ending) return word;
    const rest = word.slice(0, -ending.length);
    if (ending.startsWith("eed")) return rest.length >= first ? rest + "ee" : word;
    if (!hasVowel(rest)) return word;
    if (/(at|bl|iz)$/.test(rest)) return rest + "e";
    if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
    return rest.length === first && endsShort(rest) ? rest + "e" : rest;
  }

  // The word with its longest suffix of a list replaced, if that suffix is behind a place.
  function replaced(word, list, place, second) {
    const found = list.find(([suffix]) => word.endsWith(suffix));
    if (!found) return word;
    const [suffix, rule] = found, rest = word.slice(0, -suffix.length);
    const [condition, instead] = rule.includes(">") ? rule.split(">") : ["", rule];
    const fits = condition === "2" ? rest.length >= second : !condition || condition.includes(rest.at(-1));
    return rest.length >= place && fits ? rest + instead : word;
  }

  function withoutLast(word, { first, second }) {
    const rest = word.slice(0, -1);
    const bare = rest.length >= second || (rest.length >= first && !endsShort(rest));
    if (word.endsWith("e")) return bare ? rest : word;
    return word.endsWith("ll") && rest.length >= second ? rest : word;
  }

  esepSearch.stemmers.en = function (word) {
    if (Object.hasOwn(EXCEPTIONS, word)) return EXCEPTIONS[word];
    if (word.length < 3 || WHOLE.has(word)) return word;
    let stem = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const places = regions(stem);
    stem = withoutPlural(stem);
    if (WHOLE_WITHOUT_S.has(stem)) return stem;
    stem = withoutTense(stem, places.first).replace(/(.[^aeiouy])[yY]$/, "$1i");
    stem = replaced(stem, STEP_2, places.first);
    stem = replaced(stem, STEP_3, places.first, places.second);
    stem = replaced(stem, STEP_4, places.second);
    return withoutLast(stem, places).toLowerCase();
  };
})();
