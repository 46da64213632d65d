// Keeps an open page as its files are: asks for it again when the portal changed, shows it anew where it did, and tells
// what was found. Words come from the server, in the language of the editor.

(function () {
  'use strict';

  const own = document.currentScript;
  const folder = own.src.slice(0, own.src.lastIndexOf('/') + 1);
  const mark = own.dataset.mark;
  const kept = `esep-live ${location.pathname}`;
  let version;
  let asked = 0;

  /** Reloads, and the next one stands where this one stood. */
  function reload() {
    const open = [...document.querySelectorAll('details')].map((it) => it.open);
    try {
      sessionStorage.setItem(kept, JSON.stringify({ x: scrollX, y: scrollY, open }));
    } catch { /* without storage the browser keeps what it can */ }
    location.reload();
  }

  function stored() {
    try {
      const state = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
      return state;
    } catch {
      return null;
    }
  }

  function restore() {
    const state = stored();
    if (!state) return;
    const all = [...document.querySelectorAll('details')];
    if (all.length === state.open.length) all.forEach((it, at) => { it.open = state.open[at]; });
    const back = () => scrollTo({ left: state.x, top: state.y, behavior: 'instant' });
    back();
    if (document.readyState !== 'complete') addEventListener('load', back, { once: true });
  }

  const styleOf = (text) => /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1];

  /** Another style takes its place when it is there, so that the page is never without one. */
  function restyle(address) {
    const old = document.querySelector('link[rel="stylesheet"]');
    if (!address || !old || old.getAttribute('href') === address) return;
    const fresh = old.cloneNode();
    fresh.setAttribute('href', address);
    fresh.addEventListener('load', () => old.remove(), { once: true });
    fresh.addEventListener('error', () => fresh.remove(), { once: true });
    old.after(fresh);
  }

  /** Looks at the page as it is now. */
  async function look() {
    asked += 1;
    const mine = asked;
    const answer = await fetch(location.href, { cache: 'no-store' });
    const text = await answer.text();
    if (mine !== asked) return;
    if (/live\.js" data-mark="([0-9a-f]+)"/.exec(text)?.[1] !== mark) reload();
    else restyle(styleOf(text));
  }

  // What was found, over the bottom of the page.

  let dismissed;
  let root;

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child));
    return made;
  }

  function finding(it) {
    return element('li', {},
      element('p', { className: 'place' }, it.place),
      element('p', { className: 'message' }, it.message),
      it.hint && element('p', { className: 'hint' }, it.hint));
  }

  function list(part) {
    return [element('ul', {}, ...part.items.map(finding)), part.more && element('p', { className: 'more' }, part.more)];
  }

  function close() {
    dismissed = root?.dataset.findings;
    root?.remove();
    root = undefined;
  }

  function panel(told) {
    const { errors, warnings } = told;
    const title = element('h2', { id: 'title' }, told.title);
    const button = element('button', { type: 'button', className: 'close' }, told.close);
    button.addEventListener('click', close);
    const alarm = element('div', {}, told.about && element('p', { className: 'about' }, told.about), ...(errors ? list(errors) : []));
    if (errors) alarm.setAttribute('role', 'alert');
    const folded = warnings && element('details', {}, element('summary', {}, warnings.title), ...list(warnings));
    const body = element('div', { className: 'body', tabIndex: 0 }, alarm, folded);
    body.setAttribute('role', 'group');
    body.setAttribute('aria-labelledby', 'title');
    const section = element('section', { className: errors ? 'errors' : 'warnings', lang: told.lang }, element('div', { className: 'head' }, title, button), body);
    section.setAttribute('aria-labelledby', 'title');
    section.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
    return section;
  }

  function show(told) {
    const text = JSON.stringify(told);
    if (root?.dataset.findings === text || (!told && !root)) return;
    root?.remove();
    root = undefined;
    if (!told || text === dismissed) return;
    dismissed = undefined;
    root = element('esep-findings', {});
    root.dataset.findings = text;
    const shadow = root.attachShadow({ mode: 'open' });
    shadow.append(element('link', { rel: 'stylesheet', href: `${folder}live.css` }), panel(told));
    document.body.append(root);
  }

  restore();
  const source = new EventSource(`${folder}events`);
  source.addEventListener('message', (event) => {
    const state = JSON.parse(event.data);
    show(state.findings);
    if (state.version !== version) {
      version = state.version;
      if (version) look().catch(() => { version = undefined; });
    }
  });
  // A stream would keep the browser from keeping the page for the way back; one that comes back may be old.
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
}());
