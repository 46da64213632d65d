// What queries cost a phone: node search.mjs <site> <content>
//
// Three words of one text, as somebody might remember them; ten results with snippets and the counts of all facets.
// A first query is made by a visitor who has nothing yet, a further one by the same visitor with other words.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { engineOf } from '../tests/browser/engine.mjs';

const [site, content] = process.argv.slice(2);
const QUERIES = 200;

const walk = (folder) => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap((entry) => (entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)]));
const sizes = new Map();
function gzip(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(file), { level: 6 }).length);
  return sizes.get(file);
}
const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8) + ' kB';
const share = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

// The same numbers in each run.
let seed = 1;
const random = (below) => ((seed = (seed * 48271) % 2147483647) % below);

function questions(lang) {
  const texts = walk(path.join(content, 'grants')).filter((file) => path.basename(file) === `${lang}.md`);
  return Array.from({ length: QUERIES }, () => {
    const words = readFileSync(texts[random(texts.length)], 'utf8').match(/\p{L}{3,}/gu);
    return Array.from({ length: 3 }, () => words[random(words.length)]).join(' ');
  });
}

async function measured(lang) {
  const files = walk(path.join(site, 'search', lang));
  const total = files.reduce((sum, file) => sum + gzip(file), 0);
  const first = [], further = [], after = [];
  const documents = (await engineOf(site).open(lang).find({})).total;
  const questionsOfLang = questions(lang);
  for (let at = 0; at + 1 < questionsOfLang.length; at += 2) {
    const engine = engineOf(site), visit = engine.open(lang);
    const cost = async (text) => {
      engine.loaded.length = 0;
      const answer = await visit.find({ text });
      after.push(performance.now() - engine.lastAt());
      if (!answer.total) throw new Error(`nothing found for: ${text}`);
      return engine.loaded.reduce((sum, file) => sum + gzip(path.join(site, file)), 0);
    };
    first.push(await cost(questionsOfLang[at]));
    further.push(await cost(questionsOfLang[at + 1]));
  }
  const script = readdirSync(path.join(site, 'assets')).find((name) => /^search-[0-9a-f]+\.js$/.test(name));
  console.log(`\n${lang}: ${documents} documents, ${files.length} files`);
  console.log(`index on the host          ${kB(total)}   ${(total / documents).toFixed(0)} bytes a document`);
  console.log(`largest file               ${kB(Math.max(...files.map(gzip)))}`);
  console.log(`engine                     ${kB(gzip(path.join(site, 'assets', script)))}   not counted below`);
  for (const [name, values] of [['first query', first], ['further query', further]]) {
    console.log(`${name.padEnd(27)}${kB(share(values, 0.5))} median ${kB(share(values, 0.95))} p95 ${kB(Math.max(...values))} largest`);
  }
  console.log(`after the last part        ${share(after, 0.5).toFixed(1).padStart(8)} ms median ${share(after, 0.95).toFixed(1).padStart(8)} ms p95`);
}

for (const lang of readdirSync(path.join(site, 'search')).filter((name) => statSync(path.join(site, 'search', name)).isDirectory())) {
  await measured(lang);
}
