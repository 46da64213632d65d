// A brief portal: what a portal of thousands of grants leaves out is missed by nobody who reads it.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sound } from './checks.mjs';
import { open, root, visit } from './site.mjs';

let site;
before(async () => { site = await open(path.join(root, 'tests/golden/brief')); }, { timeout: 600_000 });
after(() => site?.close());

describe('every kind of page that is another one', () => {
  const kinds = [
    '/en/grants/', '/en/grants/school-garden/', '/en/lots/green-schools/', '/en/stories/', '/en/media/',
    '/en/organisations/semei-education/', '/en/outlets/semei-news/', '/en/themes/nature/', '/en/data/',
  ];
  for (const address of kinds) {
    test(`${address} is accessible, light and dark, 360 and 1280 px, and fits small screens and doubled text`, () => sound(site, address));
  }
});

describe('a story', () => {
  test('stands on the page of its grant, and its address leads there', async () => {
    const { page, context, trouble } = await visit(site, '/en/stories/first-tree/');
    await page.waitForURL('**/en/grants/school-garden/#story-first-tree');
    assert.ok(await page.locator('#story-first-tree h3').isVisible());
    assert.deepEqual(trouble, []);
    await context.close();
  });

  test('is led to by a page that loads and runs nothing', async () => {
    const text = await (await fetch(`${site.base}/en/stories/first-tree/`)).text();
    assert.match(text, /"Content-Security-Policy" content="default-src 'none'; img-src data:; form-action 'none'; base-uri 'none'"/);
    assert.doesNotMatch(text, /<script|<link rel="stylesheet"|<form/);
  });

  test('is reached without script, too', async () => {
    const { page, context } = await visit(site, '/en/stories/first-tree/', { javaScriptEnabled: false });
    await page.waitForURL('**/en/grants/school-garden/#story-first-tree');
    await context.close();
  });
});

test('every figure has its planned and its actual value, its state and a bar', async () => {
  const { page, context } = await visit(site, '/en/grants/school-garden/');
  const met = page.locator('.brief-results > li:has(.state-met)').first();
  assert.match(await met.innerText(), /Planned:[^]+Achieved:/);
  assert.ok(await met.locator('.state').isVisible());
  assert.ok((await met.locator('.bullet svg').boundingBox()).width > 0);
  await context.close();
});

test('on a phone the headings of a grant make a list that leads to them', async () => {
  const { page, context, trouble } = await visit(site, '/en/grants/school-garden/', { viewport: { width: 360, height: 740 } });
  const list = page.getByRole('navigation', { name: 'On this page' });
  assert.equal(await list.locator('details a').count(), await page.locator('.sections > section > h2').count());
  await list.locator('summary').press('Enter');
  await list.locator('a').last().press('Enter');
  assert.equal(new URL(page.url()).hash, '#section-source');
  assert.deepEqual(trouble, []);
  await context.close();
});

test('on a desk the list stands beside the text, which does not move for it', async () => {
  const address = '/en/grants/school-garden/';
  const left = async (options) => {
    const { page, context } = await visit(site, address, options);
    const { x } = await page.locator('.sections').boundingBox();
    const shown = await page.locator('.contents a:visible').count();
    const headings = await page.locator('.sections > section > h2').count();
    await context.close();
    return { x, shown, headings };
  };
  const [plain, made] = [await left({ javaScriptEnabled: false }), await left({})];
  assert.equal(plain.x, made.x);
  assert.deepEqual([plain.shown, made.shown], [0, made.headings]);
});

test('a list of stories names the grant of each', async () => {
  const { page, context } = await visit(site, '/en/stories/');
  const grant = await page.locator('.rows small').first().innerText();
  assert.equal(grant, 'School garden');
  await context.close();
});

test('there is no register of figures, and nothing leads to one', async () => {
  assert.ok(!existsSync(path.join(site.folder, 'en/grants/school-garden/figures')));
  const { page, context } = await visit(site, '/en/grants/school-garden/');
  assert.equal(await page.locator('a[href*="figures/"]').count(), 0);
  await context.close();
});
