// The search engine over the index of content/, without a browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineOf } from './engine.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'target/engine-site');
let portal;
before(() => {
  execFileSync('cargo', ['run', '--quiet', '--', 'build', '--output', folder], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  portal = engineOf(folder);
}, { timeout: 600_000 });

const find = async (lang, query) => portal.open(lang).find(typeof query === 'string' ? { text: query } : query);
const addresses = ({ hits }) => hits.map((hit) => hit.address);
const marks = (pieces) => pieces.filter((piece) => piece.mark).map((piece) => piece.text);

test('a word is found in every form, and marked as it stands', async () => {
  const { hits, total } = await find('kk', 'тұтынушы');
  assert.ok(total >= 5);
  const grant = hits.find((hit) => hit.address === 'kk/grants/adamgershilik/');
  assert.deepEqual(marks(grant.title), ['тұтынушылардың']);
  assert.ok(grant.snippet.some((piece) => piece.mark));
});

test('letters that a Russian keyboard lacks may be replaced', async () => {
  assert.deepEqual(new Set(addresses(await find('kk', 'тутынушы'))), new Set(addresses(await find('kk', 'тұтынушы'))));
});
