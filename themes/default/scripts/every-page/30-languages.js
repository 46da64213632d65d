// The switch of languages keeps the place on the page and, where the address holds a question, the question.
(function () {
  'use strict';
  const links = document.querySelectorAll('.languages a[hreflang]');
  const asks = document.body.classList.contains('kind-search');

  function keepPlace() {
    links.forEach((link) => {
      link.hash = location.hash;
      if (asks) {
        link.search = location.search;
      }
    });
  }

  keepPlace();
  addEventListener('hashchange', keepPlace);
  // A question changes the address without an event.
  links.forEach((link) => ['pointerdown', 'focus', 'click'].forEach((event) => link.addEventListener(event, keepPlace)));
})();
