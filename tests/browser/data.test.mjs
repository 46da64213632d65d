// The pages of open data: accessible, narrow screens, keyboard, and files that are there.

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sound } from './checks.mjs';
import { open, visit } from './site.mjs';

let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

describe('pages of data', () => {
  for (const address of ['/kk/data/', '/ru/data/', '/en/data/indicators/', '/ru/data/codes/', '/kk/grants/adamgershilik/data/']) {
    test(`${address} is accessible, light and dark, 360 and 1280 px, and fits small screens and doubled text`, () => sound(site, address));
  }
});

test('every file that the data page names is there, as large as a reader is told', async () => {
  const { page, context } = await visit(site, '/en/data/');
  const files = await page.$$eval('main a[href*="/data/"]', (links) => links.map((link) => new URL(link.href).pathname).filter((name) => /\.[a-z]+$/.test(name)));
  assert.ok(files.length > 40, `${files.length} files`);
  for (const file of new Set(files)) assert.ok((await stat(path.join(site.folder, file.slice('/portal'.length)))).size > 0, file);
  await context.close();
});

test('the foot of every page leads to the data, the end of a grant to its own', async () => {
  const { page, context, trouble } = await visit(site, '/en/grants/adamgershilik/');
  await page.getByRole('link', { name: 'Data of this grant' }).click();
  await page.waitForURL('**/en/grants/adamgershilik/data/');
  assert.ok((await page.locator('main tbody tr').count()) > 10);
  await page.locator('footer').getByRole('link', { name: 'Data', exact: true }).click();
  await page.waitForURL('**/en/data/');
  assert.deepEqual(trouble, []);
  await context.close();
});

test('the whole sum of a file is shown by keyboard', async () => {
  const { page, context } = await visit(site, '/en/data/');
  const summary = page.locator('.sum summary').first();
  await summary.focus();
  assert.equal(await page.locator('.sum[open]').count(), 0);
  await page.keyboard.press('Enter');
  assert.match(await page.locator('.sum[open] > code').first().innerText(), /^[0-9a-f]{64}$/);
  await context.close();
});

test('a code of a column leads to its list', async () => {
  const { page, context } = await visit(site, '/en/data/indicators/');
  await page.click('main a[href$="#list-state"]');
  await page.waitForURL('**/data/codes/#list-state');
  assert.match(await page.locator('#list-state + ul').innerText(), /not reported/);
  await context.close();
});
