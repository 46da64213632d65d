// Sorts a table by the column whose head is pressed: up, down, and back to the order of the page.
// `data-sort` on a head makes it a button; `data-value` on a cell is what a figure, a date or a state is sorted by. A figure
// whose text begins with its number, as in "15 students", needs none, and states of achievement have their order here.
// A cell without a value, where others have one, says that nothing was reported: it is always the last.
(function () {
  'use strict';
  const FEWEST = 3;
  const states = ['exceeded', 'met', 'partly', 'not-met', 'not-reported'];
  const directions = { none: 'ascending', ascending: 'descending', descending: 'none' };
  const said = { ascending: 'sortedUp', descending: 'sortedDown', none: 'sortedNot' };
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const alphabet = new Map(Array.from(esep.words('alphabet'), (letter, place) => [letter, place]));
  const known = Intl.Collator.supportedLocalesOf(language).length > 0 || alphabet.size === 0;

  /** Browsers know few alphabets: letters that the page lists are compared by their place in it. */
  function compareTexts(a, b) {
    if (known) {
      return collator.compare(a, b);
    }
    const [left, right] = [a, b].map((text) => text.toLowerCase().match(/\d+|./gsu) || []);
    const at = left.findIndex((letter, index) => letter !== right[index]);
    if (at < 0 || at >= right.length) {
      return left.length - right.length;
    }
    const places = [left[at], right[at]].map((letter) => alphabet.get(letter));
    return places.includes(undefined) ? collator.compare(left[at], right[at]) : places[0] - places[1];
  }

  /** A row is a body of its own where something below it explains it. */
  function rowsOf(table) {
    const bodies = Array.from(table.tBodies);
    return bodies.length === 1 && !bodies[0].id ? Array.from(bodies[0].rows) : bodies;
  }

  function columnOf(head) {
    const before = Array.from(head.parentElement.cells).slice(0, head.cellIndex);
    return before.reduce((sum, cell) => sum + cell.colSpan, 0);
  }

  function cellAt(row, column) {
    let end = 0;
    return Array.from((row.rows ? row.rows[0] : row).cells).find((cell) => (end += cell.colSpan) > column);
  }

  function valueOf(cell) {
    const state = states.findIndex((code) => cell.querySelector(`.state-${code}`));
    if (state >= 0) {
      return String(state);
    }
    const leading = cell.classList.contains('number') && /^\d+(?=$|[ \u00a0](?!\d))/.exec(esep.textOf(cell));
    return cell.dataset.value || (leading ? leading[0] : undefined);
  }

  function comparison(rows, column) {
    const cells = new Map(rows.map((row) => [row, cellAt(row, column)]));
    const values = new Map(rows.map((row) => [row, valueOf(cells.get(row))]));
    const stated = Array.from(values.values()).filter((value) => value !== undefined);
    if (stated.length === 0) {
      const texts = new Map(rows.map((row) => [row, esep.textOf(cells.get(row))]));
      return { of: (row) => texts.get(row) || undefined, compare: compareTexts };
    }
    const numbers = stated.every((value) => value !== '' && Number.isFinite(Number(value)));
    const compare = numbers ? (a, b) => a - b : (a, b) => (a < b ? -1 : Number(a > b));
    return { of: (row) => values.get(row), compare };
  }

  function sorted(rows, column, direction) {
    if (direction === 'none') {
      return rows;
    }
    const { of, compare } = comparison(rows, column);
    const sign = direction === 'ascending' ? 1 : -1;
    return rows.slice().sort((a, b) => {
      const [left, right] = [of(a), of(b)];
      if (left === undefined || right === undefined) {
        return Number(left === undefined) - Number(right === undefined);
      }
      return sign * compare(left, right);
    });
  }

  function start(table) {
    const rows = rowsOf(table);
    const heads = Array.from(table.querySelectorAll('thead [data-sort]'));
    if (rows.length < FEWEST || heads.length === 0) {
      return;
    }
    const last = rows[rows.length - 1].nextSibling;
    const parent = rows[0].parentElement;

    function sort(head) {
      const direction = directions[head.getAttribute('aria-sort') || 'none'];
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      if (direction !== 'none') {
        head.setAttribute('aria-sort', direction);
      }
      sorted(rows, columnOf(head), direction).forEach((row) => parent.insertBefore(row, last));
      esep.say(esep.words(said[direction], { column: esep.textOf(head) }));
    }

    heads.forEach((head) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      button.addEventListener('click', () => sort(head));
      head.append(button);
    });
    table.classList.add('sortable');
  }

  document.querySelectorAll('table').forEach(start);
})();
