// Filters of the search page: a group of boxes for each facet, with counts, and what was chosen above the results.
(function () {
  'use strict';
  const SHOWN = 6;
  const { say, number, state } = window.esepSearchWords;
  const groups = Array.from(document.querySelectorAll('[data-facet]'));
  const choice = document.getElementById('search-choice').content.firstElementChild;
  const chip = document.getElementById('search-chip').content.firstElementChild;
  const chosenBox = document.getElementById('search-chosen');
  const button = document.getElementById('search-filters-button');

  function fill(item, facet, value, chosen) {
    const box = item.querySelector('input');
    box.value = value.value;
    box.checked = chosen.includes(value.value);
    item.querySelector('.facet-label').replaceChildren(facet === 'achievement' ? state(value) : value.label);
    item.querySelector('.facet-count').textContent = number(value.count);
  }

  /** The boxes of a group. Where they are the same as before they stay, and with them the focus. */
  function boxes(group, values, chosen) {
    const list = group.querySelector('ul');
    const before = Array.from(list.querySelectorAll('input'), (box) => box.value).join('\n');
    if (before !== values.map((value) => value.value).join('\n')) {
      const focused = list.contains(document.activeElement) ? document.activeElement.value : undefined;
      list.replaceChildren(...values.map(() => choice.cloneNode(true)));
      values.forEach((value, at) => { list.children[at].querySelector('input').value = value.value; });
      const again = Array.from(list.querySelectorAll('input')).find((box) => box.value === focused);
      if (again) {
        again.focus({ preventScroll: true });
      }
    }
    values.forEach((value, at) => fill(list.children[at], group.dataset.facet, value, chosen));
  }

  /** Long groups show their first values and those that are chosen. */
  function fold(group, chosen) {
    const more = group.querySelector('.facet-more');
    const items = Array.from(group.querySelectorAll('li'));
    const long = items.length > SHOWN + 1 && !group.hasAttribute('data-whole');
    items.forEach((item, at) => { item.hidden = long && at >= SHOWN && !chosen.includes(item.querySelector('input').value); });
    more.hidden = !long;
    more.textContent = say('search.all_values', { count: items.length });
  }

  function values(answer, facet) {
    const all = facet === 'kind' ? answer.kinds : answer.facets[facet];
    return all || [];
  }

  window.esepFilters = {
    /** Shows the groups of an answer. */
    show(answer, asked) {
      groups.forEach((group) => {
        const facet = group.dataset.facet;
        const chosen = asked.chosen[facet];
        const given = values(answer, facet).filter((value) => value.count || chosen.includes(value.value));
        boxes(group, given, chosen);
        fold(group, chosen);
        group.hidden = !given.length;
      });
    },

    /** Shows what was chosen, each with a button that takes it away: `remove(facet, value)`. */
    chips(answer, asked, remove) {
      const names = [];
      groups.forEach(({ dataset: { facet } }) => asked.chosen[facet].forEach((value) => {
        const known = values(answer, facet).find((it) => it.value === value);
        names.push({ facet, value, name: known ? known.label : value });
      }));
      const items = names.map(({ facet, value, name }) => {
        const item = chip.cloneNode(true);
        item.querySelector('span').textContent = name;
        item.firstElementChild.setAttribute('aria-label', say('search.remove', { name }));
        item.firstElementChild.addEventListener('click', () => remove(facet, value));
        return item;
      });
      chosenBox.querySelector('ul').replaceChildren(...items);
      chosenBox.hidden = !items.length;
      button.textContent = items.length ? say('search.filters_chosen', { count: items.length }) : say('search.filters');
    },

    /** Tells of every change: `change(facet, values)`, `clear()`. */
    listen(change, clear) {
      groups.forEach((group) => {
        group.addEventListener('change', () => {
          const checked = Array.from(group.querySelectorAll('input:checked'), (box) => box.value);
          change(group.dataset.facet, checked);
        });
        group.querySelector('.facet-more').addEventListener('click', () => {
          group.setAttribute('data-whole', '');
          const first = Array.from(group.querySelectorAll('li')).find((item) => item.hidden);
          fold(group, []);
          first.querySelector('input').focus();
        });
      });
      chosenBox.querySelector('.search-clear').addEventListener('click', clear);
      button.addEventListener('click', () => {
        const open = button.getAttribute('aria-expanded') !== 'true';
        button.setAttribute('aria-expanded', String(open));
      });
    },
  };
})();
