// The search engine of a portal in the browser. Results are data, never HTML.
//
// const engine = esepSearch.open({ lang, root });   root: relative address of the root of the site, such as "../../"
// await engine.ready();                             the beginning of the index is there
// await engine.find({ text, facets, sort, from, count });
//   facets: { region: ["KZ-10"], … }; sort: "relevance", "date" or "amount"
//   -> { total, hits, facets, kinds, instead, near, reading }
//   near: the words that were really searched, where every word of the query is nowhere
// await engine.complete(text);                      texts that the text may become, the commonest first
(function () {
  "use strict";
  const esepSearch = globalThis.esepSearch, { inner } = esepSearch;

  // How many of the best documents are looked at closely, in small and in large portals, and for a phrase.
  const CLOSELY = 30, CLOSELY_LARGE = 10, LARGE = 2000, FOR_PHRASE = 100;
  // How many values are shown of a facet that has very many.
  const SHOWN = 8;
  // What is told about a thing counts less than the thing itself.
  const KINDS = { grant: 1.15, story: 0.9, page: 0.8, publication: 0.7 };

  esepSearch.open = function ({ lang, root, load }) {
    const parts = inner.parts(lang, root, load), wide = inner.wide(lang);
    let opened;
    const ready = () => (opened ??= opening(parts, wide).catch((error) => { opened = undefined; throw error; }));
    return {
      ready: () => ready().then(() => undefined),
      find: async (query) => find(await ready(), query),
      complete: async (text) => complete(await ready(), text),
    };
  };

  async function opening(parts, wide) {
    const [meta, stems] = await parts.start();
    const languages = stems.map(({ lang, table, keep, synonyms }) => {
      const analyser = remembering(esepSearch.analyser(lang, table, keep));
      return { lang, analyser, synonyms: inner.synonyms(synonyms, analyser) };
    });
    const facets = Object.entries(meta.facets).map(([name, packed]) => [name, inner.facet(packed, meta.documents, parts.get, name)]);
    const fold = languages[0].analyser.fold;
    const index = { count: meta.documents, languages, starts: esepSearch.words(meta.keys), facets: new Map(facets), inFile: meta.inFile, fold, parts };
    const { of, sets, known } = index.facets.get("kind");
    const weights = sets.map(([value]) => KINDS[known[value][0]] ?? 1);
    index.weight = (document) => weights[of[document]];
    index.shard = (number) => parts.get("keys-" + number, (text) => inner.shard(text, fold, wide));
    index.ranks = async (sort) => {
      const pieces = Array.from({ length: meta.orders[sort] }, (_, at) => parts.get(sort + "-" + at));
      return inner.runs((await Promise.all(pieces)).join(""), index.count);
    };
    index.record = async (document) => {
      const number = Math.floor(document / index.inFile);
      const records = await parts.get("texts-" + number, (file) => inner.records(file, wide));
      return records[document - number * index.inFile];
    };
    index.list = (name) => parts.get(name, inner.list);
    return index;
  }

  function remembering(analyser) {
    const known = new Map();
    return { ...analyser, key: (form) => { if (!known.has(form)) known.set(form, analyser.key(form)); return known.get(form); } };
  }

  async function find(index, { text = "", facets = {}, sort = "relevance", from = 0, count = 10 }) {
    text = text.trim().replace(/[0-9]{1,3}(,[0-9]{3})+(?![0-9])/g, (number) => number.replaceAll(",", ""));
    const { terms, reading, matches } = await understood(index, text);
    const texts = closely(index, terms);
    const checked = terms.some((term) => term.phrase >= 0) ? await phrases(matches, terms, texts) : matches;
    const { documents, counts } = await narrowed(index, checked, facets);
    const value = await order(index, checked, documents, sort, terms, texts);
    const shown = best(documents, value, from + count).slice(from);
    const hits = await Promise.all(shown.map((document) => hit(index, document, texts)));
    const instead = correction(reading ?? text, terms), near = instead && terms.every((term) => term.near) ? instead : null;
    return { total: documents.length, hits, facets: counts, kinds: counts.kind || [], instead, near, reading };
  }

  // The query as it was typed; where that finds nothing, as it may have been meant; then with words that are nearly right.
  async function understood(index, text) {
    const typed = inner.terms(text, index.languages);
    const asTyped = { terms: typed, reading: null, matches: await matching(index, typed) };
    if (asTyped.matches.all) return asTyped;
    const whole = await inTwo(index, typed);
    if (whole) return whole;
    const { lang, analyser } = index.languages[0];
    let bestReading = asTyped;
    for (const other of analyser.readings ? analyser.readings(text) : []) {
      const terms = inner.terms(other.text, index.languages);
      const read = { terms, reading: other.text, matches: await matching(index, terms) };
      // English is written with Latin letters on purpose.
      if (lang === "en" && !terms.every((term) => isSure(index, term))) continue;
      if (read.matches.all) return read;
      if (read.matches.most > bestReading.matches.most) bestReading = read;
    }
    const { terms } = bestReading;
    return { ...bestReading, matches: await matching(index, terms, true) };
  }

  // Whether a word was found as it is, or with the same stem, and not only a short part of it.
  const isSure = (index, { form, stems, found }) => [...found.keys()].some((key) => stems.has(index.fold(key)) && key.length * 2 > form.length);

  // A word that texts write with a hyphen, typed as one: its parts stand there one after the other.
  async function inTwo(index, [term, ...others]) {
    const letters = term ? Array.from(term.form) : [];
    if (others.length || term?.number || letters.length < 6 || letters.length > 24) return null;
    for (let at = 2; at < letters.length - 1; at++) {
      const parts = [letters.slice(0, at), letters.slice(at)].map((part) => part.join(""));
      const terms = inner.terms(`"${parts.join("-")}"`, index.languages);
      const matches = await matching(index, terms);
      if (!matches.all || !terms.every((term) => isSure(index, term))) continue;
      const { matched } = await phrases(matches, terms, closely(index, terms));
      if (matched.some((count) => count >= terms.length)) return { terms, reading: null, matches };
    }
    return null;
  }

  // Every document with what the words of the query say about it.
  async function matching(index, terms, near = false) {
    const scores = new Float32Array(index.count), matched = new Uint8Array(index.count), covered = new Float32Array(index.count);
    if (terms.length === 0) return { scores, matched: matched.fill(1), wanted: 1, all: true, most: 1 };
    const values = await Promise.all(terms.map((term) => valuesOf(index, term, near && !term.count)));
    let all = 0;
    terms.forEach((term, at) => {
      const rarity = 0.2 + Math.log(1 + (index.count - term.count + 0.5) / (term.count + 0.5));
      values[at].forEach((value, document) => {
        if (!value) return;
        scores[document] += value * rarity;
        covered[document] += rarity;
        matched[document]++;
      });
      all += rarity;
    });
    const most = matched.reduce((most, count) => Math.max(most, count), 0);
    const full = matched.reduce((sum, count) => sum + (count === terms.length ? 1 : 0), 0);
    // Words of the query may be missing where only few documents have them all.
    const enough = full > 2 ? terms.length : full > 0 ? Math.max(terms.length - 1, 2) : Math.max(1, Math.ceil(most / 2));
    matched.forEach((count, document) => { if (count) scores[document] *= (covered[document] / all) ** 2 * index.weight(document); });
    return { scores, matched, wanted: Math.min(enough, terms.length), all: full > 0, most };
  }

  // What one word says about each document, by the best way in which it was found there.
  async function valuesOf(index, term, near) {
    const looked = async (unknown) => {
      const numbers = inner.shardsOf(term, index.starts, index.fold, near, unknown);
      return lookedUp(index, term, await Promise.all(numbers.map(index.shard)), near);
    };
    let keys = await looked(false);
    if (keys.length === 0 && term.prefix) keys = await looked(true);
    const values = new Float32Array(index.count);
    term.count = 0;
    for (const { weight, lists } of keys) {
      for (const { documents, impacts } of await lists) {
        documents.forEach((document, at) => {
          const value = weight * impacts[at];
          if (!values[document]) term.count++;
          if (value > values[document]) values[document] = value;
        });
      }
    }
    term.near = near && term.count > 0;
    return values;
  }

  // The keys under which a word is found, each with how sure that is, and the documents that have it.
  function lookedUp(index, term, shards, near) {
    const isNear = near ? inner.near(term, index.fold) : () => false;
    const tier = (key, fold, spelling) => {
      const sure = Math.max(term.keys.get(key) || 0, term.folds.get(fold) || 0);
      if (sure) return sure;
      if (term.prefix && fold.startsWith(term.prefix)) return inner.TIERS.prefix;
      return isNear(fold, spelling) ? inner.TIERS.near : 0;
    };
    let most = 0;
    const all = [];
    term.found = new Map();
    term.spelling = null;
    for (const { keys, folds, spellings, counts, lists } of shards) {
      keys.forEach((key, at) => {
        const weight = tier(key, folds[at], spellings[at]);
        if (!weight) return;
        term.found.set(key, weight);
        if (counts[at] > most) [most, term.spelling] = [counts[at], spellings[at]];
        all.push({ weight, lists: lists[at] });
      });
    }
    // Common words that only begin like a word which is known are not worth their lists.
    const known = all.some(({ weight }) => weight > inner.TIERS.near);
    const wanted = all.filter(({ weight, lists }) => !known || weight > inner.TIERS.near || typeof lists[0] !== "string");
    return wanted.map(({ weight, lists }) => ({ weight, lists: Promise.all(lists.map((list) => (typeof list === "string" ? index.list(list) : list))) }));
  }

  // Which documents pass the filters, and for each value of a facet how many there would be.
  async function narrowed(index, { matched, wanted }, chosen) {
    const facets = [...index.facets].map(([name, facet]) => ({ name, facet, counts: new Uint32Array(facet.sets.length), allowed: null, codes: chosen[name] || [] }));
    for (const it of facets) if (it.codes.length) it.allowed = await allowed(it.facet, it.codes);
    const documents = [];
    for (let document = 0; document < index.count; document++) {
      if (matched[document] < wanted) continue;
      let failed = null, failures = 0;
      for (const it of facets) if (it.allowed && !it.allowed[it.facet.of[document]]) { failed = it; failures++; }
      if (failures === 0) {
        documents.push(document);
        for (const it of facets) it.counts[it.facet.of[document]]++;
      } else if (failures === 1) failed.counts[failed.facet.of[document]]++;
    }
    const counts = {};
    for (const it of facets) counts[it.name] = await counted(it);
    return { documents, counts };
  }

  async function allowed(facet, codes) {
    await facet.need(null);
    return facet.sets.map((set) => set.some((value) => codes.includes(facet.known[value][0])));
  }

  async function counted({ facet, counts, codes }) {
    const sums = new Uint32Array(facet.count);
    facet.sets.forEach((set, at) => set.forEach((value) => { sums[value] += counts[at]; }));
    let values = [...sums.keys()].filter((value) => sums[value] > 0 || codes.includes(facet.known[value]?.[0]));
    if (facet.many) {
      const chosen = values.filter((value) => codes.includes(facet.known[value]?.[0]));
      values.sort((a, b) => sums[b] - sums[a] || a - b);
      values = [...new Set([...values.slice(0, SHOWN), ...chosen])];
    }
    await facet.need(values);
    return values.map((value) => ({ value: facet.known[value][0], label: facet.known[value][1], count: sums[value] }));
  }

  // A document as it is shown, with the words of the query found in it; each is read once for a query.
  function closely(index, terms) {
    const known = new Map();
    let finder;
    const read = async (document) => {
      finder ??= inner.finder(terms, index.languages);
      const { body, ...record } = await index.record(document);
      const passages = body.map((it) => ({ ...it, hits: finder(it.text, it.lang) }));
      return { ...record, titleHits: finder(record.title, record.lang), passages };
    };
    return (document) => {
      if (!known.has(document)) known.set(document, read(document));
      return known.get(document);
    };
  }

  // Phrases are looked for in the texts of the best documents.
  async function phrases(matches, terms, texts) {
    const { scores, matched } = matches, documents = [];
    const wanted = Math.max(1, Math.min(matches.wanted, terms.length));
    matched.forEach((count, document) => { if (count >= wanted) documents.push(document); });
    const candidates = best(documents, (document) => scores[document], FOR_PHRASE);
    const numbers = [...new Set(terms.map((term) => term.phrase))].filter((phrase) => phrase >= 0);
    const read = await Promise.all(candidates.map(texts));
    const having = (weight) => {
      const found = new Uint8Array(matched.length);
      let some = false;
      candidates.forEach((document, place) => {
        const { titleHits, passages } = read[place];
        const has = (phrase) => {
          const words = terms.map((term, at) => (term.phrase === phrase ? at : -1)).filter((at) => at >= 0);
          const fitting = (hits) => hits.filter((hit) => hit.weight >= weight);
          return [titleHits, ...passages.map((passage) => passage.hits)].map(fitting).some((hits) => hits.some((_, at) => inRow(hits, at, words, terms)));
        };
        if (!numbers.every(has)) return;
        found[document] = matched[document];
        some = true;
      });
      return some && found;
    };
    // As it is written; where that is nowhere, in other forms.
    return { ...matches, matched: having(inner.TIERS.exact) || having(0) || new Uint8Array(matched.length) };
  }

  const inRow = (hits, at, words, terms) => words.every((word, next) => {
    const hit = hits.find((other) => other.place === hits[at].place + next);
    return hit && (hit.term === word || terms[hit.term].form === terms[word].form);
  });

  // The value by which documents are sorted, the highest first.
  async function order(index, { scores }, documents, sort, terms, texts) {
    if (sort === "date" || sort === "amount") {
      const ranks = await index.ranks(sort);
      return (document) => ranks[document];
    }
    if (terms.length === 0) return () => 0;
    const closer = new Map();
    const candidates = best(documents, (document) => scores[document], index.count > LARGE ? CLOSELY_LARGE : CLOSELY);
    await Promise.all(candidates.map(async (document) => closer.set(document, scores[document] * closeness(await texts(document), terms))));
    // Documents that were not looked at stay behind those that were.
    const floor = Math.min(...closer.values()), highest = candidates.length ? scores[candidates[candidates.length - 1]] : 1;
    return (document) => closer.get(document) ?? (floor * scores[document]) / (2 * (highest || 1));
  }

  // More for words as they were typed, for a title that says little else, and for words that stand together.
  function closeness({ titleHits, title, passages }, terms) {
    const all = [titleHits, ...passages.map((passage) => passage.hits)];
    const exact = terms.filter((_, at) => all.some((hits) => hits.some((hit) => hit.term === at && hit.weight === inner.TIERS.exact)));
    const inTitle = new Set(titleHits.map((hit) => hit.term)).size / terms.length;
    const words = Math.max(titleHits.length, title.split(/\s+/).length);
    const together = terms.length > 1 && all.some((hits) => hits.some((_, at) => inRow(hits, at, terms.map((_, word) => word), terms)));
    const typed = 1 + ((inner.TIERS.exact - 1) * exact.length) / terms.length;
    const whole = inTitle === 1 && titleHits.length === words ? 0.5 : 0;
    return typed * (1 + 0.3 * inTitle + 0.5 * inTitle * (titleHits.length / words) + whole) * (together ? 1.15 : 1);
  }

  // The first documents by value; equal ones in the order of the index.
  function best(documents, value, count) {
    const values = new Map(), before = (a, b) => values.get(b) - values.get(a) || a - b;
    let all = [], floor = -Infinity;
    for (const document of documents) {
      const its = value(document);
      if (its <= floor) continue;
      values.set(document, its);
      all.push(document);
      if (all.length < 4 * count + 64) continue;
      all = all.sort(before).slice(0, count);
      floor = all.length ? values.get(all[all.length - 1]) : Infinity;
    }
    return all.sort(before).slice(0, count);
  }

  async function hit(index, document, texts) {
    const { address, kind, lang, facts, iso, title, titleHits, passages } = await texts(document);
    const snippet = inner.snippet(passages);
    const known = index.facets.get("achievement");
    const states = known ? known.sets[known.of[document]].map((value) => known.known[value]) : [];
    const kindLabel = index.facets.get("kind").known.find(([code]) => code === kind)?.[1] ?? kind;
    const achievement = states.map(([value, label]) => ({ value, label }));
    return {
      address, kind, kindLabel, lang, iso,
      title: inner.marked(title, titleHits),
      snippet: snippet.pieces,
      snippetLang: snippet.lang,
      facts: { ...facts, achievement },
    };
  }

  // The query with the nearest words that there are in place of those that there are not.
  function correction(text, terms) {
    const wrong = terms.filter((term) => term.near);
    const put = (text, { start, end, spelling }) => text.slice(0, start) + spelling + text.slice(end);
    return wrong.length ? wrong.reduceRight(put, text) : null;
  }

  async function complete(index, text) {
    const terms = inner.terms(text, index.languages), last = terms[terms.length - 1];
    if (!last?.prefix) return [];
    const shards = await Promise.all(inner.route(index.starts, last.prefix, true).slice(0, 3).map(index.shard));
    const words = new Map();
    for (const { spellings, folds, counts } of shards) {
      spellings.forEach((word, at) => {
        const fits = folds[at].startsWith(last.prefix) || index.fold(word).startsWith(last.prefix);
        if (fits) words.set(word, (words.get(word) || 0) + counts[at]);
      });
    }
    const commonest = [...words].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 8);
    return commonest.map(([word]) => text.slice(0, last.start) + word);
  }
})();
