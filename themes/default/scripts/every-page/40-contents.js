// Marks the section that is being read in the list of sections.
(function () {
  'use strict';
  const links = Array.from(document.querySelectorAll('.contents a[href^="#"]'));
  const sections = links.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  const seen = new Set();

  function mark() {
    const current = sections.find((section) => seen.has(section));
    if (!current) {
      return;
    }
    links.forEach((link) => {
      if (link.hash === `#${current.id}`) {
        link.setAttribute('aria-current', 'true');
      } else {
        link.removeAttribute('aria-current');
      }
    });
  }

  if (!('IntersectionObserver' in window)) {
    return;
  }
  // The line at a fifth of the window: the section that crosses it is the one that is read.
  const observer = new IntersectionObserver((entries) => {
    entries.forEach((entry) => (entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target)));
    mark();
  }, { rootMargin: '-20% 0px -79% 0px' });
  new Set(sections).forEach((section) => observer.observe(section));
})();
