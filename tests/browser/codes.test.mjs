// Check codes in a real browser: typed in the header and on the search page, as people write them down.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { open, root, visit as visitOf } from './site.mjs';

let site;
/** The code of the first figure of a grant, and its fragment. */
let code;
let id;
before(async () => {
  site = await open();
  const grant = JSON.parse(await readFile(path.join(site.folder, 'data/grants/ai-komek.json'), 'utf8'));
  [[id, code]] = Object.entries(grant.check_codes);
}, { timeout: 600_000 });
after(() => site?.close());

const visit = (address, options) => visitOf(site, address, options);
const shown = (page) => page.waitForSelector('#search-live[aria-busy="false"]', { state: 'attached' });
const status = (page) => page.locator('#search-status').innerText();

async function ask(page, text) {
  await page.fill('#search-query', text);
  await page.press('#search-query', 'Enter');
  await page.waitForFunction((asked) => new URLSearchParams(location.search).get('q') === asked.trim(), text);
  await shown(page);
}

test('a code typed in the header leads to its figure, by keyboard', async () => {
  for (const lang of ['kk', 'ru', 'ky', 'en']) {
    const { page, context, trouble } = await visit(`/${lang}/grants/`);
    await page.focus('#search-site');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#search-codes .hit');
    assert.ok((await status(page)).includes(code));
    const link = page.locator('#search-codes .hit-title a');
    assert.ok((await link.getAttribute('href')).endsWith(`/${lang}/grants/ai-komek/#${id}`));
    assert.ok((await page.locator('#search-codes .hit-snippet').innerText()).length > 0);
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${lang}/grants/ai-komek/#${id}`);
    assert.equal(await page.locator(`[id="${id}"]`).count(), 1);
    assert.deepEqual(trouble, []);
    await context.close();
  }
});

test('every way to write a code is understood', async () => {
  const { page, context } = await visit('/en/search/');
  await shown(page);
  const alike = code.replaceAll('0', 'O').replaceAll('1', 'l');
  const cyrillic = code.replace(/[ABEKMHPCTX]/g, (sign) => 'АВЕКМНРСТХ'['ABEKMHPCTX'.indexOf(sign)]);
  for (const text of [code.toLowerCase(), code.replace('-', ''), code.replace('-', ' '), code.replace('-', '–'), alike, cyrillic]) {
    await ask(page, text);
    assert.equal(await page.locator('#search-codes .hit').count(), 1, text);
  }
  await context.close();
});

test('an unknown code is said to be unknown, and a word or a number is none', async () => {
  const { page, context, trouble } = await visit('/en/search/');
  await shown(page);
  await ask(page, '00000-0000A');
  assert.match(await status(page), /No figure of this portal has the check code 00000-0000A/);
  assert.equal(await page.locator('#search-status').getAttribute('role'), 'status');
  assert.equal(await page.locator('.hit').count(), 0);
  for (const text of ['MONITORING', '1234567890', 'grants']) {
    await ask(page, text);
    assert.doesNotMatch(await status(page), /check code/, text);
  }
  assert.deepEqual(trouble, []);
  await context.close();
});

test('the code of an older edition leads to it and says what the figure is now; each figure can be reported', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'esep-codes-'));
  const esep = (...args) => execFileSync(path.join(root, 'target/debug/esep'), args, { cwd: folder, stdio: 'ignore' });
  const record = (edition) => readFile(path.join(folder, `portal/public/${edition}ru/grants/orman/figures/index.html`), 'utf8');
  try {
    esep('init', 'portal');
    const settings = path.join(folder, 'portal/content/portal.toml');
    await writeFile(settings, `report_errors.email = "office@organisation.example"\n${await readFile(settings, 'utf8')}`);
    esep('build', 'portal', '--edition', '2026-1');
    const report = path.join(folder, 'portal/content/grants/2025/orman/report.toml');
    const before = JSON.parse(await readFile(path.join(folder, 'portal/public/data/grants/orman.json'), 'utf8')).check_codes;
    await writeFile(report, (await readFile(report, 'utf8')).replace('achieved = 10', 'achieved = 11'));
    esep('build', 'portal');
    const now = JSON.parse(await readFile(path.join(folder, 'portal/public/data/grants/orman.json'), 'utf8')).check_codes;
    const changed = Object.keys(before).find((it) => it !== 'figure-indicators' && before[it] !== now[it]);
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${pathToFileURL(path.join(folder, 'portal/public/ru/search/index.html'))}?q=${before[changed]}`);
    await page.waitForSelector('#search-codes .hit');
    assert.match(await status(page), /более раннего выпуска/);
    assert.ok((await page.locator('#search-codes .hit-title a').getAttribute('href')).endsWith(`e/2026-1/ru/grants/orman/index.html#${changed}`));
    const told = await page.locator('#search-codes .hit-outcome').innerText();
    assert.match(told, /2026-1.*11/s);
    assert.ok((await page.locator('#search-codes .hit-outcome a').getAttribute('href')).endsWith(`/ru/grants/orman/index.html#${changed}`));
    assert.match(await page.locator('#search-codes .hit-snippet').innerText(), /10/);
    const letter = decodeURIComponent((await record('')).match(new RegExp(`mailto:office@organisation.example[?][^"]*${now[changed]}[^"]*`))[0].replaceAll('&amp;', '&'));
    assert.match(letter, new RegExp(`grants/orman#${changed}[^]*${now[changed]}`));
    assert.ok((await record('e/2026-1/')).includes(encodeURIComponent('Состояние: 2026-1')));
    await context.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('codes are found where the site is opened as a folder', async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(path.join(site.folder, 'kk/search/index.html'))}?q=${code}`);
  await page.waitForSelector('#search-codes .hit');
  assert.ok((await page.locator('#search-codes .hit-title a').getAttribute('href')).endsWith(`kk/grants/ai-komek/index.html#${id}`));
  await context.close();
});
