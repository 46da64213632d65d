// The words of the search page, which stand in its templates: by key and plural category, with gaps.
(function () {
  'use strict';
  const template = document.getElementById('search-words');
  const lang = document.documentElement.lang;
  const words = new Map();
  template.content.querySelectorAll('[data-word]').forEach((word) => {
    words.set(`${word.dataset.word} ${word.dataset.category}`, word.textContent);
  });

  /** The plural category of CLDR. Browsers do not all know Kazakh and Kyrgyz, where only 1 stands apart. */
  function category(count) {
    if (lang === 'kk' || lang === 'ky') {
      return count === 1 ? 'one' : 'other';
    }
    return new Intl.PluralRules(lang).select(count);
  }

  function number(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, template.dataset.digitGroup);
  }

  /** What ends with a full stop of its own, such as a date, needs no second one at the end of a sentence. */
  function filled(text, gaps) {
    return text.replace(/\{(\w+)\}(\.?)/g, (gap, name, stop) => {
      if (!(name in gaps)) {
        return gap;
      }
      const value = String(gaps[name]);
      return value.endsWith('.') ? value : value + stop;
    });
  }

  window.esepSearchWords = {
    number,

    /** A state of achievement: its word, and the shape that the style draws for it. */
    state({ value, label }) {
      const state = document.createElement('span');
      state.className = `state state-${value}`;
      state.textContent = label;
      return state;
    },

    /** The words for a key, its gaps filled with texts; numbers are written as the language writes them. */
    say(key, gaps = {}) {
      const form = 'count' in gaps ? category(gaps.count) : 'other';
      const text = words.get(`${key} ${form}`) || words.get(`${key} other`) || '';
      const written = (value) => (typeof value === 'number' ? number(value) : value);
      return filled(text, Object.fromEntries(Object.entries(gaps).map(([name, value]) => [name, written(value)])));
    },
  };
})();
