// The search page: what is asked stands in the address, and every change of it shows the answer.
(function () {
  'use strict';
  const { say } = window.esepSearchWords;
  const { read, write, isEmpty } = window.esepAddress;
  const results = window.esepResults;
  const filters = window.esepFilters;
  const codes = window.esepCodes;
  const byId = (id) => document.getElementById(id);
  const [live, status, order, lists] = ['search-live', 'search-status', 'search-order', 'search-lists'].map(byId);
  const found = byId('search-found-title');
  const field = byId('search-query');
  const root = live.dataset.href;
  const title = document.title;
  const engine = window.esepSearch && window.esepSearch.open({ lang: document.documentElement.lang, root });

  let asked = read(location.search);
  let latest = 0;
  /** Whether the last entry of the history was made by typing, and may be written over by more typing. */
  let typing = false;

  function question() {
    const facets = Object.fromEntries(Object.entries(asked.chosen).filter(([, values]) => values.length));
    const from = (asked.page - 1) * results.perPage;
    // Before anything is asked only the filters are shown.
    const count = isEmpty(asked) ? 0 : results.perPage;
    return { text: asked.text, facets, sort: asked.sort, from, count };
  }

  function fail() {
    live.hidden = true;
    live.setAttribute('aria-busy', 'false');
    lists.hidden = false;
    status.textContent = say('search.failed');
  }

  function present(found, known) {
    const empty = isEmpty(asked);
    const coded = codes.show(known);
    // Who asks for a code wants nothing that is spelled alike.
    const answer = coded ? { ...found, total: 0, hits: [], near: '', reading: '', instead: '' } : found;
    live.hidden = false;
    live.classList.toggle('search-start', empty);
    lists.hidden = !empty && answer.total > 0;
    filters.show(answer, asked);
    filters.chips(answer, asked, remove);
    results.show(answer, asked);
    order.value = asked.sort;
    // The same question in another language.
    document.querySelectorAll('.languages [hreflang]').forEach((link) => { link.search = empty ? '' : write(asked); });
    document.title = asked.text ? say('search.browser_title', { query: asked.text, title }) : title;
    const none = Array.from(asked.text).length === 1 ? say('search.short') : say('search.nothing');
    byId('search-none').hidden = Boolean(coded) || answer.total > 0;
    const count = answer.total ? say('search.results', { count: answer.total }) : none;
    status.textContent = coded || (empty ? say('search.start') : count);
    return !answer.total && !coded;
  }

  async function show() {
    const ticket = ++latest;
    const slow = setTimeout(() => { status.textContent = say('search.loading'); }, 400);
    live.setAttribute('aria-busy', 'true');
    try {
      await engine.ready();
      const [answer, known] = await Promise.all([engine.find(question()), codes.find(asked.text)]);
      if (ticket !== latest) {
        return;
      }
      clearTimeout(slow);
      if (answer.total && !answer.hits.length && asked.page > 1) {
        // The list has become shorter since somebody noted its address.
        asked = { ...asked, page: 1 };
        history.replaceState(null, '', write(asked));
        await show();
        return;
      }
      const nothing = present(answer, known);
      live.setAttribute('aria-busy', 'false');
      if (nothing && asked.text) {
        await results.elsewhere(asked.text, () => ticket !== latest);
      }
    } catch (error) {
      if (ticket === latest) {
        fail();
      }
    } finally {
      clearTimeout(slow);
    }
  }

  /** Asks something else: a new entry of the history, or the last one written over. */
  function ask(change, over = false) {
    const before = write(asked);
    asked = { ...asked, page: 1, ...change };
    const address = write(asked);
    if (address !== before) {
      history[over && typing ? 'replaceState' : 'pushState'](null, '', address);
    }
    typing = over;
    return show();
  }

  /** The keyboard goes on where the results begin. */
  function toResults() {
    found.focus({ preventScroll: true });
    status.scrollIntoView({ block: 'start' });
  }

  function choose(facet, values) {
    return ask({ chosen: { ...asked.chosen, [facet]: values } });
  }

  function remove(facet, value) {
    choose(facet, asked.chosen[facet].filter((it) => it !== value)).then(() => found.focus({ preventScroll: true }));
  }

  function clear() {
    const chosen = Object.fromEntries(Object.keys(asked.chosen).map((facet) => [facet, []]));
    ask({ chosen }).then(() => found.focus({ preventScroll: true }));
  }

  function askFor(text) {
    field.value = text;
    return ask({ text: text.trim() });
  }

  const completions = window.esepCompletions(field, byId('search-completions'), (word) => engine.complete(word), askFor);

  let waiting;
  function typed() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      ask({ text: field.value.trim() }, true);
      completions.ask();
    }, 200);
  }

  function submitted(event) {
    event.preventDefault();
    clearTimeout(waiting);
    completions.close();
    askFor(field.value);
    if (matchMedia('(pointer: coarse)').matches) {
      // The keyboard on the screen would hide the results.
      field.blur();
    }
  }

  /** Links within the page are followed without loading it again. */
  function followed(event) {
    const link = event.target.closest('#search-paging a, #search-instead a');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const to = read(new URL(link.href).search);
    field.value = to.text;
    ask(to).then(toResults);
  }

  function restore() {
    asked = read(location.search);
    typing = false;
    field.value = asked.text;
    completions.close();
    show();
  }

  function keySetting() {
    const box = byId('search-key').querySelector('input');
    try {
      box.checked = localStorage.getItem('esep-search-key') !== 'off';
      box.addEventListener('change', () => localStorage.setItem('esep-search-key', box.checked ? 'on' : 'off'));
      byId('search-key').hidden = false;
    } catch (refused) {
      // Nothing can be remembered here, so nothing is offered.
    }
  }

  if (!engine) {
    fail();
    return;
  }
  field.value = asked.text;
  field.form.addEventListener('submit', submitted);
  field.addEventListener('input', typed);
  order.addEventListener('change', () => ask({ sort: order.value }));
  live.addEventListener('click', followed);
  filters.listen(choose, clear);
  window.addEventListener('popstate', restore);
  keySetting();
  show();
})();
