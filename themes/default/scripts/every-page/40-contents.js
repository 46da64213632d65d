// The list of the sections of a grant: the one that is being read is marked. Pages of a brief portal come without a list:
// their headings make one.
(function () {
  'use strict';

  function list(sections) {
    const all = document.createElement('ol');
    sections.querySelectorAll(':scope > section > h2').forEach((heading) => {
      const link = all.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
      link.href = `#${heading.parentElement.id}`;
      link.textContent = esep.textOf(heading);
    });
    return all;
  }

  function add(parent, name, className) {
    const element = parent.appendChild(document.createElement(name));
    element.className = className;
    return element;
  }

  function contents(sections) {
    const nav = document.createElement('nav');
    nav.className = 'contents';
    nav.setAttribute('aria-label', esep.words('contents'));
    const wide = add(nav, 'div', 'contents-wide');
    add(wide, 'p', 'contents-title').textContent = esep.words('contents');
    wide.append(list(sections));
    const narrow = add(nav, 'details', 'contents-narrow');
    narrow.appendChild(document.createElement('summary')).textContent = esep.words('contents');
    narrow.append(list(sections));
    return nav;
  }

  const whole = document.querySelector('.sections');
  if (whole && !document.querySelector('.contents')) {
    whole.before(contents(whole));
  }
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
