// The search in a real browser, on the real portal: what people ask and what they find, filters, address, keyboard.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { open, visit as visitOf } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

const visit = (address, options) => visitOf(site, address, options);
const shown = (page) => page.waitForSelector('#search-live[aria-busy="false"]', { state: 'attached' });
const text = (page, selector) => page.locator(selector).innerText();
const query = (page) => new URL(page.url()).search;

/** Opens the search page and waits for the answer. */
async function search(address, options) {
  const visited = await visit(address, options);
  await shown(visited.page);
  return visited;
}

/** Asks for something in the field, as a reader does. */
async function ask(page, words) {
  await page.fill('#search-query', words);
  await page.press('#search-query', 'Enter');
  await shown(page);
}

/** The addresses of the results, below the language. */
const addresses = (page, lang) => page.locator('.hit-title a').evaluateAll(
  (links, below) => links.map((link) => link.href.slice(link.href.indexOf(below) + below.length)),
  `/portal/${lang}/`,
);

/** The count beside a box of a filter. */
async function counts(page, facet) {
  const items = await page.locator(`[data-facet="${facet}"] li`).all();
  return Object.fromEntries(await Promise.all(items.map(async (item) => [
    await item.locator('input').inputValue(), Number(await item.locator('.facet-count').textContent()),
  ])));
}

const total = async (page) => Number((await text(page, '#search-status')).match(/\d+/)?.[0] ?? 0);

const questions = readFileSync(new URL('queries.tsv', import.meta.url), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .map(([lang, words, wanted, shows]) => ({ lang, words, wanted: wanted.split(' '), shows }));

test('what people ask is found: first in 95 %, among the first five in 99 %', { timeout: 600_000 }, async () => {
  assert.ok(questions.length >= 200);
  const places = [];
  for (const lang of ['kk', 'ru', 'ky', 'en']) {
    const { page, context, trouble } = await search(`/${lang}/search/`);
    for (const question of questions.filter((it) => it.lang === lang)) {
      await ask(page, question.words);
      const found = await addresses(page, lang);
      const place = found.findIndex((address) => question.wanted.includes(address));
      places.push(place);
      if (place !== 0) console.log(`# ${lang} ${question.words} (${question.shows}): ${place < 0 ? 'missing' : place + 1}; first ${found.slice(0, 3).join(' ')}`);
    }
    assert.deepEqual(trouble, []);
    await context.close();
  }
  const share = (most) => places.filter((place) => place >= 0 && place < most).length / places.length;
  console.log(`# ${places.length} questions: first ${(100 * share(1)).toFixed(1)} %, among five ${(100 * share(5)).toFixed(1)} %`);
  assert.ok(share(1) >= 0.95, 'first');
  assert.ok(share(5) >= 0.99, 'among the first five');
});

describe('results', () => {
  test('each says what it is, and marks the words in whatever form they stand', async () => {
    const { page, context } = await search('/kk/search/?q=тұтынушы&kind=story');
    const hit = page.locator('.hit').first();
    assert.equal((await hit.locator('.hit-kind').innerText()).toLowerCase(), 'табыс тарихы');
    const marked = await page.locator('.hit mark').allInnerTexts();
    assert.ok(marked.some((word) => /^тұтынушы\p{L}+/iu.test(word)), marked.join(' '));
    await context.close();
  });

  test('a grant says who, where, when, for how much, and what was achieved with a shape and a word', async () => {
    const { page, context } = await search('/kk/search/?q=тұтынушылардың құқықтары&kind=grant');
    const hit = page.locator('.hit').first();
    const said = await hit.locator('.hit-facts').innerText();
    for (const fact of ['Адамгершілік', 'Атырау облысы', '2020', '3 249 000', 'аяқталған']) {
      assert.ok(said.replaceAll('\u00A0', ' ').includes(fact), `${fact} in ${said}`);
    }
    const states = await hit.locator('.hit-outcome .state').evaluateAll((all) => all.map((it) => [it.className, it.textContent]));
    assert.ok(states.some(([name, word]) => name === 'state state-met' && word), JSON.stringify(states));
    await context.close();
  });

  test('the number of results is said politely, in the plural form of the language', async () => {
    const { page, context } = await search('/ru/search/?q=нотариус');
    assert.equal(await page.getAttribute('#search-status', 'role'), 'status');
    for (const words of ['нотариус', 'платье', 'атырау', 'консультация']) {
      await ask(page, words);
      const count = await total(page);
      const form = { one: 'результат', few: 'результата', many: 'результатов' }[new Intl.PluralRules('ru').select(count)];
      assert.equal(await text(page, '#search-status'), `${count} ${form}`);
    }
    await context.close();
  });

  test('a phrase is found only where its words stand together', async () => {
    const { page, context } = await search('/ru/search/?q="юридическая помощь"');
    const together = await total(page);
    await ask(page, 'юридическая помощь');
    assert.ok(together > 0 && together < await total(page));
    await ask(page, '"помощь юридическая"');
    assert.ok(await total(page) < together);
    await context.close();
  });
});

describe('filters', () => {
  test('they combine with the words and with each other, and the counts beside them come true', async () => {
    const { page, context } = await search('/ru/search/?q=помощь');
    const all = await total(page);
    for (const facet of ['kind', 'region', 'year', 'theme', 'status']) {
      for (const [value, count] of Object.entries(await counts(page, facet))) {
        await page.goto(`${site.base}/ru/search/?q=помощь&${facet}=${value}`);
        await shown(page);
        assert.equal(await total(page), count, `${facet} ${value}`);
        assert.ok(count <= all);
      }
      await page.goto(`${site.base}/ru/search/?q=помощь`);
      await shown(page);
    }
    await context.close();
  });

  test('two values of one filter add up, two filters narrow down', async () => {
    const { page, context } = await search('/kk/search/?region=KZ-10&region=KZ-23');
    const both = await total(page);
    const regions = await counts(page, 'region');
    assert.equal(both, regions['KZ-10'] + regions['KZ-23']);
    const lots = (await counts(page, 'kind')).lot;
    await page.locator('[data-facet="kind"] input[value="lot"]').check();
    await shown(page);
    assert.equal(await total(page), lots);
    assert.deepEqual((await addresses(page, 'kk')).sort(), ['lots/lot-2-probation/', 'lots/lot-76-vulnerable-groups/']);
    await context.close();
  });

  test('they work without words, show what is chosen, and are taken away one by one or all together', async () => {
    const { page, context } = await search('/kk/search/?kind=story&theme=consumer-rights');
    assert.deepEqual((await addresses(page, 'kk')).sort(), ['stories/building-materials/', 'stories/damaged-dress/']);
    assert.equal(await page.locator('.chip').count(), 2);
    await page.getByRole('button', { name: '«Тұтынушылардың құқықтары» сүзгісін алып тастау' }).click();
    await shown(page);
    assert.equal(query(page), '?kind=story');
    assert.equal(await total(page), 5);
    await page.locator('.search-clear').click();
    await shown(page);
    assert.equal(query(page), '');
    assert.ok(await page.isVisible('#search-lists'));
    await context.close();
  });

  test('on a phone they wait behind a button', async () => {
    const { page, context } = await search('/ru/search/?q=помощь', { viewport: { width: 360, height: 740 } });
    const button = page.locator('#search-filters-button');
    assert.ok(!await page.isVisible('#search-filters'));
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.ok(await page.isVisible('#search-filters'));
    await context.close();
  });
});

describe('order and address', () => {
  test('by amount the largest comes first, by date the newest', async () => {
    const { page, context } = await search('/kk/search/?kind=grant&sort=amount');
    assert.deepEqual((await addresses(page, 'kk')).slice(0, 2), ['grants/vko-online-centre/', 'grants/adamgershilik/']);
    await page.selectOption('#search-order', 'date');
    await shown(page);
    assert.equal(query(page), '?kind=grant&sort=date');
    assert.equal((await addresses(page, 'kk'))[0], 'grants/ai-komek/');
    await context.close();
  });

  test('the address holds everything, and the back button leads back', async () => {
    const { page, context } = await search('/ru/search/');
    await ask(page, 'помощь');
    await page.locator('[data-facet="kind"] input[value="lot"]').check();
    await shown(page);
    await page.selectOption('#search-order', 'date');
    await shown(page);
    const [address, found] = [page.url(), await addresses(page, 'ru')];
    assert.equal(decodeURIComponent(query(page)), '?q=помощь&kind=lot&sort=date');

    const shared = await search(new URL(address).pathname.slice('/portal'.length) + query(page));
    assert.deepEqual(await addresses(shared.page, 'ru'), found);
    assert.equal(await shared.page.inputValue('#search-query'), 'помощь');
    assert.ok(await shared.page.isChecked('[data-facet="kind"] input[value="lot"]'));
    await shared.context.close();

    await page.goBack();
    await shown(page);
    assert.equal(decodeURIComponent(query(page)), '?q=помощь&kind=lot');
    await page.goBack();
    await shown(page);
    assert.equal(decodeURIComponent(query(page)), '?q=помощь');
    assert.ok(!await page.isChecked('[data-facet="kind"] input[value="lot"]'));
    await page.goBack();
    await shown(page);
    assert.equal(query(page), '');
    assert.equal(await page.inputValue('#search-query'), '');
    await context.close();
  });

  test('the switch of languages takes the question along', async () => {
    const { page, context } = await search('/kk/search/?q=Атырау&kind=region');
    await page.click('.languages a[hreflang="ru"]');
    await shown(page);
    assert.equal(new URL(page.url()).pathname, '/portal/ru/search/');
    assert.deepEqual(await addresses(page, 'ru'), ['regions/KZ-23/']);
    await context.close();
  });

  test('a page beyond the end of a list gives way to the first', async () => {
    const { page, context } = await search('/kk/search/?q=көмек&page=99');
    assert.equal(new URL(page.url()).searchParams.get('page'), null);
    assert.equal((await addresses(page, 'kk')).length, 10);
    await context.close();
  });

  test('a long list has pages, and the keyboard goes on where the results begin', async () => {
    const { page, context } = await search('/kk/search/?q=көмек');
    const [first, all] = [await addresses(page, 'kk'), await total(page)];
    assert.ok(all > 10, `${all} results`);
    await page.click('#search-paging a[rel="next"]');
    await shown(page);
    assert.equal(new URL(page.url()).searchParams.get('page'), '2');
    const second = await addresses(page, 'kk');
    assert.equal(second.length, Math.min(10, all - 10));
    assert.ok(second.every((address) => !first.includes(address)));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-found-title');
    await context.close();
  });
});

describe('help for what was typed', () => {
  test('a typing error: the right word is offered', async () => {
    const { page, context } = await search('/ru/search/?q=прокуротура');
    await page.click('#search-instead a');
    await shown(page);
    assert.equal(await page.inputValue('#search-query'), 'прокуратура');
    assert.ok((await addresses(page, 'ru')).includes('organisations/atyrau-region-prosecutor/'));
    await context.close();
  });

  test('another keyboard: it says how the words were read', async () => {
    const { page, context } = await search('/ru/search/?q=gkfnmt');
    assert.equal(await text(page, '#search-reading'), 'Запрос прочитан как «платье».');
    await context.close();
  });

  test('nothing in this language: the others are offered, with what they have', async () => {
    const { page, context } = await search('/en/search/?q=вычеркнули');
    assert.equal(await total(page), 0);
    const link = page.locator('#search-elsewhere a[hreflang="ru"]');
    await link.waitFor({ state: 'visible' });
    const promised = Number((await link.locator('..').locator('.quiet').innerText()).match(/\d+/)[0]);
    await link.click();
    await shown(page);
    assert.equal(new URL(page.url()).pathname, '/portal/ru/search/');
    assert.equal(await total(page), promised);
    await context.close();
  });
});

describe('by keyboard', () => {
  test('"/" leads to the field from any page, Enter to the results', async () => {
    const { page, context } = await visit('/kk/grants/ai-komek/');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
    await page.keyboard.type('вебинар');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/kk/search/?q=*');
    await shown(page);
    assert.equal((await addresses(page, 'kk'))[0], 'grants/ai-komek/');
    await context.close();
  });

  test('"/" can be switched off, and is an ordinary sign in the field', async () => {
    const { page, context } = await search('/ru/search/');
    await page.focus('#search-query');
    await page.keyboard.type('15/15');
    assert.equal(await page.inputValue('#search-query'), '15/15');
    await page.click('.search-help summary');
    await page.uncheck('#search-key input');
    await page.keyboard.press('/');
    assert.notEqual(await page.evaluate(() => document.activeElement.name), 'q');
    await context.close();
  });

  test('arrows choose a suggestion, Enter takes it, Escape closes the list', async () => {
    const { page, context } = await search('/ru/search/');
    const field = page.locator('#search-query');
    const list = page.locator('#search-completions');
    await field.focus();
    await page.keyboard.type('проку');
    await list.waitFor({ state: 'visible' });
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    const chosen = page.locator('#search-completions [aria-selected="true"]');
    assert.equal(await field.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'));
    const word = await chosen.innerText();
    assert.ok(word.startsWith('прокуратур'), word);
    await page.keyboard.press('Enter');
    await shown(page);
    assert.equal(await field.inputValue(), word);
    assert.ok(!await list.isVisible());
    await field.fill('');
    await page.keyboard.type('проку');
    await list.waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    assert.ok(!await list.isVisible());
    assert.equal(await field.inputValue(), 'проку');
    await context.close();
  });

  test('words typed one after the other leave one step in the history', async () => {
    const { page, context } = await search('/ru/search/');
    await page.focus('#search-query');
    for (const letter of 'плат') {
      await page.keyboard.type(letter);
      await page.waitForURL((url) => url.searchParams.get('q')?.endsWith(letter));
    }
    await shown(page);
    assert.ok((await addresses(page, 'ru')).includes('stories/damaged-dress/'));
    await page.goBack();
    await shown(page);
    assert.equal(query(page), '');
    await context.close();
  });
});

describe('everywhere', () => {
  for (const lang of ['kk', 'ru']) {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [360, 1280]) {
        test(`${lang} with results is accessible, ${colorScheme}, ${width} px`, async () => {
          const { page, context, trouble } = await search(`/${lang}/search/?q=атырау&kind=grant&kind=organisation`, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
          if (width < 500) await page.click('#search-filters-button');
          await page.addScriptTag({ content: axe });
          const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
          const found = result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
          assert.deepEqual(found, []);
          assert.deepEqual(trouble, []);
          await context.close();
        });
      }
    }
  }

  test('with results it fits a screen of 320 px, and one of 640 px with a doubled font size', async () => {
    for (const [width, size] of [[320, '100%'], [640, '200%']]) {
      const { page, context } = await search('/kk/search/?q=атырау&region=KZ-23&status=completed', { viewport: { width, height: 640 } });
      await page.evaluate((fontSize) => { document.documentElement.style.fontSize = fontSize; }, size);
      await page.click('#search-filters-button');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${wide} px too wide at ${width} px, font size ${size}`);
      await context.close();
    }
  });

  test('nothing goes wrong on the way: no error, no broken policy, nothing asked of other hosts', async () => {
    const { page, context, trouble } = await search('/ru/search/');
    for (const words of ['помощь', 'gkfnmt', 'ыыыыы', '"', '<b>', '%', 'а'.repeat(190), '']) await ask(page, words);
    await page.goto(`${site.base}/ru/search/?q=%F0%9F%8E%89&region=<b>&page=-1&sort=x&theme=`);
    await shown(page);
    assert.deepEqual(trouble, []);
    await context.close();
  });

  test('without script it says so and leads to the lists', async () => {
    const { page, context } = await visit('/ky/grants/', { javaScriptEnabled: false });
    await page.fill('input[name="q"]', 'мигрант');
    await page.press('input[name="q"]', 'Enter');
    await page.waitForURL('**/ky/search/?q=*');
    assert.match(await text(page, 'main'), /Издөө үчүн JavaScript керек/);
    const lists = await page.locator('#search-lists a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    for (const list of ['grants', 'lots', 'stories', 'media', 'organisations', 'regions', 'themes', 'years']) {
      assert.ok(lists.includes(`/portal/ky/${list}/`), list);
    }
    assert.ok(!await page.isVisible('#search-live'));
    await context.close();
  });

  test('an index that does not come is said so', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.route('**/search/ru/**/*.js', (route) => route.abort());
    await page.goto(`${site.base}/ru/search/?q=помощь`);
    await page.waitForFunction(() => document.getElementById('search-status').textContent.startsWith('Поиск не загрузился'));
    assert.ok(await page.isVisible('#search-lists'));
    await context.close();
  });

  test('it works from a disk: results lead to files', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    const trouble = [];
    // Browsers do not preload fonts from a disk, and say so; the style loads them all the same.
    const ofFonts = (message) => /woff2|ERR_FAILED/.test(message.text());
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !ofFonts(message)) trouble.push(message.text()); });
    page.on('pageerror', (error) => trouble.push(String(error)));
    await page.goto(`${pathToFileURL(site.folder)}/kk/grants/index.html`);
    await page.fill('input[name="q"]', 'көйлек');
    await page.press('input[name="q"]', 'Enter');
    await page.waitForURL('**/kk/search/index.html?q=*');
    await shown(page);
    await ask(page, 'нотариус');
    await page.click('.hit-title a[href*="birth-certificate"]');
    await page.waitForURL('**/kk/stories/birth-certificate/index.html');
    assert.match(await text(page, 'h1'), /куәлігі жоқ зейнеткер/);
    assert.deepEqual(trouble, []);
    await context.close();
  });
});
