// What the scripts of a page share: the words for what happens, in the language of the page, and a place
// where a screen reader hears them. Words come from a script of their own before this one, with gaps like {count}.
const esep = (() => {
  'use strict';
  const place = document.getElementById('said');
  let speaking;
  let fading;

  /** The words of that name with their gaps filled. */
  function words(name, gaps = {}) {
    const text = (window.esepWords || {})[name] || '';
    return text.replace(/\{(\w+)\}/g, (gap, key) => (key in gaps ? gaps[key] : gap));
  }

  /** Announces a text: politely, also when it is the same as before. `seen` shows it for a moment as well. */
  function say(text, { seen = false } = {}) {
    if (!place) {
      return;
    }
    clearTimeout(speaking);
    clearTimeout(fading);
    place.textContent = '';
    place.classList.toggle('seen', seen);
    speaking = setTimeout(() => { place.textContent = text; }, 50);
    if (seen) {
      fading = setTimeout(() => place.classList.remove('seen'), 4000);
    }
  }

  /** The text of an element without what is there for other purposes, such as the sign of a permanent link. */
  function textOf(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('.permalink, .under, [hidden]').forEach((other) => other.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }

  // Texts never become markup or scripts here (the page demands trusted types): only an address of the portal itself
  // may be the address of a script.
  const root = new URL('..', document.currentScript.src).href;
  const policy = window.trustedTypes && trustedTypes.createPolicy('esep', {
    createScriptURL(address) {
      const { href } = new URL(address, document.baseURI);
      if (!href.startsWith(root)) {
        throw new TypeError(`${href} is not of this portal`);
      }
      return href;
    },
  });

  /** The address of a script of the portal, as a browser wants it. */
  function scriptOf(address) {
    return policy ? policy.createScriptURL(address) : address;
  }

  return { words, say, textOf, scriptOf };
})();
