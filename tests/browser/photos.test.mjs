// Photos on a phone and on a large screen: the right file, no jump, words for everybody.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, root, visit } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const album = path.join(root, 'target/browser-album');
let site;
before(async () => {
  rmSync(album, { recursive: true, force: true });
  execFileSync('cargo', ['test', '--quiet', '--test', 'photos', '--', '--exact', 'the_program_builds_the_album_from_its_cache'], { cwd: root, stdio: 'inherit', env: { ...process.env, ALBUM: album } });
  site = await open(album);
}, { timeout: 900_000 });
after(() => site?.close());

/** Scrolls through the page as a reader does, and waits until all that came into sight is there. */
async function readThrough(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 300) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
    await Promise.all([...document.images].map((image) => image.decode()));
  });
}

const chosen = (page) => page.evaluate(() => [...document.images].map((image) => image.currentSrc.split('/').pop().replace(/-[0-9a-f]{10}\./, '.')));

test('a phone loads the small WebP, a sharp or large screen a larger one', async () => {
  for (const [width, deviceScaleFactor, expected] of [
    [360, 1, ['alma-480.webp', 'synyp-480.webp']],
    [360, 2, ['alma-960.webp', 'synyp-1000.webp']],
    [1280, 1, ['alma-960.webp', 'synyp-1000.webp']],
    [1280, 2, ['alma-1600.webp', 'synyp-1000.webp']],
  ]) {
    const { page, context, trouble } = await visit(site, '/kk/stories/alma/', { viewport: { width, height: 740 }, deviceScaleFactor });
    await readThrough(page);
    assert.deepEqual(await chosen(page), expected, `${width} px, ${deviceScaleFactor} dots a pixel`);
    assert.deepEqual(trouble, []);
    await context.close();
  }
});

test('photos far below wait until the reader comes near', async () => {
  const { page, context } = await visit(site, '/kk/grants/bak/', { viewport: { width: 360, height: 640 } });
  const loaded = () => page.evaluate(() => [...document.images].filter((image) => image.complete && image.naturalWidth > 0).length);
  const before = await loaded();
  await readThrough(page);
  assert.ok(before < 4 && await loaded() === 4, `${before} of 4 before the reader came near`);
  await context.close();
});

test('nothing jumps while photos come', async () => {
  for (const address of ['/kk/stories/alma/', '/kk/grants/bak/', '/ru/about/']) {
    for (const width of [360, 1280]) {
      const context = await site.browser.newContext({ viewport: { width, height: 740 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        globalThis.shifts = [];
        new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: 'layout-shift', buffered: true });
      });
      // The photo comes long after the words around it.
      let late = 0;
      await page.route(/pictures\//, async (route) => { late += 1; await new Promise((go) => setTimeout(go, 300)); await route.continue(); });
      await page.goto(site.base + address, { waitUntil: 'load' });
      await readThrough(page);
      assert.ok(late > 0, address);
      assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], `${address}, ${width} px`);
      await context.close();
    }
  }
});

test('a photo is never drawn larger than it is, nor wider than its place', async () => {
  for (const width of [320, 1280]) {
    const { page, context } = await visit(site, '/kk/grants/bak/', { viewport: { width, height: 740 } });
    await readThrough(page);
    const drawn = await page.evaluate(() => [...document.images].map((image) => ({ width: image.getBoundingClientRect().width, stated: image.width && Number(image.getAttribute('width')), ratio: image.getBoundingClientRect().width / image.getBoundingClientRect().height, wanted: image.getAttribute('width') / image.getAttribute('height') })));
    for (const it of drawn) {
      assert.ok(it.width <= it.stated + 0.5 && it.width <= width, JSON.stringify(it));
      assert.ok(Math.abs(it.ratio - it.wanted) < 0.02, JSON.stringify(it));
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    await context.close();
  }
});

test('each photo has words, who made it and whether people agreed, in the language of the words', async () => {
  const { page, context } = await visit(site, '/ru/grants/bak/', { viewport: { width: 360, height: 740 }, bypassCSP: true });
  const told = await page.evaluate(() => [...document.querySelectorAll('.photo')].map((figure) => ({
    alt: figure.querySelector('img').alt,
    lang: figure.querySelector('img').closest('[lang]').lang,
    caption: figure.querySelector('figcaption').innerText.split('\n'),
  })));
  assert.deepEqual(told, [
    { alt: 'Первые саженцы во дворе школы', lang: 'ru', caption: ['Первые саженцы во дворе школы', 'Фото: областной центр природы. Никого нельзя узнать, согласие не требовалось.'] },
    { alt: 'Бақтың жоспары: төрт бөлік', lang: 'kk', caption: ['Бақтың жоспары: төрт бөлік', 'Никого нельзя узнать, согласие не требовалось.'] },
    { alt: 'Ученики сажают деревья', lang: 'ru', caption: ['Ученики сажают деревья', 'Фото: «Бақ» қоғамдық қоры. Люди на снимке дали письменное согласие.'] },
    { alt: 'Знак сада', lang: 'ru', caption: ['Знак сада', 'Согласие людей на снимке не указано.'] },
  ]);
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(result.violations.map((rule) => rule.id), []);
  await context.close();
});

test('what is published of a photo says nothing of place and camera', async () => {
  const { page, context } = await visit(site, '/kk/grants/bak/', { viewport: { width: 360, height: 740 } });
  const addresses = await page.evaluate(() => [...document.querySelectorAll('.photo [srcset]')].flatMap((it) => it.srcset.split(',').map((one) => new URL(one.trim().split(' ')[0], document.baseURI).href)));
  assert.equal(addresses.length, 20);
  for (const address of addresses) {
    const bytes = await (await context.request.get(address)).body();
    for (const secret of ['Exif', 'EXIF', 'http://ns.adobe.com', 'XMP ', 'ICC', 'GPS', '43.34567', 'Telephone']) {
      assert.equal(bytes.includes(secret), false, `${address}: ${secret}`);
    }
  }
  await context.close();
});
