// What the text in the field may become: a combobox with a list, after the pattern of WAI-ARIA.
(function () {
  'use strict';
  const MOST = 6;

  /**
   * Makes a combobox of the field. `complete(text)` gives longer texts; `choose(text)` is told which of them
   * the reader took.
   */
  window.esepCompletions = function completions(field, list, complete, choose) {
    let latest = 0;
    let active = -1;
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    close();

    function close() {
      latest += 1;
      active = -1;
      list.hidden = true;
      list.replaceChildren();
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    }

    function option(text, at) {
      const item = document.createElement('li');
      item.id = `${list.id}-${at}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.textContent = text;
      // The field keeps the focus.
      item.addEventListener('mousedown', (event) => event.preventDefault());
      item.addEventListener('click', () => take(text));
      return item;
    }

    function take(text) {
      close();
      field.value = text;
      choose(text);
    }

    function mark(next) {
      const items = Array.from(list.children);
      active = next < -1 ? items.length - 1 : next >= items.length ? -1 : next;
      items.forEach((item, at) => item.setAttribute('aria-selected', String(at === active)));
      if (active < 0) {
        field.removeAttribute('aria-activedescendant');
      } else {
        field.setAttribute('aria-activedescendant', items[active].id);
        items[active].scrollIntoView({ block: 'nearest' });
      }
    }

    field.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (list.hidden) {
        return;
      }
      if (step) {
        event.preventDefault();
        mark(active + step);
      } else if (event.key === 'Enter' && active >= 0) {
        event.preventDefault();
        take(list.children[active].textContent);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        close();
      }
    });
    field.addEventListener('blur', close);

    return {
      close,

      /** Asks what the text in the field may become. */
      async ask() {
        const ticket = ++latest;
        const text = field.value;
        const texts = text.trim().length > 1 ? await complete(text) : [];
        if (ticket !== latest || document.activeElement !== field) {
          return;
        }
        const others = texts.filter((it) => it !== text.toLowerCase()).slice(0, MOST);
        list.replaceChildren(...others.map(option));
        list.hidden = !others.length;
        active = -1;
        field.removeAttribute('aria-activedescendant');
        field.setAttribute('aria-expanded', String(others.length > 0));
      },
    };
  };
})();
