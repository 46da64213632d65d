// What scripts add to a page: sorting, tips of charts, filters, copying, print, the place on the page in another
// language. By mouse, keyboard and touch, and what a screen reader hears of it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open, visit as visitOf } from './site.mjs';

let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

const visit = (address, options) => visitOf(site, address, options);
const said = (page) => page.locator('#said');

/** Waits until the place for announcements says it. */
async function hears(page, words) {
  await page.waitForFunction((wanted) => new RegExp(wanted).test(document.getElementById('said').textContent), words.source ?? words);
}

describe('sorting', () => {
  const grant = '/ru/grants/adamgershilik/';

  async function longest(page) {
    const tables = page.locator('table.sortable:has(tbody[data-state])');
    const sizes = await tables.evaluateAll((all) => all.map((table) => table.tBodies.length));
    return tables.nth(sizes.indexOf(Math.max(...sizes)));
  }
  const column = (table, at) => table.evaluate((it, place) => [...it.tBodies].map((body) => body.rows[0].cells[place]).map((cell) => cell?.dataset.value ?? /^\d+(?=$|[ \u00a0](?!\d))/.exec(cell?.textContent.trim() ?? '')?.[0]), at);

  test('by value, up, down and back, by keyboard, and it is said', async () => {
    const { page, context, trouble } = await visit(grant);
    const table = await longest(page);
    const head = table.locator('th[data-sort]').nth(1);
    const before = await table.evaluate((it) => [...it.tBodies].map((body) => body.id));
    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    await hears(page, 'по возрастанию');
    const numbers = (await column(table, 1)).map((value) => (value === undefined ? Infinity : Number(value)));
    assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b));
    await page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    await hears(page, 'по убыванию');
    const falling = (await column(table, 1)).map((value) => (value === undefined ? -Infinity : Number(value)));
    assert.deepEqual(falling, falling.toSorted((a, b) => b - a));
    await page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), null);
    assert.deepEqual(await table.evaluate((it) => [...it.tBodies].map((body) => body.id)), before);
    assert.deepEqual(trouble, []);
    await context.close();
  });

  for (const [language, unsorted, sorted] of [
    ['kk', 'Іс Ұя Ән Қала Аға Оқу Ой Кесте Өмір Һәм Хат', 'Аға Ән Кесте Қала Ой Оқу Өмір Ұя Хат Һәм Іс'],
    ['ky', 'Үй Өмүр Уя Ой Ңа Нан Эл', 'Нан Ңа Ой Өмүр Уя Үй Эл'],
    ['ru', 'Ель Яма 10 Ёж 2 Жук', '2 10 Ёж Ель Жук Яма'],
  ]) {
    test(`names follow the alphabet of ${language}, and what is not reported is last either way`, async () => {
      const { page, context } = await visit('/404.html');
      const names = unsorted.split(' ');
      const row = (name, at) => `<tr><th scope="row">${name}</th><td${at ? ` data-value="${at}"` : ''}>${at}</td></tr>`;
      const table = `<table id="probe"><thead><tr><th data-sort>A</th><th data-sort>B</th></tr></thead><tbody>${names.map(row).join('')}</tbody></table>`;
      await page.route(`${site.base}/${language}/`, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace('<main id="main">', `<main id="main">${table}`) });
      });
      await page.goto(`${site.base}/${language}/`);
      const order = () => page.locator('#probe tbody th').allTextContents();
      await page.click('#probe th:nth-child(1) button');
      assert.deepEqual(await order(), sorted.split(' '));
      for (let press = 0; press < 2; press += 1) {
        await page.click('#probe th:nth-child(2) button');
        assert.equal((await order()).at(-1), names[0]);
      }
      await context.close();
    });
  }
});

describe('tips of charts', () => {
  const address = '/kk/grants/ai-komek/';
  const tip = (page) => page.locator('.chart-tip');
  const facts = (page) => tip(page).innerText().then((text) => text.replace(/\s+/g, ' ').trim());

  async function chart(page) {
    const found = page.locator('.chart[tabindex="0"]:visible').first();
    await found.scrollIntoViewIfNeeded();
    return found;
  }

  test('open with the keyboard, say what the table says, and close with Escape', async () => {
    const { page, context, trouble } = await visit(address, { viewport: { width: 1280, height: 900 } });
    const found = await chart(page);
    const cells = await found.locator('xpath=ancestor::figure').locator('.twin tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean)));
    assert.ok(cells.length > 2);
    await found.focus();
    await page.keyboard.press('Home');
    for (const row of cells) {
      const text = await facts(page);
      for (const cell of row) assert.ok(text.includes(cell), `${cell} in ${text}`);
      await hears(page, row[0].replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Escape');
    assert.equal(await tip(page).isVisible(), false);
    assert.deepEqual(trouble, []);
    await context.close();
  });

  test('open under the mouse, stay while it is on them, and close when it leaves', async () => {
    const { page, context } = await visit(address, { viewport: { width: 1280, height: 900 } });
    const found = await chart(page);
    const part = await found.locator('.chart-wide use').nth(3).boundingBox();
    await page.mouse.move(part.x + 20, part.y + 8);
    await tip(page).waitFor({ state: 'visible' });
    const first = await facts(page);
    const box = await tip(page).boundingBox();
    await page.mouse.move(box.x + 15, box.y + box.height / 2, { steps: 4 });
    await page.waitForTimeout(400);
    assert.equal(await facts(page), first);
    await page.keyboard.press('Escape');
    assert.equal(await tip(page).isVisible(), false);
    await page.mouse.move(5, 5);
    await context.close();
  });

  test('open at a touch and close at a touch elsewhere', async () => {
    const { page, context } = await visit(address, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const found = await chart(page);
    const part = await found.locator('[data-rows]').nth(3).boundingBox();
    await page.touchscreen.tap(part.x + 20, part.y + 6);
    await tip(page).waitFor({ state: 'visible' });
    await hears(page, ';');
    const box = await tip(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360);
    await page.touchscreen.tap(10, 4);
    await tip(page).waitFor({ state: 'hidden' });
    await context.close();
  });
});

describe('filters', () => {
  test('show the indicators with these words and this state, and say how many', async () => {
    const { page, context } = await visit('/ru/grants/adamgershilik/');
    const rows = page.locator('#section-results [data-state]');
    const all = await rows.count();
    const visible = () => rows.evaluateAll((found) => found.filter((row) => row.getClientRects().length).length);
    await page.fill('#indicators-text', 'флаер');
    const left = await visible();
    assert.ok(left > 0 && left < all, `${left} of ${all}`);
    await hears(page, `Показано ${left} из ${all}`);
    await page.fill('#indicators-text', '');
    await page.selectOption('#indicators-state', 'exceeded');
    assert.equal(await visible(), await page.locator('#section-results [data-state="exceeded"]').count());
    await page.fill('#indicators-text', 'нет таких слов');
    await hears(page, 'Ничего не найдено');
    assert.equal(await page.locator('#section-results .block:visible').count(), 0);
    await context.close();
  });

  test('offer no state where all indicators have the same one', async () => {
    const { page, context } = await visit('/ru/grants/vko-online-centre/');
    assert.equal(await page.locator('#indicators-text').count(), 1);
    assert.equal(await page.locator('#indicators-state').count(), 0);
    await context.close();
  });

  test('find Kazakh words typed on a Russian keyboard', async () => {
    const { page, context } = await visit('/kk/regions/');
    const all = await page.locator('.rows > li').count();
    if (await page.locator('#list-text').isVisible()) {
      await page.fill('#list-text', 'кала');
      const left = page.locator('.rows > li:visible');
      assert.ok(await left.count() < all);
      for (const text of await left.allTextContents()) assert.match(text.toLowerCase(), /қала/);
    } else {
      assert.ok(all < 8);
    }
    await context.close();
  });
});

describe('copying and printing', () => {
  test('the sign of a figure copies its permanent address, and says so', async () => {
    const { page, context } = await visit('/ru/grants/adamgershilik/', { permissions: ['clipboard-read', 'clipboard-write'] });
    const link = page.locator('#section-results tbody .permalink').first();
    const wanted = await link.evaluate((it) => it.href);
    await link.focus();
    await page.keyboard.press('Enter');
    await hears(page, 'Ссылка скопирована');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), wanted);
    assert.equal(page.url(), wanted);
    assert.ok(await said(page).isVisible());
    await context.close();
  });

  test('the citation is copied as it stands', async () => {
    const { page, context } = await visit('/kk/grants/adamgershilik/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.click('[data-copy]');
    await hears(page, 'көшірілді');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\[Электрондық ресурс\] \/ .+ \/\/ Ашық есеп\. – .+ – URL: http:\/\/127\.0\.0\.1\/portal\/kk\/grants\/adamgershilik\/ \(қаралған күні: \d\d\.\d\d\.\d{4}\)/);
    assert.equal(copied.replace(/\s+/g, ' '), (await page.textContent('#cite-gost')).replace(/\s+/g, ' ').trim());
    await context.close();
  });

  test('a button prints the page', async () => {
    const { page, context } = await visit('/ru/grants/ai-komek/');
    await page.evaluate(() => { globalThis.print = () => { document.body.dataset.printed = 'yes'; }; });
    await page.click('[data-print]');
    assert.equal(await page.getAttribute('body', 'data-printed'), 'yes');
    await context.close();
  });
});

describe('the place on the page', () => {
  test('is kept in another language, and the language is remembered', async () => {
    const { page, context } = await visit('/kk/grants/adamgershilik/#section-activities');
    await page.click('.languages a[hreflang="ru"]');
    assert.equal(page.url(), `${site.base}/ru/grants/adamgershilik/#section-activities`);
    await page.goto(`${site.base}/`);
    await page.waitForURL(`${site.base}/ru/`);
    await page.goto(`${site.base}/kk/search/?q=2020`);
    await page.click('.languages a[hreflang="ru"]');
    await page.waitForURL(/\/ru\/search\/\?q=2020/);
    await context.close();
  });

  test('is marked in the list of sections', async () => {
    const { page, context } = await visit('/ru/grants/adamgershilik/', { viewport: { width: 1280, height: 800 } });
    await page.evaluate(() => document.getElementById('section-activities').scrollIntoView());
    await page.waitForFunction(() => document.querySelector('.contents [aria-current]')?.hash === '#section-activities');
    await context.close();
  });
});

test('without script there is no control that does nothing', async () => {
  const { page, context } = await visit('/ru/grants/adamgershilik/', { javaScriptEnabled: false });
  for (const control of ['.filter', '[data-print]', '[data-copy]', '.sort', '.chart-tip']) {
    assert.equal(await page.locator(`${control}:visible`).count(), 0, control);
  }
  assert.ok(await page.locator('#cite-gost').isVisible());
  await context.close();
});
