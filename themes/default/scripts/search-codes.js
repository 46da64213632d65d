// Check codes in the field of the search: ten signs that lead to the figure whose values they were made of.
(function () {
  'use strict';
  const { say } = window.esepSearchWords;
  const { page } = window.esepAddress;
  const byId = (id) => document.getElementById(id);
  const live = byId('search-live');
  const list = byId('search-codes');
  const pattern = byId('search-hit').content.firstElementChild;
  const lang = document.documentElement.lang;
  const root = live.dataset.href;
  // The files of codes lie in a folder that ends with how many bits of a code choose its file.
  const folder = live.dataset.codes;
  const bits = Number(folder.split('/').pop());
  // Crockford's base 32, and Cyrillic letters that look like one of its signs.
  const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const ALIKE = { O: '0', I: '1', L: '1', А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: '0', Р: 'P', С: 'C', Т: 'T', Х: 'X' };
  const taken = new Map();

  window.esepCodes = { take: (name, entries) => taken.set(name, entries), find, show };

  /** The signs of a code as people write it down; nothing where the text cannot be one. */
  function read(text) {
    const signs = Array.from(text.toUpperCase().replace(/[\s\-‐‑–—]/g, ''), (sign) => ALIKE[sign] || sign);
    return signs.length === 10 && signs.every((sign) => SIGNS.includes(sign)) ? signs.join('') : '';
  }

  /** Whether the text is hardly anything else: neither a word nor a number. */
  function isMeant(text) {
    return /\d/.test(text) && (/\p{L}/u.test(text) || /^\d{5}[-–]\d{5}$/.test(text));
  }

  async function load(name) {
    await new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = esep.scriptOf(`${root}data/codes/${name}.js`);
      script.addEventListener('load', done);
      script.addEventListener('error', failed);
      document.head.append(script);
    });
  }

  /** What a text stands for, if it may be a code. */
  async function find(text) {
    const code = read(text);
    if (!code) {
      return {};
    }
    const number = Array.from(code).reduce((sum, sign) => sum * 32 + SIGNS.indexOf(sign), 0);
    const name = `${folder}/${Math.floor(number / 2 ** (50 - bits))}`;
    const written = `${code.slice(0, 5)}-${code.slice(5)}`;
    try {
      if (!taken.has(name)) {
        await load(name);
      }
      return { written, found: entries(taken.get(name), code), meant: isMeant(text) };
    } catch (error) {
      return { written, failed: isMeant(text), found: [] };
    }
  }

  /** What a file says of a code: entries with words, or those of a brief portal, which name the place alone. */
  function entries(file, code) {
    if (Array.isArray(file)) {
      return file.filter((entry) => entry.code === code);
    }
    const old = (file.old || []).filter((entry) => entry.code === code);
    const since = (entry) => ({ ...entry, date: file.dates[entry.edition][lang], withdrawn: ((file.withdrawn || {})[entry.page] || {})[lang] });
    const now = file.now.split(' ').filter((place) => place.startsWith(code)).map((place) => {
      const [page, id] = place.slice(code.length).split('#');
      return { page: page.includes('/') ? page : `grants/${page}`, id };
    });
    return now.concat(old.map(since));
  }

  function address(entry, edition = '') {
    const folder = edition && `e/${edition}/`;
    return page(`${root}${folder}${lang}/${entry.page}/${entry.id ? `#${entry.id}` : ''}`);
  }

  function put(element, text) {
    element.textContent = text || '';
    element.hidden = !text;
  }

  /** What an older edition's figure has become. */
  function since(line, entry) {
    line.append(say('search.code.old', { edition: entry.edition, date: entry.date }));
    if (entry.now_page) {
      const now = document.createElement('a');
      now.href = address({ page: entry.now_page, id: entry.id });
      now.textContent = entry.same
        ? say('search.code.here', { address: `${lang}/${entry.now_page}/${entry.id ? `#${entry.id}` : ''}` })
        : say('search.code.now', { now: entry.now || entry.now_page });
      line.append(' ', now);
    }
    if (entry.withdrawn) {
      line.append(' ', say('search.code.withdrawn', entry.withdrawn));
    }
    line.hidden = false;
  }

  function hit(written, entry) {
    const item = pattern.cloneNode(true);
    const at = (name) => item.querySelector(`.hit-${name}`);
    const link = at('title').firstElementChild;
    link.href = address(entry, entry.edition);
    link.textContent = entry.title || `${entry.page}${entry.id ? `#${entry.id}` : ''}`;
    put(at('kind'), say('search.code.kind', { code: written }));
    put(at('facts'), entry.within);
    put(at('snippet'), entry.line);
    put(at('outcome'), '');
    if (entry.edition) {
      since(at('outcome'), entry);
    }
    return item;
  }

  /** Which words tell what has become of a figure since its code was made. */
  function becoming(entry) {
    if (!entry.edition) {
      return 'search.code.found';
    }
    if (entry.same) {
      return 'search.code.of_same';
    }
    return entry.now_page ? 'search.code.of_old' : 'search.code.of_gone';
  }

  /** Shows what a code leads to, and gives what is to be said of it; nothing where no code was asked for. */
  function show({ written, found = [], meant, failed }) {
    list.replaceChildren(...found.map((entry) => hit(written, entry)));
    list.hidden = !found.length;
    const unknown = meant ? say('search.code.unknown', { code: written }) : '';
    const told = found.length ? say(becoming(found[0]), { code: written }) : unknown;
    const text = failed ? say('search.code.failed', { code: written }) : told;
    live.classList.toggle('search-coded', Boolean(text));
    return text;
  }
})();
