/* On a page that has moved: goes on to the new address at once and takes along the place on the page, the part of the
 * address after #, which a browser forgets otherwise. It runs before the page is shown. */
(function () {
  'use strict';
  var there = document.currentScript.getAttribute('data-href');
  if (location.hash) location.replace(there + location.hash);
})();
