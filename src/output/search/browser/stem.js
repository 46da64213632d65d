// Words of a text and their index keys: the same as src/language/stem in Rust, letter by letter.
//
// esepSearch.analyser(lang, table, keep) -> { tokens, key, ladder, fold, folded, readings }
//   tokens(text)  [{ form, start, end }]: the words in reading order; places are those of JavaScript strings
//   key(form)     the key under which a word is indexed
//   ladder(form)  every key that the table can reach, longest word first
//   fold(key)     what is left of a key on a keyboard without Kazakh and Kyrgyz letters
//   folded(form)  the folds of the keys that a form typed on such a keyboard may have
//   readings(text) other texts that a query may have meant: see readings.js
// `table` is what `esep stem <lang> --table` prints, `keep` the words that a portal wants left whole.
// Stemmers of other kinds are in esepSearch.stemmers, by language: (word) -> stem.
(function () {
  "use strict";
  const esepSearch = (globalThis.esepSearch = globalThis.esepSearch || {});
  esepSearch.stemmers = esepSearch.stemmers || {};

  const WORD = /[0-9]{1,3}(?:[ ,\u00a0\u2009\u202f][0-9]{3})+(?![\p{Alphabetic}\p{N}])|[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\u0300-\u036f\u00ad\u200b-\u200d\u2060]*/gu;
  const GROUPED = /^[0-9]+[ ,\u00a0\u2009\u202f]/;
  const CYRILLIC = /[\u0400-\u052f]/u;
  const LATIN = /[a-zA-Z]|(?=[\u00c0-\u02af])\p{Alphabetic}/u;

  // A list of words in a short form: see packed.rs.
  esepSearch.words = (text) => {
    let before = "";
    return listed(text).map((word) => (before = Array.from(before).slice(0, word.charCodeAt(0) - 48).join("") + word.slice(1)));
  };
  const listed = (words) => words.split(" ").filter(Boolean);

  const replaced = (text, letters) => {
    let out = "";
    for (const letter of text) out += letters[letter] ?? letter;
    return out;
  };

  // The same, for words of which most stay as they are.
  const replacing = (letters) => {
    const some = Object.keys(letters);
    return (word) => (some.some((letter) => word.includes(letter)) ? replaced(word, letters) : word);
  };

  const isSign = (letter) => letter === "ь" || letter === "ъ";

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
    // A Turkish İ becomes an i with a dot of its own.
    return replaced(repaired(composed, alike).toLowerCase().replaceAll("\u0307", ""), table.variants);
  };

  // A name in another alphabet, or a number, before Cyrillic letters: «google» of «googleда».
  const name = (word) => /^([^\u0400-\u04ff]{2,})[\u0400-\u04ff]/u.exec(word)?.[1];

  esepSearch.analyser = function (lang, table, keep) {
    if (table.rules) table = { ...table, nouns: esepSearch.words(table.nouns), verbs: esepSearch.words(table.verbs) };
    const alike = lookalikes(table.lookalikes);
    const words = keep.map((word) => form(word, table, alike));
    const stemmer = table.rules ? suffixes(table, words) : borrowed(lang, words);
    const fold = (text) => replaced(text, table.folds);
    let unmarked;
    const folded = (word) => {
      unmarked = unmarked || (table.rules ? suffixes(foldedTable(table, fold), words.map(fold)) : stemmer);
      return name(word) ? [name(word)] : [...new Set(unmarked.ladder(fold(word), true).map(fold))];
    };
    return {
      tokens: (text) => Array.from(text.matchAll(WORD), (found) => (
        { form: form(found[0], table, alike), start: found.index, end: found.index + found[0].length }
      )),
      key: (word) => name(word) || stemmer.ladder(word, false)[0],
      ladder: (word) => (name(word) ? [name(word)] : stemmer.ladder(word, true)),
      fold,
      folded,
      readings: (text) => (esepSearch.readings ? esepSearch.readings(lang, text) : []),
    };
  };

  // Stemmers that give one key; words of another alphabet, numbers and kept words stay as they are.
  function borrowed(lang, keep) {
    const own = lang === "en" ? /^[a-z]+$/ : /^[\u0400-\u04ff]+$/;
    const kept = new Set(keep);
    return { ladder: (word) => [own.test(word) && !kept.has(word) ? esepSearch.stemmers[lang](word) : word] };
  }

  // A suffix table for words without Kazakh and Kyrgyz letters; harmony of vowels cannot be seen there.
  function foldedTable(table, fold) {
    const texts = (value) => (typeof value === "string" ? fold(value) : Array.isArray(value) ? value.map(texts) : letters(value));
    const letters = (value) => Object.fromEntries(Object.entries(value).reverse().map((pair) => pair.map(texts)));
    const rules = new Map();
    for (const [suffix, level, to, set, , ...rest] of table.rules) {
      const rule = [fold(suffix), level, to, set, "", ...rest];
      rules.set(rule.join(), rule);
    }
    const { vowels, wide, voiced, narrow, merging, elided, split, projected, irregular, keepEndings, keep, nouns, verbs, sets } = table;
    const own = { vowels, wide, voiced, narrow, merging, elided, split, projected, final: table.final, irregular, keepEndings, keep, nouns, verbs, sets };
    // What a last vowel may have been, where it has lost its harmony: «жукто» is of «жүктө», as suffixes have it «жүкте».
    const lasts = {};
    for (const [letter, other] of Object.entries(table.projected)) lasts[fold(letter)] = (lasts[fold(letter)] || "") + fold(other);
    return { ...texts(own), back: "", front: "", rules: [...rules.values()], lasts };
  }

  // The interpreter of a suffix table. Every way through the table is tried; where some of them come to known words, the
  // longest known word is the key, otherwise what is left when the first fitting suffix is taken off at every step.
  function suffixes(table, words) {
    const has = (letters, letter) => letter !== undefined && letters.includes(letter);
    const split = replacing(table.split), projectedOf = replacing(table.projected);
    const set = (letters) => new Set(letters);
    const sets = table.sets.map(set), unlike = { b: set(table.front), f: set(table.back), "": set("") };
    const vowels = set(table.vowels), open = set(table.vowels + "уи"), wide = set(table.wide), voiced = set(table.voiced);

    // Rules by their suffix, in the order in which they are tried.
    const rules = new Map();
    let longest = 0;
    for (const [suffix, level, to, after, harmony, left, verb, cut, weak] of table.rules) {
      longest = Math.max(longest, suffix.length);
      if (!rules.has(suffix)) rules.set(suffix, []);
      rules.get(suffix).push({ length: suffix.length, level, to, after: sets[after], unlike: unlike[harmony], left, verb, cut, weak });
    }

    const hasVowel = (word) => {
      for (const letter of word) if (vowels.has(letter)) return true;
      return false;
    };
    const hardened = (word) => {
      const last = word[word.length - 1];
      return word.length > 2 && table.final[last] ? word.slice(0, -1) + table.final[last] : word;
    };

    // A word with its last vowel as suffixes have it: «сактоо» is «сакта» and «оо».
    const ended = (word) => {
      const last = table.projected[word[word.length - 1]];
      return last ? word.slice(0, -1) + last : word;
    };

    // Known words by what suffixes leave of them; the first word with a shape has it. `merged`: verbs whose narrow vowel
    // is one letter with the suffix: «оқы» and «у» are «оқу».
    function lexicon(nouns, verbs, irregular, endings) {
      const maps = { noun: new Map(), verb: new Map(), merged: new Map() };
      const know = (map, shape, word) => {
        const key = ended(shape);
        if (!map.has(key)) map.set(key, hardened(signless(word)));
      };
      for (const word of nouns) know(maps.noun, word, word);
      for (const word of verbs) know(maps.verb, word, word);
      for (const word of nouns) know(maps.noun, elided(word), word);
      for (const word of verbs) if (narrowed(word) !== word) know(maps.merged, narrowed(word), word);
      return ({ word, level, verbal }, next) => {
        const length = word.length;
        if (irregular.has(word)) return [[length, irregular.get(word)]];
        if (endings.some((end) => word.endsWith(end))) return [[length, word]];
        const shape = ended(word), any = level === 255 || verbal === 3;
        const noun = any || verbal === 0 ? maps.noun.get(shape) : undefined;
        const verb = any || verbal === 1 ? maps.verb.get(shape) : undefined;
        const merged = has(table.merging, next) ? maps.merged.get(shape) : undefined;
        // The bare stem of a verb is rarer than a noun with a suffix: «бағытта».
        return [[length, noun], [level === 255 ? 0 : length, verb], [length, merged]].filter((hit) => hit[1]);
      };
    }
    const kept = words.length ? lexicon(words.map(split), words.map(split), new Map(), []) : () => [];
    const known = lexicon(
      [...listed(table.keep), ...table.nouns].map(split),
      [...listed(table.keep), ...table.verbs].map(split),
      new Map(Object.entries(table.irregular).map((pair) => pair.map(split))),
      listed(table.keepEndings).map(split),
    );
    // The known words that a state has come to, each with its weight; `next`: the letter after it.
    const knownIn = (state, next) => {
      const own = kept(state, next);
      return own.length ? own : known(state, next);
    };

    // How well a rule's suffix fits a word that ends in it: 0 not, 1 only where a known word is left, 2 well.
    function fits(rule, word, projected, level, verbal) {
      const left = word.length - rule.cut;
      if (rule.level >= level || left < 2 || (rule.verb === 2 && !verbal)) return 0;
      let before = word.length - rule.length - 1;
      if (before < 0) return 0;
      while (before > 0 && isSign(word[before])) before--;
      if (rule.after.size && !rule.after.has(word[before])) return 0;
      let vowel = before;
      while (vowel >= 0 && !vowels.has(word[vowel])) vowel--;
      if (vowel < 0 || rule.unlike.has(word[vowel])) return 0;
      const cluster = before > 0 && voiced.has(word[before]) && !open.has(word[before - 1]);
      const odd = rule.verb && cluster && wide.has(projected[left]);
      return odd || rule.weak || left < rule.left || (left === 2 && vowel === 1) ? 1 : 2;
    }

    function elided(word) {
      const [vowels, consonants] = table.elided, n = word.length;
      const drops = n >= 4 && has(consonants, word[n - 1]) && has(vowels, word[n - 2]) && !has(table.vowels, word[n - 3]);
      return drops && hasVowel(word.slice(0, n - 3)) ? word.slice(0, n - 2) + word[n - 1] : word;
    }

    function signless(word) {
      while (word.length > 3 && isSign(word[word.length - 1])) word = word.slice(0, -1);
      return word;
    }

    function narrowed(word) {
      const short = word.slice(0, -1);
      return word.length > 2 && has(table.narrow, word[word.length - 1]) && hasVowel(short) ? short : word;
    }

    const finished = (word) => elided(hardened(ended(narrowed(signless(word)))));

    // The keys that an unknown stem may have. Without Kazakh and Kyrgyz letters it cannot be seen which vowel is narrow.
    function finishes(word) {
      if (!table.lasts) return [finished(word)];
      const whole = signless(word), last = whole[whole.length - 1];
      const plain = [...(table.lasts[last] || last)].map((other) => hardened(whole.slice(0, -1) + other));
      return [finished(word), ...plain, ...plain.map((other) => elided(other)), hardened(narrowed(whole))];
    }

    // The states that one suffix less leads to, the most likely first.
    function steps({ word, level, verbal, weak }) {
      const projected = projectedOf(word), found = [];
      for (let length = Math.min(longest, word.length - 1); length > 0; length--) {
        for (const rule of rules.get(projected.slice(-length)) || []) {
          const fit = fits(rule, word, projected, level, verbal);
          if (!fit) continue;
          const next = rule.verb === 0 ? verbal : rule.verb === 3 ? verbal || 3 : 1;
          found.push({ word: hardened(word.slice(0, word.length - rule.cut)), level: rule.to, verbal: next, weak: weak || fit === 1 });
        }
      }
      return found;
    }

    function walk(form) {
      const start = { word: split(form), level: 255, verbal: 0, weak: false };
      const waiting = [start], seen = new Set(), ends = [], hits = [];
      let first;
      while (waiting.length) {
        const state = waiting.pop();
        const id = state.word + " " + state.level + state.verbal + state.weak;
        if (seen.has(id)) continue;
        seen.add(id);
        for (const hit of knownIn(state, start.word[state.word.length])) hits.push(hit);
        const next = steps(state);
        if (!state.weak) {
          ends.push([state.word.length, state.word]);
          if (first === undefined && !next.some((step) => !step.weak)) first = state.word;
        }
        waiting.push(...next.reverse());
      }
      return { first, hits, ends };
    }

    const byLength = (a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
    function ladder(form, all) {
      const { first, hits, ends } = walk(form);
      // Without Kazakh and Kyrgyz letters a word of two letters is found too easily.
      const doubtful = table.lasts && hits.every((hit) => hit[0] < 3);
      if (doubtful) hits.forEach((hit) => ends.push([hit[0], hit[1]]));
      if (!hits.length || doubtful) return all ? [...new Set(ends.sort(byLength).flatMap((end) => finishes(end[1])))] : [finished(first)];
      const stems = [...new Set(hits.sort(byLength).map((hit) => hit[1]))];
      return all ? stems : [stems[0]];
    }
    return { ladder };
  }
})();
