// Words of a text and their index keys: the same as src/language/stem in Rust, letter by letter.
//
// esepSearch.analyser(lang, table, keep) -> { tokens, key, ladder, fold }
//   tokens(text)  [{ form, start, end }]: the words in reading order; places are those of JavaScript strings
//   key(form)     the key under which a word is indexed
//   ladder(form)  every key that the table can reach, longest word first
//   fold(key)     what is left of a key on a keyboard without Kazakh and Kyrgyz letters
// `table` is what `esep stem <lang> --table` prints, `keep` the words that a portal wants left whole.
// Stemmers of other kinds are in esepSearch.stemmers, by language: (word) -> stem.
(function () {
  "use strict";
  const esepSearch = (globalThis.esepSearch = globalThis.esepSearch || {});
  esepSearch.stemmers = esepSearch.stemmers || {};

  const WORD = /[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![\p{Alphabetic}\p{N}])|[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\u0300-\u036f\u00ad\u200b-\u200d\u2060]*/gu;
  const GROUPED = /^[0-9]+[ \u00a0\u2009\u202f]/;
  const CYRILLIC = /[\u0400-\u052f]/u;
  const LATIN = /[a-zA-Z]|(?=[\u00c0-\u02af])\p{Alphabetic}/u;

  const replaced = (text, letters) => {
    let out = "";
    for (const letter of text) out += letters[letter] ?? letter;
    return out;
  };

  // Pairs of letters of two alphabets as two dictionaries; the first pair with a letter wins.
  const lookalikes = (pairs) => {
    const toCyrillic = {}, toLatin = {};
    for (const [latin, cyrillic] of pairs) {
      toCyrillic[latin] ??= cyrillic;
      toLatin[cyrillic] ??= latin;
    }
    return { toCyrillic, toLatin };
  };

  // A word in which a few letters of the other alphabet pass for its own; the rarer alphabet is the wrong one.
  const repaired = (word, alike) => {
    let latin = 0, cyrillic = 0;
    for (const letter of word) {
      if (LATIN.test(letter)) latin++;
      else if (CYRILLIC.test(letter)) cyrillic++;
    }
    if (!latin || !cyrillic) return word;
    const [stranger, right] = latin <= cyrillic ? [LATIN, alike.toCyrillic] : [CYRILLIC, alike.toLatin];
    let out = "";
    for (const letter of word) {
      if (!stranger.test(letter)) out += letter;
      else if (right[letter]) out += right[letter];
      else return word;
    }
    return out;
  };

  const form = (text, table, alike) => {
    if (GROUPED.test(text)) return text.replace(/[^0-9]/g, "");
    const composed = text.normalize("NFC").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060]/g, "");
    return replaced(repaired(composed, alike).toLowerCase(), table.variants);
  };

  esepSearch.analyser = function (lang, table, keep) {
    const alike = lookalikes(table.lookalikes);
    const words = keep.map((word) => form(word, table, alike));
    const stemmer = table.rules ? suffixes(table, words) : listed(lang, words);
    return {
      tokens: (text) => Array.from(text.matchAll(WORD), (found) => (
        { form: form(found[0], table, alike), start: found.index, end: found.index + found[0].length }
      )),
      key: (word) => stemmer.ladder(word, false)[0],
      ladder: (word) => stemmer.ladder(word, true),
      fold: (key) => replaced(key, table.folds),
    };
  };

  // Stemmers that give one key; words of another alphabet, numbers and kept words stay as they are.
  function listed(lang, keep) {
    const own = lang === "en" ? /^[a-z]+$/ : /^[\u0400-\u04ff]+$/;
    const kept = new Set(keep);
    return { ladder: (word) => [own.test(word) && !kept.has(word) ? esepSearch.stemmers[lang](word) : word] };
  }

  // The interpreter of a suffix table.
  function suffixes(table, words) {
    const has = (letters, letter) => letter !== undefined && letters.includes(letter);
    const ends = new Set([...table.vowels, "у", "и"]);
    const keep = new Set([...table.keep, ...words].map((word) => replaced(word, table.split)));
    const keepEndings = table.keepEndings.map((end) => replaced(end, table.split));
    const byLast = new Map();
    for (const [suffix, level, to, set, harmony, left, verb, cut] of table.rules) {
      const rule = { suffix, level, to, after: table.sets[set], harmony, left, verb, cut };
      const last = suffix[suffix.length - 1];
      byLast.set(last, [...(byLast.get(last) || []), rule]);
    }

    const kept = (word) => keep.has(word) || keepEndings.some((end) => word.endsWith(end));
    const hasVowel = (word) => [...word].some((letter) => has(table.vowels, letter));
    const hardened = (word) => {
      const last = word[word.length - 1];
      return word.length > 2 && table.final[last] ? word.slice(0, -1) + table.final[last] : word;
    };

    function fits(rule, word, projected, level, verbal) {
      const left = word.length - rule.cut;
      if (rule.level >= level || left < rule.left || (rule.verb === 2 && !verbal)) return false;
      if (!projected.endsWith(rule.suffix)) return false;
      let before = word.length - rule.suffix.length - 1;
      if (before < 0) return false;
      while (before > 0 && has("ьъ", word[before])) before--;
      if (rule.after && !has(rule.after, word[before])) return false;
      let vowel = before;
      while (vowel >= 0 && !has(table.vowels, word[vowel])) vowel--;
      if (vowel < 0 || (left === 2 && vowel === 1)) return false;
      const cluster = before > 0 && has(table.voiced, word[before]) && !ends.has(word[before - 1]);
      if (rule.verb && cluster && has(table.wide, projected[left])) return false;
      return !has({ b: table.front, f: table.back }[rule.harmony] || "", word[vowel]);
    }

    function finished(word) {
      while (word.length > 3 && has("ьъ", word[word.length - 1])) word = word.slice(0, -1);
      const short = word.slice(0, -1);
      if (word.length > 2 && has(table.narrow, word[word.length - 1]) && hasVowel(short)) word = short;
      const last = table.projected[word[word.length - 1]];
      if (last) word = word.slice(0, -1) + last;
      word = hardened(word);
      const [vowels, consonants] = table.elided, n = word.length;
      const elided = n >= 4 && has(consonants, word[n - 1]) && has(vowels, word[n - 2]) && !has(table.vowels, word[n - 3]);
      return elided && hasVowel(word.slice(0, n - 3)) ? word.slice(0, n - 2) + word[n - 1] : word;
    }

    // The steps from a word: the first that fits, or all of them.
    function steps({ word, level, verbal }, all) {
      if (!all && kept(word)) return [];
      const projected = replaced(word, table.projected), found = [];
      for (const rule of byLast.get(projected[projected.length - 1]) || []) {
        if (!fits(rule, word, projected, level, verbal)) continue;
        const rest = hardened(word.slice(0, word.length - rule.cut));
        found.push({ word: rest, level: rule.to, verbal: verbal || rule.verb > 0 });
        if (!all) break;
      }
      return found;
    }

    function ladder(word, all) {
      const open = [{ word: replaced(word, table.split), level: 255, verbal: false }];
      const seen = new Set(), ends = [];
      while (open.length) {
        const state = open.pop();
        const id = state.word + " " + state.level + state.verbal;
        if (seen.has(id)) continue;
        seen.add(id);
        const next = steps(state, all);
        open.push(...next);
        if (all || !next.length) ends.push(state.word);
      }
      ends.sort((a, b) => b.length - a.length || (a < b ? -1 : a > b ? 1 : 0));
      return [...new Set(ends.map(finished))];
    }
    return { ladder };
  }
})();
