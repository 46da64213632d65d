// Copies the permanent address of a figure when its sign is pressed, and a citation when its button is.
(function () {
  'use strict';

  /** For pages that a browser does not trust with the clipboard, such as files on a disk. */
  function copyOldWay(text) {
    const field = document.createElement('textarea');
    field.className = 'hidden';
    field.readOnly = true;
    field.value = text;
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    before.focus({ preventScroll: true });
    return done;
  }

  function copy(text, name) {
    const tell = (done) => esep.say(esep.words(done ? name : 'copiedNot'), { seen: true });
    if (!navigator.clipboard) {
      tell(copyOldWay(text));
      return;
    }
    navigator.clipboard.writeText(text).then(() => tell(true), () => tell(copyOldWay(text)));
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.permalink');
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain) {
      copy(link.href, 'copiedLink');
    }
  });
  document.querySelectorAll('[data-copy]').forEach((button) => {
    const source = document.getElementById(button.dataset.copy);
    if (source) {
      button.hidden = false;
      const text = () => (source.tagName === 'PRE' ? source.textContent : esep.textOf(source));
      button.addEventListener('click', () => copy(text(), 'copiedCitation'));
    }
  });

  // The day of access is the reader's own: until here it was that of the page.
  const today = new Date();
  const numbers = [today.getDate(), today.getMonth() + 1, today.getFullYear()];
  const written = numbers.map((it) => String(it).padStart(2, '0')).join('.');
  document.querySelectorAll('[data-today]').forEach((date) => { date.textContent = written; });
})();
