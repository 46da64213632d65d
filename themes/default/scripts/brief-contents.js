// The page of a brief portal has no list of its sections: their headings make one.
(function () {
  'use strict';
  const sections = document.querySelector('.sections');
  const nav = document.createElement('nav');
  const box = nav.appendChild(document.createElement('details'));
  const title = box.appendChild(document.createElement('summary'));
  const list = box.appendChild(document.createElement('ol'));
  nav.className = 'contents';
  nav.setAttribute('aria-label', esep.words('contents'));
  box.className = 'contents-narrow';
  title.textContent = esep.words('contents');
  sections.querySelectorAll(':scope > section > h2').forEach((heading) => {
    const link = list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
    link.href = `#${heading.parentElement.id}`;
    link.textContent = esep.textOf(heading);
  });
  sections.before(nav);
})();
