// The search in the browser has to give every word the keys that the program gave it in the index.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import vm from 'node:vm';

const root = fileURLToPath(new URL('../..', import.meta.url));
const languages = ['kk', 'ru', 'ky', 'en'];

execFileSync(path.join(root, 'tests/program'), { stdio: 'inherit' });
const program = path.join(root, 'target/debug/esep');

/** What `esep` prints. */
function esep(words, input = '') {
  return execFileSync(program, words, { input, maxBuffer: 1 << 28, encoding: 'utf8' });
}

/** The words of all texts that the repository has for readers, of the families of words and of two treebanks, each once. */
function words() {
  const folders = ['content', 'themes/default/words', 'src/language/stem', 'tests/browser/forms'];
  const texts = folders.flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(root, folder, name)));
  const text = [...texts.filter((name) => /\.(md|toml|txt)$/.test(name)), path.join(root, 'README.md')].map((name) => readFileSync(name, 'utf8')).join('\n');
  return [...new Set(text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu))].sort();
}

/** The analyser of the browser for a language. */
function analyser(lang) {
  const context = vm.createContext({});
  const folder = path.join(root, 'src/output/search/browser');
  for (const name of readdirSync(folder).filter((name) => name.startsWith('stem')).sort()) {
    vm.runInContext(readFileSync(path.join(folder, name), 'utf8'), context, { filename: name });
  }
  return context.esepSearch.analyser(lang, JSON.parse(esep(['stem', lang, '--table'])), []);
}

/** The keys of a word as `esep stem` prints them: parts before a hyphen by their key, the last by all of its keys. */
function printed(analyser, word, keysOf) {
  const forms = analyser.tokens(word).map((token) => token.form);
  const last = forms.pop() ?? word;
  const head = forms.map((form) => `${analyser.key(form)}-`).join('');
  return keysOf(last).map((key) => head + key).join('|');
}

const all = words();

for (const lang of languages) {
  for (const option of [[], ['--ladder']]) {
    test(`the keys of ${all.length} words ${[lang, ...option].join(' ')} are those of the program`, () => {
      const browser = analyser(lang);
      const keysOf = option.length ? (form) => browser.ladder(form) : (form) => [browser.key(form)];
      const lines = esep(['stem', lang, ...option], `${all.join('\n')}\n`).trimEnd().split('\n');
      assert.equal(lines.length, all.length);
      const different = lines.filter((line, place) => line !== `${all[place]}\t${printed(browser, all[place], keysOf)}`);
      assert.deepEqual(different, []);
    });
  }
}
