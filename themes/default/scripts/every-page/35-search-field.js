// The field of the search on every page: the key "/" leads to it, and whoever enters it finds the
// search already loaded. Without script it is an ordinary form.
(function () {
  'use strict';
  const forms = document.querySelectorAll('form[data-search]');
  if (!forms.length) {
    return;
  }

  /** The key can be switched off on the search page: programs that take dictation may press it by mistake. */
  function keyIsOn() {
    try {
      return localStorage.getItem('esep-search-key') !== 'off';
    } catch (refused) {
      return true;
    }
  }

  function writes(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener('keydown', (event) => {
    const free = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !writes(event.target);
    const field = forms[0].elements.q;
    if (free && keyIsOn()) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  /** Opened from a disk, a folder has no page of its own. */
  if (location.protocol === 'file:') {
    forms.forEach((form) => { form.action += 'index.html'; });
  }

  let loading = false;
  function load(form) {
    const saving = navigator.connection && navigator.connection.saveData;
    if (loading || saving || window.esepSearch) {
      return;
    }
    loading = true;
    const script = document.createElement('script');
    script.src = esep.scriptOf(form.dataset.href);
    script.addEventListener('load', () => {
      const root = new URL('../../', form.action).href;
      // The page of the search says what went wrong, if it goes wrong there too.
      window.esepSearch.open({ lang: document.documentElement.lang, root }).ready().catch(() => {});
    });
    document.head.append(script);
  }
  forms.forEach((form) => form.addEventListener('focusin', () => load(form)));
})();
