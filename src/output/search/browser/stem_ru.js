// The stemmer of Russian: the Snowball algorithm «Russian», for words in lower case with е for ё.
//
// esepSearch.stemmers.ru(word) -> stem; the same as rust-stemmers in Rust.
(function () {
  "use strict";
  const esepSearch = (globalThis.esepSearch = globalThis.esepSearch || {});
  esepSearch.stemmers = esepSearch.stemmers || {};

  const VOWELS = "аеиоуыэюя";
  // Endings by what they mark: those of the first list stand after а or я only, which stay.
  const GERUND = endings("в вши вшись", "ив ивши ившись ыв ывши ывшись");
  const ADJECTIVE = endings(
    "", "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
  );
  const PARTICIPLE = endings("ем нн вш ющ щ", "ивш ывш ующ");
  const REFLEXIVE = endings("", "ся сь");
  const VERB = endings(
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
  );
  const NOUN = endings(
    "", "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
  );
  const DERIVED = endings("", "ост ость");
  const SUPERLATIVE = endings("", "ейш ейше");

  // Pairs of an ending and whether it stands after а or я only, the longest first.
  function endings(bound, free) {
    const pairs = (text, needs) => text.split(" ").filter(Boolean).map((ending) => [ending, needs]);
    return [...pairs(bound, true), ...pairs(free, false)].sort((a, b) => b[0].length - a[0].length);
  }

  // The text without its longest ending of a list, or null where that ending may not be taken off.
  function without(text, list) {
    const found = list.find(([ending]) => text.endsWith(ending));
    if (!found) return null;
    const rest = text.slice(0, -found[0].length);
    return found[1] && !/[ая]$/.test(rest) ? null : rest;
  }

  function inflected(text) {
    const gerund = without(text, GERUND);
    if (gerund !== null) return gerund;
    const plain = without(text, REFLEXIVE) ?? text;
    const adjective = without(plain, ADJECTIVE);
    if (adjective !== null) return without(adjective, PARTICIPLE) ?? adjective;
    return without(plain, VERB) ?? without(plain, NOUN) ?? plain;
  }

  function tidied(text) {
    const plain = without(text, SUPERLATIVE);
    if (plain === null && text.endsWith("ь")) return text.slice(0, -1);
    return (plain ?? text).replace(/нн$/, "н");
  }

  // The place after the first vowel from a place on, or after the first consonant; the length where there is none.
  function after(word, start, vowel) {
    for (let place = start; place < word.length; place++) {
      if (VOWELS.includes(word[place]) === vowel) return place + 1;
    }
    return word.length;
  }

  esepSearch.stemmers.ru = function (word) {
    const region = after(word, 0, true);
    const second = after(word, after(word, after(word, region, false), true), false);
    let text = inflected(word.slice(region)).replace(/и$/, "");
    const derived = without(text, DERIVED);
    if (derived !== null && region + derived.length >= second) text = derived;
    return word.slice(0, region) + tidied(text);
  };
})();
