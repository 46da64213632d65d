// What readers meet in a real browser: accessibility, small screens, dark mode, keyboard, no script.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { kinds, open, visit as visitOf } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

const visit = (address, options) => visitOf(site, address, options);

/** What axe finds on a page, best practices included; in the dark only the contrast can differ from the light. */
async function violations(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  const result = await page.evaluate((dark) => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    ...(dark ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}),
  }), colorScheme === 'dark');
  return result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
}

const inLanguage = (language) => kinds.filter((address) => address.startsWith('/kk/')).map((address) => address.replace('/kk/', `/${language}/`));
const others = ['/ky/', '/ky/grants/osh-bright-future/', '/en/', '/en/grants/ai-komek/'];

describe('every kind of page, by axe', () => {
  for (const address of [...kinds, ...inLanguage('ru'), ...others]) {
    test(`${address} is accessible, light and dark, 360 and 1280 px`, async () => {
      const { page, context, trouble } = await visit(address, { viewport: { width: 360, height: 800 }, bypassCSP: true });
      await page.addScriptTag({ content: axe });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of ['light', 'dark']) {
          assert.deepEqual(await violations(page, colorScheme), [], `${colorScheme}, ${width} px`);
        }
      }
      assert.deepEqual(trouble, []);
      await context.close();
    });
  }
});

describe('every kind of page', () => {
  for (const address of kinds) {
    test(`${address} fits a screen of 320 px, and one of 640 px with a doubled font size`, async () => {
      for (const [width, size] of [[320, '100%'], [640, '200%']]) {
        const { page, context } = await visit(address, { viewport: { width, height: 640 } });
        await page.evaluate((fontSize) => { document.documentElement.style.fontSize = fontSize; }, size);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${wide} px too wide at ${width} px, font size ${size}`);
        await context.close();
      }
    });
  }
});

test('the language switch keeps the reader on the page', async () => {
  const { page, context } = await visit('/kk/grants/adamgershilik/');
  await page.click('a[hreflang="ru"]');
  assert.equal(new URL(page.url()).pathname, '/portal/ru/grants/adamgershilik/');
  assert.equal(await page.getAttribute('html', 'lang'), 'ru');
  await context.close();
});

test('the first stop of the keyboard leads to the content', async () => {
  const { page, context } = await visit('/ru/grants/ai-komek/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).hash, '#main');
  await context.close();
});

test('without script every page can be reached and read', async () => {
  const { page, context } = await visit('/', { javaScriptEnabled: false });
  await page.click('a[hreflang="ru"]');
  await page.click('nav a[href$="grants/"]');
  await page.click('a[href*="adamgershilik"]');
  assert.match(await page.textContent('main'), /3\s249\s000/);
  await context.close();
});

test('a wrong address leads to a page that leads on', async () => {
  const { page, context } = await visit('/kk/no/such/page/');
  await page.click('a[href="/portal/ru/"]');
  assert.equal(new URL(page.url()).pathname, '/portal/ru/');
  await context.close();
});

test('every Kazakh and Kyrgyz letter is drawn by the font of the portal', async () => {
  const { page, context } = await visit('/kk/');
  const widths = await page.evaluate(async () => {
    await document.fonts.ready;
    const family = getComputedStyle(document.body).fontFamily.split(',')[0];
    const pen = document.createElement('canvas').getContext('2d');
    const width = (font, letter) => { pen.font = `200px ${font}`; return pen.measureText(letter).width; };
    await document.fonts.load(`400 200px ${family}`, 'әғқңөұүһі');
    const loaded = [...document.fonts].some((face) => face.status === 'loaded');
    const missing = [...'әғқңөұүһіӘҒҚҢӨҰҮҺІңөүҢӨҮёъыэ'].filter((letter) => width(`${family}, monospace`, letter) === width(`monospace`, letter) && width(`${family}, serif`, letter) === width('serif', letter));
    return { loaded, missing };
  });
  assert.deepEqual(widths, { loaded: true, missing: [] });
  await context.close();
});
