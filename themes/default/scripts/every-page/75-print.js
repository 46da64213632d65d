// Prints the page or saves it as PDF, which the browser's own window does.
(function () {
  'use strict';
  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
})();
