// The record of figures: each figure with its citations, which work without a script and are copied with one.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from './checks.mjs';
import { open, visit as visitOf } from './site.mjs';

const records = ['/kk/grants/osh-bright-future/figures/', '/ru/grants/adamgershilik/figures/', '/en/lots/lot-2-probation/figures/'];
let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());
const visit = (address, options) => visitOf(site, address, options);

describe('the record of figures', () => {
  for (const record of records) {
    test(`is sound: ${record}`, async () => sound(site, record));
  }

  test('holds every figure under the id that it has on its page', async () => {
    const { page, context } = await visit('/ru/grants/osh-bright-future/figures/');
    const sections = await page.locator('.record').evaluateAll((all) => all.map((one) => [one.id, one.querySelector('.record-address a').href]));
    assert.ok(sections.length > 5);
    await page.goto(`${site.base}/ru/grants/osh-bright-future/`);
    for (const [id, address] of sections) {
      assert.equal(address, `${site.base}/ru/grants/osh-bright-future/#${id}`);
      assert.equal(await page.locator(`[id="${id}"]`).count(), 1, id);
    }
    await context.close();
  });

  test('says everything without a script, the entries for reference managers too', async () => {
    const { page, context, trouble } = await visit('/kk/grants/osh-bright-future/figures/', { javaScriptEnabled: false });
    const first = page.locator('.record').first();
    assert.match(await first.locator('.citation').first().textContent(), /\[Электрондық ресурс\].+қаралған күні: \d\d\.\d\d\.\d{4}\)/s);
    await first.locator('summary').click();
    assert.match(await first.locator('pre').first().textContent(), /^@online\{grants\.osh-bright-future\./);
    assert.equal(await page.locator('[data-copy]:visible').count(), 0);
    assert.ok(await page.locator('.without-script').isVisible());
    assert.deepEqual(trouble, []);
    await context.close();
  });

  test('copies a citation with the day on which it is read, and an entry line by line, by keyboard', async () => {
    const { page, context } = await visit('/ru/grants/osh-bright-future/figures/', { permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const first = page.locator('.record').first();
    await first.locator('[data-copy$="-gost"]').focus();
    await page.keyboard.press('Enter');
    const today = await page.evaluate(() => new Date().toLocaleDateString('ru-RU'));
    await page.waitForFunction(() => document.getElementById('said').textContent);
    assert.ok((await copied()).includes(`(дата обращения: ${today})`), await copied());
    await first.locator('summary').focus();
    await page.keyboard.press('Enter');
    await first.locator('[data-copy$="-ris"]').click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('TY'));
    const lines = (await copied()).trim().split(/\r?\n/);
    assert.ok(lines.length > 8 && lines.every((line) => /^[A-Z][A-Z0-9]  -/.test(line)), lines.join('\n'));
    await context.close();
  });
});

test('what pages tell programs breaks no rule of their security policy', async () => {
  for (const address of ['/ru/grants/adamgershilik/', '/kk/stories/damaged-dress/', '/ru/outlets/altyn-aimaq/', '/ru/data/', records[0]]) {
    const { page, context, trouble } = await visit(address);
    const told = await page.locator('script[type="application/ld+json"]').evaluateAll((all) => all.map((one) => JSON.parse(one.textContent)));
    assert.equal(told.length, 1, address);
    assert.ok(told[0]['@graph'].some((thing) => thing['@type'] === 'BreadcrumbList'), address);
    assert.deepEqual(trouble, [], address);
    await context.close();
  }
});
