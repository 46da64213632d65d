// What was asked, as it stands in the address of the search page: `?q=…&region=KZ-10&sort=date&page=2`.
(function () {
  'use strict';
  const facets = Array.from(document.querySelectorAll('[data-facet]'), (it) => it.dataset.facet);
  const orders = Array.from(document.getElementById('search-order').options, (it) => it.value);

  window.esepAddress = {
    facets,

    /** The question in an address; what makes no sense there is left out. */
    read(search) {
      const given = new URLSearchParams(search);
      const chosen = Object.fromEntries(facets.map((facet) => [facet, Array.from(new Set(given.getAll(facet)))]));
      const page = Number(given.get('page'));
      return {
        text: (given.get('q') || '').trim(),
        chosen,
        sort: orders.includes(given.get('sort')) ? given.get('sort') : orders[0],
        page: Number.isInteger(page) && page > 1 ? page : 1,
      };
    },

    /** The address of a question, from `?` on; the same question always has the same address. */
    write(asked) {
      const given = new URLSearchParams();
      if (asked.text) {
        given.append('q', asked.text);
      }
      facets.forEach((facet) => asked.chosen[facet].slice().sort().forEach((value) => given.append(facet, value)));
      if (asked.sort !== orders[0]) {
        given.append('sort', asked.sort);
      }
      if (asked.page > 1) {
        given.append('page', asked.page);
      }
      return `?${given}`;
    },

    /** Whether anything is asked at all: signs alone ask nothing. */
    isEmpty(asked) {
      return !/[\p{L}\p{N}]/u.test(asked.text) && facets.every((facet) => !asked.chosen[facet].length);
    },

    /** A page of the portal; opened from a disk, a folder has no page of its own. */
    page(address) {
      const [, path, rest] = /^([^?#]*)(.*)$/.exec(address);
      return path + (location.protocol === 'file:' && path.endsWith('/') ? 'index.html' : '') + rest;
    },
  };
})();
