// Shows of a long list what holds the words that are typed and has the state that is chosen.
// `data-filter` names the things of the list, `data-groups` what is hidden when nothing is left in it.
(function () {
  'use strict';
  const FEWEST = 8;
  // Whoever types on a Russian keyboard finds Kazakh and Kyrgyz words too.
  const plain = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ы: 'и', ё: 'е', э: 'е' };

  function folded(text) {
    return text.normalize('NFC').toLowerCase().replace(/[әғқңөұүһіыёэ]/g, (letter) => plain[letter]);
  }

  function start(filter) {
    const things = Array.from(document.querySelectorAll(filter.dataset.filter));
    if (things.length < FEWEST) {
      return;
    }
    const groups = filter.dataset.groups ? Array.from(document.querySelectorAll(filter.dataset.groups)) : [];
    const texts = new Map(things.map((thing) => [thing, folded(thing.textContent)]));
    const typed = filter.querySelector('input');
    const state = filter.querySelector('select');
    const count = filter.querySelector('[data-count]');
    let saying;

    function fits(thing, words) {
      const chosen = state ? state.value : '';
      return (!chosen || thing.dataset.state === chosen) && words.every((word) => texts.get(thing).includes(word));
    }

    function show() {
      const words = folded(typed.value).split(/\s+/).filter(Boolean);
      things.forEach((thing) => { thing.hidden = !fits(thing, words); });
      const left = things.filter((thing) => !thing.hidden);
      groups.filter((group) => things.some((thing) => group.contains(thing))).forEach((group) => {
        group.hidden = !left.some((thing) => group.contains(thing));
      });
      const text = esep.words(left.length ? 'shown' : 'shownNone', { shown: left.length, all: things.length });
      const all = left.length === things.length;
      count.textContent = all ? '' : text;
      clearTimeout(saying);
      saying = setTimeout(() => esep.say(text), 400);
    }

    /** A link into the list shows everything: its target must not be hidden. */
    function reset() {
      const target = document.querySelector(':target');
      if (target && target.closest('[hidden]')) {
        typed.value = '';
        if (state) {
          state.value = '';
        }
        show();
        target.scrollIntoView();
      }
    }

    typed.addEventListener('input', show);
    if (state) {
      state.addEventListener('change', show);
    }
    addEventListener('hashchange', reset);
    filter.hidden = false;
    // What a browser remembers of an earlier visit counts.
    if (typed.value || (state && state.value)) {
      show();
    }
  }

  document.querySelectorAll('[data-filter]').forEach(start);
})();
