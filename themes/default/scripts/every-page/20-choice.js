// Remembers the language that a reader chose, and from the bare address goes there the next time.
// Without script, or where nothing may be stored, the choice is shown each time.
(function () {
  'use strict';
  var key = 'esep-language';
  var atChoice = document.body.classList.contains('kind-choice');

  function stored() {
    try {
      return localStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }

  function store(code) {
    try {
      localStorage.setItem(key, code);
    } catch (refused) {
      // The next visit begins with the choice again.
    }
  }

  document.querySelectorAll('[data-language]').forEach(function (link) {
    link.addEventListener('click', function () {
      store(link.dataset.language);
    });
    if (atChoice && !location.search && !location.hash && stored() === link.dataset.language) {
      location.replace(link.href);
    }
  });
})();
