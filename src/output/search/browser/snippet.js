// The piece of a text that answers a query, with the words of the query marked in whatever form they stand.
(function () {
  "use strict";
  const inner = (globalThis.esepSearch.inner = globalThis.esepSearch.inner || {});
  const LENGTH = 220;
  // Letters that a stemmer writes as two.
  const IOTATED = /^.?[яюё]/u;

  // Finds the words of a query in texts: place, which word of the query, and how well it was found.
  inner.finder = function (terms, languages) {
    const page = languages[0].analyser, known = new Map();
    const first = (key) => page.fold(key.slice(0, 2));
    // Most words of a text begin in another way than every word of the query, and need no analysis.
    const firsts = new Set();
    for (const term of terms) {
      for (const key of [...term.keys.keys(), ...term.folds.keys(), ...term.found.keys(), ...(term.prefix ? [term.prefix] : [])]) firsts.add(first(key));
    }
    const judged = (form, analyser) => {
      const key = analyser.key(form), folded = page.fold(key);
      let best = null;
      terms.forEach((term, at) => {
        let weight = term.form === form ? inner.TIERS.exact : Math.max(term.keys.get(key) || 0, term.found.get(key) || 0);
        if (!weight) weight = term.folds.get(folded) || 0;
        if (!weight && term.prefix && folded.startsWith(term.prefix)) weight = inner.TIERS.prefix;
        if (weight && (!best || weight > best.weight)) best = { term: at, weight };
      });
      return best;
    };
    return (text, lang) => {
      const { analyser } = languages.find((it) => it.lang === lang) || languages[0];
      const hits = [];
      analyser.tokens(text).forEach(({ form, start, end }, place) => {
        if (!firsts.has(first(form)) && !IOTATED.test(form)) return;
        const id = analyser === page ? form : lang + " " + form;
        if (!known.has(id)) known.set(id, judged(form, analyser));
        const found = known.get(id);
        if (found) hits.push({ ...found, form, start, end, place });
      });
      return hits;
    };
  };

  // A text as pieces, marked and not.
  inner.marked = function (text, hits) {
    const pieces = [];
    let at = 0;
    const add = (end, mark) => { if (end > at) pieces.push({ text: text.slice(at, end), mark }); at = end; };
    for (const { start, end } of hits) {
      if (start < at) continue;
      add(start, false);
      add(end, true);
    }
    add(text.length, false);
    return pieces;
  };

  // Where in a text most of the query stands close together: [first hit, value].
  const densest = (hits) => {
    let best = [0, 0];
    hits.forEach((hit, at) => {
      const seen = new Map();
      for (let next = at; next < hits.length && hits[next].end - hit.start < LENGTH; next++) {
        const { term, weight } = hits[next];
        seen.set(term, Math.max(seen.get(term) || 0, weight) + 0.01);
      }
      const value = [...seen.values()].reduce((sum, weight) => sum + weight, 0);
      if (value > best[1] + 1e-9) best = [at, value];
    });
    return best;
  };

  // Passages are [{ text, lang, hits }].
  inner.snippet = function (passages) {
    let chosen = null, first = 0, value = 0;
    for (const passage of passages) {
      const [at, worth] = densest(passage.hits);
      if (!chosen || worth > value + 1e-9) [chosen, first, value] = [passage, at, worth];
    }
    if (!chosen) return { pieces: [], lang: null };
    const { text, hits } = chosen;
    const line = hits.length ? text.lastIndexOf("\n", hits[first].start) + 1 : 0;
    const start = hits.length ? Math.max(line, begin(text, hits[first].start - LENGTH / 3)) : 0;
    const end = finish(text, start + LENGTH);
    const inside = hits.filter((hit) => hit.start >= start && hit.end <= end);
    const moved = inside.map((hit) => ({ start: hit.start - start, end: hit.end - start }));
    const pieces = inner.marked(text.slice(start, end), moved).map(({ text: piece, mark }) => ({ text: piece.replace(/\s+/g, " "), mark }));
    if (start > line) pieces.unshift({ text: "… ", mark: false });
    if (end < text.length) pieces.push({ text: " …", mark: false });
    return { pieces, lang: chosen.lang };
  };

  // The beginning of the word at a place, and the end of the last word that is whole before one.
  const begin = (text, at) => (at <= 0 ? 0 : Math.max(text.lastIndexOf(" ", at), text.lastIndexOf("\n", at)) + 1);
  const finish = (text, at) => {
    if (at >= text.length) return text.length;
    const end = Math.max(text.lastIndexOf(" ", at), text.lastIndexOf("\n", at));
    return end > at - LENGTH / 2 ? end : at;
  };
})();
