// What a query asks for: its words, and for each the keys under which the index may have it.
(function () {
  "use strict";
  const inner = (globalThis.esepSearch.inner = globalThis.esepSearch.inner || {});

  // How much a hit is worth, by how it was found.
  const TIERS = (inner.TIERS = { exact: 1.2, stem: 1, synonym: 0.8, ladder: 0.6, folded: 0.5, foldedLadder: 0.4, near: 0.35, prefix: 0.3 });
  const LETTERS = 40;
  const cut = (key) => (key.length > LETTERS ? Array.from(key).slice(0, LETTERS).join("") : key);
  const better = (map, key, weight) => { if (key && !(map.get(key) >= weight)) map.set(key, weight); };

  // Parts of the query in quotes, as places.
  const quotes = (text) => Array.from(text.matchAll(/"([^"]+)"|«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]/gu), (found) => [found.index, found.index + found[0].length]);

  inner.terms = function (text, languages) {
    const [page] = languages, phrases = quotes(text);
    const tokens = page.analyser.tokens(text);
    return tokens.map((token, at) => {
      const phrase = phrases.findIndex(([start, end]) => token.start >= start && token.end <= end);
      const last = at === tokens.length - 1 && phrase < 0 && token.end === text.length;
      return term(token, languages, phrase, last);
    });
  };

  function term({ form, start, end }, languages, phrase, last) {
    const keys = new Map(), folds = new Map();
    const fold = (key) => languages[0].analyser.fold(key);
    const number = /[0-9]/.test(form), own = languages.map(({ analyser }) => cut(analyser.key(form)));
    for (const { analyser, synonyms } of languages) {
      const key = cut(analyser.key(form));
      better(keys, key, TIERS.stem);
      if (number) continue;
      better(folds, fold(key), TIERS.folded);
      for (const other of analyser.ladder(form).map(cut)) {
        better(keys, other, TIERS.ladder);
        better(folds, fold(other), TIERS.foldedLadder);
      }
      for (const other of (analyser.folded ? analyser.folded(form) : []).map(cut)) better(folds, other, TIERS.folded);
      for (const other of synonyms.get(key) || []) better(keys, other, TIERS.synonym);
    }
    return { form, start, end, phrase, keys, folds, number, key: own[0], stems: new Set(own.map(fold)), prefix: last && Array.from(form).length > 1 ? fold(form) : null };
  }

  // For each key the keys of words that mean the same.
  inner.synonyms = function (groups, analyser) {
    const all = new Map();
    for (const group of groups || []) {
      const keys = group.map((word) => analyser.tokens(word)).filter((tokens) => tokens.length === 1).map(([token]) => cut(analyser.key(token.form)));
      for (const key of keys) all.set(key, [...(all.get(key) || []), ...keys.filter((other) => other !== key)]);
    }
    return all;
  };

  // The shards that a word needs. How it may go on is looked for in few of them, and in more where the word is `unknown`.
  const FEW = 3;
  inner.shardsOf = function (term, starts, fold, near, unknown) {
    const all = new Set();
    const add = (text) => inner.route(starts, text).forEach((shard) => all.add(shard));
    for (const key of term.keys.keys()) add(fold(key));
    for (const key of term.folds.keys()) add(key);
    if (term.prefix && (Array.from(term.prefix).length > 2 || starts.length < 9)) {
      const longer = inner.route(starts, term.prefix, true);
      if (longer.length <= FEW || unknown) longer.forEach((shard) => all.add(shard));
    }
    if (near) slips(fold(term.form)).forEach((text) => add(text));
    if (near && starts.length < 13) starts.forEach((_, shard) => all.add(shard));
    return [...all];
  };

  // The beginnings that a word may have had when one of its first letters is too many or changed places with the next.
  function slips(word) {
    const letters = Array.from(word), all = [];
    for (let at = 0; at < 3 && at + 1 < letters.length; at++) {
      all.push([...letters.slice(0, at), ...letters.slice(at + 1)].join(""));
      all.push([...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join(""));
    }
    return all;
  }

  // How many changes of one letter lie between two words, up to 2; neighbours that changed places are one change.
  inner.distance = function (a, b) {
    if (Math.abs(a.length - b.length) > 1) return 2;
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    let x = a.length, y = b.length;
    while (x > start && y > start && a[x - 1] === b[y - 1]) { x--; y--; }
    const [left, right] = [x - start, y - start];
    if (left === 0 && right === 0) return 0;
    if (left <= 1 && right <= 1) return 1;
    return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start] ? 1 : 2;
  };

  // Keys that differ from a word in one letter. Short words have too many neighbours, and hardly anybody errs in the
  // first letter, save that it changed places with the second.
  inner.near = function (term, fold) {
    const word = fold(term.form), stem = fold(term.key);
    if (term.number || Array.from(word).length < 5) return () => false;
    const ending = word.startsWith(stem) ? word.slice(stem.length) : "";
    const begins = (other) => other[0] === word[0] || (other[0] === word[1] && other[1] === word[0]);
    const isNear = (other) => other.length > 3 && begins(other) && inner.distance(word, other) === 1;
    return (key, spelling) => isNear(key) || isNear(fold(spelling)) || (stem.length > 3 && key.length > 3 && isNear(key + ending));
  };
})();
