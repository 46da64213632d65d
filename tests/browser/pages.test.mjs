// What readers meet in a real browser: accessibility, small screens, dark mode, keyboard, no script.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from './checks.mjs';
import { kinds, open, visit as visitOf } from './site.mjs';

let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

const visit = (address, options) => visitOf(site, address, options);

const inLanguage = (language) => kinds.filter((address) => address.startsWith('/kk/')).map((address) => address.replace('/kk/', `/${language}/`));
const others = ['/ky/', '/ky/grants/osh-bright-future/', '/en/', '/en/grants/ai-komek/'];

describe('every kind of page', () => {
  for (const address of [...kinds, ...inLanguage('ru'), ...others]) {
    test(`${address} is accessible, light and dark, 360 and 1280 px, and fits small screens and doubled text`, () => sound(site, address));
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
