// Results of the search page: what was found, in which words, and the pages of a long list.
(function () {
  'use strict';
  const PER_PAGE = 10;
  const { say, state } = window.esepSearchWords;
  const { page, write } = window.esepAddress;
  const byId = (id) => document.getElementById(id);
  const pattern = byId('search-hit').content.firstElementChild;
  const root = byId('search-live').dataset.href;

  /** Text whose matching words are marked. */
  function marked(pieces) {
    return pieces.map((piece) => {
      if (!piece.mark) {
        return document.createTextNode(piece.text);
      }
      const mark = document.createElement('mark');
      mark.textContent = piece.text;
      return mark;
    });
  }

  /** What is known of the thing, in one line; what came of it, in a second one. */
  function facts(line, outcome, known) {
    const words = [known.organisation, known.region, known.year, known.amount, known.status];
    line.textContent = words.filter(Boolean).join(' · ');
    const said = document.createElement('span');
    said.textContent = known.outcome || '';
    outcome.append(...(known.outcome ? [said] : []), ...(known.achievement || []).map(state));
    [line, outcome].forEach((it) => { it.hidden = !it.hasChildNodes(); });
  }

  function hit(found) {
    const item = pattern.cloneNode(true);
    const [title, snippet] = [item.querySelector('.hit-title'), item.querySelector('.hit-snippet')];
    item.querySelector('.hit-kind').textContent = found.kindLabel;
    title.firstElementChild.href = page(root + found.address);
    title.firstElementChild.append(...marked(found.title));
    snippet.append(...marked(found.snippet || []));
    snippet.hidden = !snippet.hasChildNodes();
    facts(item.querySelector('.hit-facts'), item.querySelector('.hit-outcome'), found.facts || {});
    if (found.lang) {
      title.lang = found.lang;
    }
    if (found.snippetLang) {
      snippet.lang = found.snippetLang;
    }
    return item;
  }

  /** A line that says something only sometimes. */
  function line(element, words) {
    element.hidden = !words;
    (element.querySelector('a') || element).textContent = words;
  }

  function paging(asked, total) {
    const nav = byId('search-paging');
    const last = Math.max(1, Math.ceil(total / PER_PAGE));
    nav.hidden = last < 2;
    nav.querySelector('p').textContent = say('paging.here', { page: asked.page, count: last });
    [['prev', asked.page - 1], ['next', asked.page + 1]].forEach(([rel, to]) => {
      const link = nav.querySelector(`a[rel="${rel}"]`);
      link.href = write({ ...asked, page: to });
      link.dataset.page = to;
      link.parentElement.hidden = to < 1 || to > last;
    });
  }

  window.esepResults = {
    /** How many results one page shows. */
    perPage: PER_PAGE,

    /** Shows an answer. */
    show(answer, asked) {
      byId('search-hits').replaceChildren(...answer.hits.map(hit));
      byId('search-hits').start = (asked.page - 1) * PER_PAGE + 1;
      byId('search-orders').hidden = answer.total < 2;
      byId('search-none').hidden = answer.total > 0;
      byId('search-elsewhere').hidden = true;
      const reading = answer.reading ? say('search.reading', { query: answer.reading }) : '';
      line(byId('search-reading'), answer.near ? say('search.near', { query: asked.text, near: answer.near }) : reading);
      line(byId('search-instead'), answer.instead ? say('search.instead', { query: answer.instead }) : '');
      if (answer.instead) {
        byId('search-instead').querySelector('a').href = write({ ...asked, text: answer.instead, page: 1 });
      }
      paging(asked, answer.total);
    },

    /** Says in which other languages the same words are found; `isLate()`: nobody waits any more. */
    async elsewhere(text, isLate) {
      const box = byId('search-elsewhere');
      for (const link of box.querySelectorAll('a')) {
        const lang = link.dataset.language;
        const engine = window.esepSearch.open({ lang, root });
        await engine.ready();
        const { total } = await engine.find({ text, facets: {}, sort: 'relevance', from: 0, count: 0 });
        if (isLate()) {
          return;
        }
        link.href = page(`${root}${lang}/search/?${new URLSearchParams({ q: text })}`);
        link.parentElement.hidden = !total;
        link.nextElementSibling.textContent = say('search.elsewhere_count', { count: total });
        box.hidden = box.hidden && !total;
      }
    },
  };
})();
