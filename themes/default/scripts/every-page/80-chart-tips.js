// Says what a mark of a chart stands for: under the mouse, at a touch, and with the arrow keys.
// `data-rows` on a part of the picture holds its areas, `row x y width height` each from the part's corner, or the row
// alone for the whole of the part. The row is one of the table that says the same as the chart, so that both always agree.
// Escape closes; the tip stays while the pointer is on it.
(function () {
  'use strict';
  const GAP = 4;
  const SVG = 'http://www.w3.org/2000/svg';
  const keys = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  let open;
  let dismissed;
  let closing;

  const tip = document.createElement('div');
  tip.className = 'chart-tip';
  // It is announced when it opens, and the table below the chart can be read at leisure.
  tip.setAttribute('aria-hidden', 'true');
  tip.hidden = true;
  tip.addEventListener('pointerenter', () => clearTimeout(closing));
  tip.addEventListener('pointerleave', closeSoon);
  // A touch on the tip leaves the chart in focus, so that it stays.
  tip.addEventListener('pointerdown', (event) => event.preventDefault());

  function close() {
    clearTimeout(closing);
    tip.hidden = true;
    if (open) {
      open.marks.forEach((mark) => mark.remove());
      open = undefined;
    }
  }

  function closeSoon() {
    clearTimeout(closing);
    closing = setTimeout(close, 250);
  }

  /** The rows of the table that says the same. */
  function twinOf(chart) {
    const named = chart.closest('[data-twin]');
    if (named) {
      const ids = named.dataset.twin.split(' ').filter(Boolean);
      return ids.map((id) => document.getElementById(id)).map((it) => it && it.querySelector('tr'));
    }
    const figure = chart.closest('figure');
    const table = figure && figure.querySelector('.twin table');
    return table ? Array.from(table.tBodies[0].rows) : [];
  }

  /** Name and facts of a row: what its table says, head by head. */
  function factsOf(row) {
    const heads = row.closest('table').tHead.rows[0].cells;
    let column = 0;
    const cells = Array.from(row.cells, (cell) => {
      const head = heads[column];
      column += cell.colSpan;
      return { name: cell.tagName === 'TH', head: head ? esep.textOf(head) : '', text: esep.textOf(cell) };
    });
    const name = cells.find((cell) => cell.name);
    return { name: name ? name.text : '', facts: cells.filter((cell) => cell !== name && cell.text) };
  }

  function fill({ name, facts }) {
    const title = document.createElement('p');
    title.textContent = name;
    const list = document.createElement('dl');
    facts.forEach(({ head, text }) => {
      const pair = document.createElement('div');
      const [term, value] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = head;
      value.textContent = text;
      pair.append(term, value);
      list.append(pair);
    });
    tip.replaceChildren(title, list);
  }

  function spoken({ name, facts }) {
    return [name, ...facts.map(({ head, text }) => `${head}: ${text}`)].join('; ');
  }

  function shown(chart) {
    const wide = chart.querySelector('.chart-wide');
    return wide && wide.getClientRects().length ? wide : chart.querySelector('svg');
  }

  /** How far a part is moved from its own corner: by its picture, and by the wide one that borrows it. */
  function movesOf(part, use) {
    const own = part.transform.baseVal.consolidate();
    const borrowed = ['x', 'y'].map((name) => (use ? Number(use.getAttribute(name)) : 0));
    return own ? [borrowed[0] + own.matrix.e, borrowed[1] + own.matrix.f] : borrowed;
  }

  /** The areas of a picture as it is laid out now. The wide one shows the parts of the narrow one elsewhere. */
  function areasOf(chart) {
    const picture = shown(chart);
    return Array.from(chart.querySelectorAll('[data-rows]')).flatMap((part) => {
      const [dx, dy] = movesOf(part, picture.querySelector(`use[href="#${part.id}"]`));
      return part.dataset.rows.split(',').map((area) => {
        const [row, ...place] = area.split(' ').map(Number);
        const { x, y, width, height } = part.getBBox();
        const [left, top, w, h] = place.length ? place : [x, y, width, height];
        return { row, x: left + dx, y: top + dy, width: w, height: h };
      });
    });
  }

  function areaAt(chart, event) {
    const turn = shown(chart).getScreenCTM();
    if (!turn) {
      return undefined;
    }
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(turn.inverse());
    const holds = (area) => x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height;
    return areasOf(chart).find(holds);
  }

  function mark(picture, { x, y, width, height }) {
    const frame = document.createElementNS(SVG, 'rect');
    Object.entries({ class: 'chart-mark', x: x - 2, y: y - 2, width: width + 4, height: height + 4, rx: 2 })
      .forEach(([name, value]) => frame.setAttribute(name, value));
    picture.append(frame);
    return frame;
  }

  /** Below the mark, or above it where the window ends; at the pointer, if there is one. */
  function place(frame, pointer) {
    const box = frame.getBoundingClientRect();
    const [width, height] = [tip.offsetWidth, tip.offsetHeight];
    const left = Math.max(GAP, Math.min(pointer ? pointer.clientX - width / 3 : box.left, innerWidth - width - GAP));
    const below = box.bottom + height + GAP <= innerHeight || box.top < height;
    tip.style.left = `${left + scrollX - document.documentElement.clientLeft}px`;
    tip.style.top = `${(below ? box.bottom - 1 : box.top - height + 1) + scrollY}px`;
  }

  function show(chart, row, { pointer, aloud, scroll } = {}) {
    clearTimeout(closing);
    const source = twinOf(chart)[row];
    if (!source) {
      return;
    }
    const facts = factsOf(source);
    if (aloud) {
      esep.say(spoken(facts));
    }
    if (open && open.chart === chart && open.row === row) {
      return;
    }
    close();
    const picture = shown(chart);
    const marks = areasOf(chart).filter((area) => area.row === row).map((area) => mark(picture, area));
    fill(facts);
    document.body.append(tip);
    tip.hidden = false;
    open = { chart, row, marks };
    if (scroll) {
      marks[0].scrollIntoView({ block: 'nearest' });
    }
    place(marks[marks.length - 1], pointer);
  }

  function step(chart, event) {
    const rows = Array.from(new Set(areasOf(chart).map((area) => area.row))).sort((a, b) => a - b);
    const at = open && open.chart === chart ? rows.indexOf(open.row) : -1;
    const ends = { Home: 0, End: rows.length - 1 };
    const next = event.key in ends ? ends[event.key] : Math.max(0, Math.min(rows.length - 1, at + keys[event.key]));
    event.preventDefault();
    show(chart, rows[next], { aloud: true, scroll: true });
  }

  function start(chart) {
    if (areasOf(chart).length === 0 || twinOf(chart).length === 0) {
      return;
    }
    chart.tabIndex = 0;
    chart.setAttribute('role', 'group');
    chart.setAttribute('aria-labelledby', chart.querySelector('title').id);
    chart.setAttribute('aria-description', esep.words('chartKeys'));
    chart.addEventListener('keydown', (event) => {
      if ((event.key in keys || ['Home', 'End'].includes(event.key)) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        step(chart, event);
      }
    });
    chart.addEventListener('focus', () => {
      if (chart.matches(':focus-visible')) {
        const first = areasOf(chart).reduce((least, area) => Math.min(least, area.row), Infinity);
        show(chart, first);
      }
    });
    chart.addEventListener('blur', close);
    chart.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'mouse') {
        return;
      }
      const area = areaAt(chart, event);
      if (!area) {
        dismissed = undefined;
        closeSoon();
      } else if (area.row !== dismissed) {
        show(chart, area.row, { pointer: event });
      }
    });
    chart.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') {
        dismissed = undefined;
        closeSoon();
      }
    });
    chart.addEventListener('click', (event) => {
      const area = areaAt(chart, event);
      if (area) {
        show(chart, area.row, { pointer: event, aloud: true });
      } else {
        close();
      }
    });
  }

  document.querySelectorAll('.chart').forEach(start);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) {
      dismissed = open.row;
      close();
    }
  });
  document.addEventListener('pointerdown', (event) => {
    if (open && !open.chart.contains(event.target) && !tip.contains(event.target)) {
      close();
    }
  });
})();
