// The search engine over the index of content/ and of a hostile portal, and the plain index, without a browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { engineOf } from './engine.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const temporary = mkdtempSync(path.join(tmpdir(), 'esep-engine-'));
execFileSync(path.join(root, 'tests/program'), { stdio: 'inherit' });
const esep = (...args) => execFileSync(path.join(root, 'target/debug/esep'), args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const HOSTILE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '</script><script>alert(1)</script>', 'a"b\\c', 'line\u2028end\u2029'];

/** Builds the portal that `fill` writes into a folder, and gives the folder of the site. */
function built(name, fill) {
  const portal = path.join(temporary, name);
  mkdirSync(path.join(portal, 'content'), { recursive: true });
  fill(path.join(portal, 'content'));
  esep('build', portal, '--output', path.join(portal, 'public'));
  return path.join(portal, 'public');
}

/** The cases, with the plain index. */
function cases(content) {
  cpSync(path.join(root, 'content'), content, { recursive: true });
  const file = path.join(content, 'portal.toml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('[search]\n', '[search]\nplain_index = true\n'));
}

/** A page for each hostile text, which is its title and stands in its text. */
function hostile(content) {
  const quoted = (text) => JSON.stringify(text).replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  writeFileSync(path.join(content, 'portal.toml'), 'title = "Portal"\ndescription = "Hostile words."\nlanguages = ["en"]\ncurrency = "KZT"\n');
  HOSTILE.forEach((text, at) => {
    mkdirSync(path.join(content, `pages/page-${at}`), { recursive: true });
    const plain = text.replace(/[<>\u2028\u2029]/g, ' ');
    writeFileSync(path.join(content, `pages/page-${at}/en.md`), `+++\ntitle = ${quoted(text)}\n+++\n\nWritten here: \`${plain}\`.\n`);
  });
}

let folder, portal;
before(() => {
  folder = built('cases', cases);
  portal = engineOf(folder);
}, { timeout: 600_000 });
after(() => rmSync(temporary, { recursive: true }));

const find = (lang, query) => portal.open(lang).find(typeof query === 'string' ? { text: query } : query);
const addresses = ({ hits }) => hits.map((hit) => hit.address.slice(3));
const marks = (pieces) => pieces.filter((piece) => piece.mark).map((piece) => piece.text);
const values = (facet) => Object.fromEntries(facet.map(({ value, count }) => [value, count]));

test('a word is found in every form, and marked as it stands', async () => {
  const { hits, total } = await find('kk', 'тұтынушы');
  assert.ok(total >= 5);
  const grant = hits.find((hit) => hit.address === 'kk/grants/adamgershilik/');
  assert.deepEqual(marks(grant.title), ['тұтынушылардың']);
  assert.ok(marks(grant.snippet).length > 0);
  assert.equal(grant.snippet.map((piece) => piece.text).join('').includes('<'), false);
});

test('letters that a Russian keyboard lacks may be replaced', async () => {
  const query = (text) => ({ text, count: 100 });
  assert.deepEqual(new Set(addresses(await find('kk', query('тутынушы')))), new Set(addresses(await find('kk', query('тұтынушы')))));
});

test('every kind of document is found and says what it is', async () => {
  const { kinds, total, hits } = await find('ru', { text: '' });
  assert.ok(kinds.length >= 7, JSON.stringify(kinds));
  assert.equal(kinds.reduce((sum, kind) => sum + kind.count, 0), total);
  assert.equal(hits.length, 10);
  assert.deepEqual([hits[0].kind, hits[0].kindLabel], ['grant', 'Грант']);
});

test('every result leads to a page, and to the place on it', async () => {
  for (const lang of ['kk', 'ru', 'ky', 'en']) {
    const { hits, total } = await find(lang, { text: '', count: 1000 });
    assert.equal(hits.length, total);
    for (const { address } of hits) {
      const [page, place] = address.split('#');
      const html = readFileSync(path.join(folder, page, 'index.html'), 'utf8');
      assert.ok(!place || html.includes(`id="${place}"`), address);
    }
  }
});

test('filters narrow, count what there would be, and work without a query', async () => {
  const all = await find('kk', { text: '' });
  const kinds = values(all.facets.kind);
  const stories = await find('kk', { text: '', facets: { kind: ['story'] }, count: 100 });
  assert.equal(stories.total, kinds.story);
  assert.deepEqual(values(stories.facets.kind), kinds, 'the counts of a facet ignore its own choice');
  assert.ok(stories.hits.every((hit) => hit.kind === 'story'));
  const both = await find('kk', { text: '', facets: { kind: ['story', 'lot'] } });
  assert.equal(both.total, kinds.story + kinds.lot, 'two values of one facet: one or the other');
  const [region] = stories.facets.region;
  const there = await find('kk', { text: '', facets: { kind: ['story'], region: [region.value] } });
  assert.equal(there.total, region.count, 'two facets: both');
  assert.equal((await find('kk', { text: '', facets: { region: ['nowhere', '__proto__'] } })).total, 0);
});

test('results are sorted by date and by money, and come page by page', async () => {
  const { hits } = await find('kk', { text: '', facets: { kind: ['grant', 'lot'] }, sort: 'date' });
  const dates = hits.map((hit) => hit.iso ?? '');
  assert.deepEqual(dates, [...dates].sort().reverse());
  const paid = await find('kk', { text: '', facets: { kind: ['grant'] }, sort: 'amount', count: 1 });
  assert.equal(addresses(paid)[0], 'grants/vko-online-centre/');
  const query = { text: 'құқық', count: 3 };
  const pages = [0, 3].map((from) => find('kk', { ...query, from }));
  assert.deepEqual((await Promise.all(pages)).flatMap(addresses), addresses(await find('kk', { ...query, count: 6 })));
});

test('a phrase in quotes stands there as it is written', async () => {
  const { hits, total } = await find('ru', '«права потребителей»');
  assert.ok(total >= 1 && total < (await find('ru', 'права потребителей')).total);
  assert.ok(hits.every((hit) => [...marks(hit.title), ...marks(hit.snippet)].map((it) => it.toLowerCase()).includes('потребителей')));
  assert.equal((await find('ru', '"потребителей права"')).total, 0);
});

test('numbers are found exactly, however their thousands are parted', async () => {
  for (const text of ['19082000', '19 082 000', '19,082,000']) {
    assert.equal(addresses(await find('kk', text))[0], 'grants/vko-online-centre/', text);
  }
  assert.equal((await find('kk', '19082001')).total, 0);
});

test('a typing error is put right and said', async () => {
  const { hits, instead } = await find('ru', 'права птребителей');
  assert.ok(hits.length > 0);
  assert.equal(instead, 'права потребителей');
  assert.equal((await find('ru', 'права потребителей')).instead, null);
});

test('another word is not shown for one that is nowhere, and a typing error alone is said', async () => {
  for (const [lang, text] of [['kk', 'Ақтау'], ['kk', 'жұмыссыз'], ['ru', 'Астана'], ['ru', 'осуждённые'], ['en', 'park'], ['en', 'salary']]) {
    const { total, instead, near } = await find(lang, text);
    assert.deepEqual([total, instead, near], [0, null, null], text);
  }
  assert.equal((await find('ru', 'прокуротура')).near, 'прокуратура');
  assert.equal((await find('ru', 'права птребителей')).near, null);
  assert.equal((await find('en', 'zhumys')).reading, 'жумыс');
});

test('a word with a hyphen is found when it is written together', async () => {
  for (const text of ['айкөмек', 'айкомек']) assert.equal(addresses(await find('kk', text))[0], 'grants/ai-komek/', text);
});

test('a word that is nowhere does not hide what the others find', async () => {
  assert.equal(addresses(await find('ru', 'пробация абракадабрович'))[0], 'lots/lot-2-probation/');
  const nothing = await find('ru', 'абракадабрович');
  assert.deepEqual([nothing.total, nothing.hits], [0, []]);
});

test('suggestions are whole words, and only the last word changes', async () => {
  const words = await portal.open('ru').complete('права потр');
  assert.ok(words.includes('права потребителей'), JSON.stringify(words));
  assert.deepEqual(await portal.open('ru').complete(''), []);
});

test('synonyms of the portal are found', async () => {
  assert.ok(addresses(await find('ru', 'интерн')).includes('stories/unpaid-internship/'));
  for (const [lang, text] of [['kk', 'судья'], ['ru', 'судья'], ['kk', 'юрист'], ['ru', 'адвокат'], ['ru', 'прокурор'], ['ky', 'прокурор']]) {
    assert.ok((await find(lang, text)).total > 0, `${lang} ${text}`);
  }
});

test('a text in another language is found with its own analysis, and says which it is', async () => {
  const { hits } = await find('en', { text: 'пробация', count: 50 });
  assert.ok(hits.length > 0);
  assert.ok(hits.some((hit) => hit.lang || hit.snippetLang));
});

test('two engines and several queries at once do not disturb each other', async () => {
  const [kk, ru] = [portal.open('kk'), portal.open('ru')];
  const together = await Promise.all([kk.find({ text: 'отбасы' }), ru.find({ text: 'семья' }), kk.find({ text: 'заң' })]);
  assert.deepEqual(together.map(addresses), [await find('kk', 'отбасы'), await find('ru', 'семья'), await find('kk', 'заң')].map(addresses));
});

test('a build that is gone from the host is left for the new one', async () => {
  const moved = engineOf(folder);
  const engine = moved.esepSearch.open({ lang: 'kk', root: '', load: async (address) => {
    if (address === 'search/kk/start.js') return moved.esepSearch.take('kk/start', '0123456789');
    if (address.includes('0123456789')) throw new Error('404');
    vm.runInContext(readFileSync(path.join(folder, address.replace(/\?.*/, '')), 'utf8'), moved.context);
  } });
  assert.ok((await engine.find({ text: 'құқық' })).total > 0);
});

test('hostile words are words', async () => {
  const site = built('hostile', hostile);
  const engine = engineOf(site).open('en');
  for (const [text, address] of [['__proto__', 0], ['constructor', 1], ['toString', 2], ['hasOwnProperty', 3], ['</script>', 4], ['a"b\\c', 5]]) {
    const { hits } = await engine.find({ text });
    assert.equal(hits[0]?.address, `en/page-${address}/`, text);
    assert.equal(hits[0].title.map((piece) => piece.text).join(''), HOSTILE[address]);
  }
  const [build] = readdirSync(path.join(site, 'search/en')).filter((name) => !name.endsWith('.js'));
  for (const name of readdirSync(path.join(site, 'search/en', build))) {
    assert.doesNotMatch(readFileSync(path.join(site, 'search/en', build, name), 'utf8'), /<|\u2028|\u2029/, name);
  }
});

test('the plain index is read by elasticlunr.js, and inflected words are found', () => {
  const elasticlunr = createRequire(import.meta.url)('elasticlunr');
  elasticlunr.tokenizer.setSeperator(/[^\p{L}\p{N}]+/u);
  const searched = { kk: [['тұтынушы', 'grants/adamgershilik/'], ['отбасылар', 'lots/lot-76-vulnerable-groups/']], ru: [['потребитель', 'grants/adamgershilik/']] };
  for (const [lang, cases] of Object.entries(searched)) {
    const analyser = portal.esepSearch.analyser(lang, JSON.parse(esep('stem', lang, '--table')), []);
    elasticlunr.Pipeline.registerFunction((token) => analyser.key(analyser.tokens(token)[0].form), `esep-${lang}`);
    const index = elasticlunr.Index.load(JSON.parse(readFileSync(path.join(folder, `data/search-${lang}.json`), 'utf8')));
    for (const [word, address] of cases) {
      const found = index.search(word, {}).map((result) => result.ref);
      assert.ok(found.includes(`/${lang}/${address}`), `${lang} ${word}: ${found}`);
    }
  }
});
