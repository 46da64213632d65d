// The parts of the index as they come over the network: loading, unpacking, looking up.
//
// Every part is a classic script that calls esepSearch.take(name, data), so that the search works from file:// too.
(function () {
  "use strict";
  const esepSearch = (globalThis.esepSearch = globalThis.esepSearch || {});
  const inner = (esepSearch.inner = esepSearch.inner || {});

  const taken = new Map();
  esepSearch.take = (name, data) => { taken.set(name, data); };

  const byScript = (address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    // Pages that demand trusted types know a way to trust it.
    script.src = typeof esep === "object" ? esep.scriptOf(address) : address;
    script.onload = () => { script.remove(); done(); };
    script.onerror = () => { script.remove(); failed(new Error("not loaded: " + address)); };
    document.head.append(script);
  });

  // The parts of one language: each is loaded once. A build that is gone from the host is left for the new one.
  inner.parts = function (lang, root, load = byScript) {
    const folder = root + "search/" + lang + "/", open = new Map();
    let build;

    const loaded = async (name, address) => {
      if (!taken.has(name)) await load(folder + address);
      if (!taken.has(name)) throw new Error("nothing in " + address);
      return taken.get(name);
    };
    const get = (name, unpack = (data) => data) => {
      if (!open.has(name)) {
        const full = lang + "/" + build + "/" + name;
        const part = loaded(full, build + "/" + name + ".js").then((data) => { taken.delete(full); return unpack(data); });
        part.catch(() => open.delete(name));
        open.set(name, part);
      }
      return open.get(name);
    };
    const first = () => Promise.all([get("meta"), get("stems")]);
    const start = async () => {
      build = await loaded(lang + "/start", "start.js");
      return first().catch(async () => {
        taken.delete(lang + "/start");
        build = await loaded(lang + "/start", "start.js?" + Date.now());
        return first();
      });
    };
    return { start, get };
  };

  // Numbers as printable text: see pack.rs.
  const BASE = 46;
  const DIGITS = new Uint8Array(128);
  {
    const marked = [34, 60, 92];
    for (let code = 32, digit = 0; code < 127; code++) if (!marked.includes(code)) DIGITS[code] = digit++;
  }
  inner.numbers = function (text, at = 0) {
    return () => {
      let number = 0, place = 1, digit;
      do {
        digit = DIGITS[text.charCodeAt(at++)];
        number += (digit % BASE) * place;
        place *= BASE;
      } while (digit >= BASE && at < text.length);
      return number;
    };
  };
  inner.runs = function (text, length, steps = false) {
    const next = inner.numbers(text), all = new Uint32Array(length);
    let value = 0;
    for (let at = 0; at < length;) {
      const number = next(), end = at + next() + 1;
      if (steps) value += number % 2 ? -(number + 1) / 2 : number / 2;
      else value = number;
      all.fill(value, at, end);
      at = end;
    }
    return all;
  };

  // Latin and Cyrillic letters that stand for each other in the files of all languages but English: see narrow.rs.
  const LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіёКҚБТАОМСЖП";
  const PARTNERS = Uint16Array.from({ length: 0x500 }, (_, code) => code);
  for (let at = 0; at < LATIN.length; at++) {
    const [latin, cyrillic] = [LATIN.charCodeAt(at), CYRILLIC.charCodeAt(at)];
    PARTNERS[latin] = cyrillic;
    PARTNERS[cyrillic] = latin;
  }
  inner.wide = function (lang) {
    if (lang === "en") return (text) => text;
    return (text) => {
      let out = "";
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        out += String.fromCharCode(code < PARTNERS.length ? PARTNERS[code] : code);
      }
      return out;
    };
  };

  // What results show: see texts.rs. A text that a file said before is a number.
  inner.records = function (file, wide) {
    const said = [];
    const say = (it, read) => (typeof it === "string" ? said[said.push(read(it)) - 1] : it === null ? null : said[it]);
    const words = (it) => say(it, wide), name = (it) => say(it, (text) => text);
    const passage = (it) => (Array.isArray(it) ? { text: words(it[0]), lang: name(it[1]) } : { text: words(it), lang: null });
    return file.map(([page, fragment, kind, title, lang, iso, facts, ...body]) => {
      const address = name(page), place = name(fragment);
      const record = { address: place === null ? address : address + "#" + place, kind: name(kind), title: words(title), lang: name(lang), iso: name(iso), facts: {} };
      for (let at = 0; at < facts.length; at += 2) {
        const known = name(facts[at]);
        record.facts[known] = words(facts[at + 1]);
      }
      return { ...record, body: body.map(passage) };
    });
  };

  // A shard of keys: see shards.rs. For each key how many documents have it, and the lists of these with impacts; a list that
  // is too long for a shard is the name of a file.
  const STEPS = 8;
  inner.shard = function (text, fold, wide) {
    const end = text.indexOf("\n"), keys = [], spellings = [];
    const continued = (before, at, end) => Array.from(before).slice(0, DIGITS[text.charCodeAt(at)]).join("") + wide(text.slice(at + 1, end));
    let before = "";
    for (let at = 0; at < end;) {
      const space = text.indexOf(" ", at + 1), equals = text.indexOf("=", at + 1);
      const other = equals > 0 && equals < space ? equals : -1;
      // The digit after the sign may be a space.
      const stop = other < 0 ? space : text.indexOf(" ", other + 2);
      keys.push(before = continued(before, at, other < 0 ? stop : other));
      spellings.push(other < 0 ? before : continued(before, other + 1, stop));
      at = stop + 1;
    }
    const next = inner.numbers(text, end + 1), counts = [], lists = [];
    for (let key = 0; key < keys.length; key++) {
      const number = next(), count = Math.floor(number / 2);
      counts.push(count);
      lists.push(number % 2 ? files(next(), next()) : byImpact(count, next));
    }
    return { keys, spellings, folds: keys.map(fold), counts, lists };
  };
  const files = (first, count) => Array.from({ length: count }, (_, at) => "list-" + (first + at));

  const byImpact = (count, next) => {
    const lists = [];
    while (count > 0) {
      const run = next(), documents = new Uint32Array(Math.floor(run / STEPS) + 1);
      let document = -1;
      documents.forEach((_, at) => { documents[at] = document += next() + 1; });
      lists.push({ documents, impacts: new Float32Array(documents.length).fill((run % STEPS + 0.5) / STEPS) });
      count -= documents.length;
    }
    return lists;
  };

  // Documents of a common key: see shards.rs. Whether it matters much to them is all that is told apart.
  const IMPACTS = [2 / STEPS, 5.5 / STEPS];
  inner.list = function (text) {
    const next = inner.numbers(text), documents = new Uint32Array(next()), impacts = new Float32Array(documents.length);
    let document = -1;
    documents.forEach((_, at) => {
      const number = next();
      documents[at] = document += Math.floor(number / 2) + 1;
      impacts[at] = IMPACTS[number % 2];
    });
    return { documents, impacts };
  };

  // The first place in sorted texts that is not before `wanted`.
  const lower = (sorted, wanted) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  inner.lower = lower;

  // The shard in which a folded key may lie; with `prefix`, the shards of every key that begins with it.
  inner.route = function (starts, fold, prefix = false) {
    const place = lower(starts, fold), all = [];
    const first = Math.max(starts[place] === fold ? place : place - 1, 0);
    for (let shard = first; shard < starts.length && (shard === first || (prefix && starts[shard].startsWith(fold))); shard++) all.push(shard);
    return all;
  };

  // A facet: see facets.rs. Each document has a set of values; many documents have the same set.
  inner.facet = function (packed, documents, get, name) {
    const sets = packed.sets.map((set) => (Array.isArray(set) ? set : [set]));
    const many = typeof packed.values === "number";
    const count = many ? packed.values : packed.values.length;
    const known = many ? [] : packed.values;
    const file = async (number) => {
      const values = await get(name + "-" + number);
      values.forEach((value, at) => { known[number * packed.inFile + at] = value; });
    };
    // Makes sure that codes and words of these values are there; all of them without a list.
    const need = async (values) => {
      if (!many) return;
      const wanted = values ?? Array.from({ length: Math.ceil(count / packed.inFile) }, (_, at) => at * packed.inFile);
      const missing = wanted.filter((value) => !known[value]).map((value) => Math.floor(value / packed.inFile));
      await Promise.all([...new Set(missing)].map(file));
    };
    return { many, count, known, sets, need, of: inner.runs(packed.runs, documents, many) };
  };
})();
