// Marks the section that is being read in the list of sections. The page of a brief portal has no list: its headings make one.
(function () {
  'use strict';
  const place = document.querySelector('.sections');
  if (place && !document.querySelector('.contents')) {
    place.before(made());
  }
  const links = Array.from(document.querySelectorAll('.contents a[href^="#"]'));
  const sections = links.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  const seen = new Set();

  function made() {
    const nav = document.createElement('nav');
    const box = nav.appendChild(document.createElement('details'));
    const title = box.appendChild(document.createElement('summary'));
    const list = box.appendChild(document.createElement('ol'));
    nav.className = 'contents';
    nav.setAttribute('aria-label', esep.words('contents'));
    box.className = 'contents-narrow';
    title.textContent = esep.words('contents');
    place.querySelectorAll(':scope > section > h2').forEach((heading) => {
      const link = list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
      link.href = `#${heading.parentElement.id}`;
      link.textContent = esep.textOf(heading);
    });
    return nav;
  }

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
