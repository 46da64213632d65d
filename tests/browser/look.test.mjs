// The look: letters, weight, what is on the first screen, what moves, and what stands on paper.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { open } from './site.mjs';

const KB = 1000;
let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

async function visit(address, options = {}) {
  const context = await site.browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  if (options.slowFonts) {
    await page.route('**/*.woff2', async (route) => { await new Promise((later) => { setTimeout(later, options.slowFonts); }); await route.continue(); });
  }
  await page.goto(site.base + address, { waitUntil: 'networkidle' });
  return { page, context };
}

/** Every page of a grant, as the folder below the site. */
function grantPages() {
  return ['kk', 'ru', 'ky'].flatMap((language) => {
    const grants = path.join(site.folder, language, 'grants');
    const slugs = readdirSync(grants, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return slugs.filter((slug) => /^[a-z-]+$/.test(slug)).map((slug) => path.join(grants, slug));
  });
}

/** What a file weighs on the wire: fonts and pictures are compressed already. */
function weight(file) {
  const bytes = readFileSync(file);
  return /\.(woff2|png|jpg|webp)$/.test(file) ? bytes.length : gzipSync(bytes).length;
}

/** Style, fonts and scripts that a page asks for. */
function assetsOf(html, page) {
  const tags = html.match(/<(?:link|script)\b[^>]*>/g).filter((tag) => /rel="(?:stylesheet|preload|modulepreload|icon)"|^<script/.test(tag));
  const references = tags.map((tag) => tag.match(/(?:href|src)="([^"]+)"/)?.[1]).filter(Boolean);
  return [...new Set(references)].map((reference) => path.resolve(page, reference));
}

describe('the letters', () => {
  for (const fontWeight of [400, 700]) {
    test(`the font file of weight ${fontWeight} has every Kazakh, Kyrgyz and Russian letter`, async () => {
      const { page, context } = await visit('/kk/');
      const missing = await page.evaluate(async (wanted) => {
        const address = [...document.querySelectorAll('link[as="font"]')].map((link) => link.href).find((href) => href.includes(`-${wanted}-`));
        const face = new FontFace('Probe', `url("${address}")`);
        document.fonts.add(await face.load());
        const pen = document.createElement('canvas').getContext('2d');
        const width = (fallback, letter) => { pen.font = `200px Probe, ${fallback}`; return pen.measureText(letter).width; };
        const bare = (fallback, letter) => { pen.font = `200px ${fallback}`; return pen.measureText(letter).width; };
        const letters = [...'әғқңөұүһіӘҒҚҢӨҰҮҺІңөүҢӨҮабвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789«»„“–—₸№%'];
        return letters.filter((letter) => width('monospace', letter) !== width('serif', letter) || (width('serif', letter) === bare('serif', letter) && width('monospace', letter) === bare('monospace', letter)));
      }, fontWeight);
      assert.deepEqual(missing, []);
      await context.close();
    });
  }

  test('a page uses the two weights that there are, and no other', async () => {
    const { page, context } = await visit('/kk/grants/adamgershilik/');
    const used = await page.evaluate(() => [...new Set([...document.querySelectorAll('body *')].map((element) => getComputedStyle(element).fontWeight))].sort());
    assert.deepEqual(used, ['400', '700']);
    await context.close();
  });

  test('quotation marks follow the language of the passage', async () => {
    const { page, context } = await visit('/kk/');
    const quotes = await page.evaluate(() => ['kk', 'ru', 'ky', 'en'].map((lang) => {
      const element = document.body.appendChild(document.createElement('q'));
      element.lang = lang;
      return getComputedStyle(element).quotes.slice(1, 2);
    }));
    assert.deepEqual(quotes, ['«', '«', '«', '“']);
    await context.close();
  });
});

describe('the weight of a grant', () => {
  test('there are pages to weigh', () => assert.ok(grantPages().length >= 8));

  test('under 20 kB for who has been here before, under 60 kB with fonts, style and scripts on the first visit', () => {
    for (const page of grantPages()) {
      const file = path.join(page, 'index.html');
      const html = readFileSync(file, 'utf8');
      const own = weight(file);
      const first = own + assetsOf(html, page).reduce((sum, asset) => sum + weight(asset), 0);
      assert.ok(own < 20 * KB, `${page}: ${own} bytes`);
      assert.ok(first < 60 * KB, `${page}: ${first} bytes on the first visit`);
    }
  });
});

describe('the first screen', () => {
  test('of a grant on a phone: the title, the answer, promise and result, the money', async () => {
    for (const address of ['/ru/grants/adamgershilik/', '/kk/grants/adamgershilik/', '/ru/grants/ai-komek/', '/kk/grants/osh-bright-future/']) {
      const { page, context } = await visit(address, { viewport: { width: 360, height: 740 } });
      for (const piece of ['h1', '.answer', '.pledge-value', '.pledge-money dd']) {
        const box = await page.locator(piece).last().boundingBox();
        assert.ok(box.y + box.height <= 740, `${address} ${piece} ends at ${box.y + box.height}`);
      }
      await context.close();
    }
  });

  test('of the portal: money, people of how many promised, indicators by state, each with what it includes', async () => {
    const { page, context } = await visit('/ru/', { viewport: { width: 1280, height: 900 } });
    const totals = page.locator('.totals');
    const box = await totals.boundingBox();
    assert.ok(box.y + box.height <= 900, `ends at ${box.y + box.height}`);
    assert.equal(await totals.locator('.pledge-states li').count(), 5);
    assert.equal(await totals.locator('dl > div').count(), await totals.locator('.figure-note').count());
    await context.close();
  });

  test('regions are a list of links with their names and figures', async () => {
    const { page, context } = await visit('/ru/');
    const names = await page.locator('.tile-map').getByRole('link').evaluateAll((links) => links.map((link) => link.textContent));
    assert.ok(names.length >= 4 && names.every((name) => /: \d+\s(грант|лот)/.test(name)), names.join(' | '));
    const heard = await page.locator('.tile-map').first().getByRole('listitem').count();
    assert.equal(heard, await page.locator('.tile-map').first().getByRole('link').count());
    await context.close();
  });

  test('the map is a plain list where its tiles would be too small', async () => {
    const { page, context } = await visit('/ru/', { viewport: { width: 360, height: 740 } });
    const columns = () => page.locator('.tile-map ul').first().evaluate((list) => getComputedStyle(list).gridTemplateColumns.split(' ').length);
    assert.equal(await columns(), 7);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    assert.equal(await columns(), 1);
    await context.close();
  });
});

describe('nothing moves while a page loads', () => {
  for (const slowFonts of [0, 700]) {
    for (const width of [360, 1280]) {
      test(`fonts ${slowFonts ? 'late' : 'at once'}, ${width} px`, async () => {
        for (const address of ['/kk/', '/ru/grants/adamgershilik/', '/ru/grants/']) {
          const { page, context } = await visit(address, { slowFonts, viewport: { width, height: 800 } });
          const shift = await page.evaluate(() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(sum), 300);
          }));
          assert.equal(shift, 0, address);
          await context.close();
        }
      });
    }
  }
});

describe('on paper', () => {
  const sheets = mkdtempSync(path.join(tmpdir(), 'esep-paper-'));
  after(() => rmSync(sheets, { recursive: true }));

  /** The text of the sheets of a page, as a reader of the PDF finds it. */
  async function printed(address) {
    const { page, context } = await visit(address, { colorScheme: 'dark' });
    const file = path.join(sheets, 'page.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const title = (await page.textContent('h1')).trim();
    await context.close();
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return { title, pages: text.split('\f').slice(0, -1), text: text.replaceAll(/\s+/g, ' ') };
  }

  for (const [address, date, note, source] of [
    ['/ru/grants/adamgershilik/', /\d{1,2} [а-я]+ \d{4} г\./, 'В тексте отчёта и в таблице мероприятий говорится о 400 флаерах.', 'Откуда данные'],
    ['/kk/grants/adamgershilik/', /\d{4} ж\. \d{1,2} [а-яәғқңөұүһі]+/, 'Ескертпе', 'Деректер қайдан алынды'],
    ['/kk/grants/ai-komek/', /\d{4} ж\. \d{1,2} [а-яәғқңөұүһі]+/, 'Ескертпе', 'Деректер қайдан алынды'],
  ]) {
    test(`${address} is a report with title, notes, source, and address and day on every sheet`, async () => {
      const { title, pages, text } = await printed(address);
      assert.ok(text.includes(title.slice(0, 30)), 'title');
      assert.ok(text.includes(note), 'note');
      assert.ok(text.includes(source), 'source');
      assert.ok(pages.length >= 4 && pages.length <= 18, `${pages.length} sheets`);
      pages.forEach((sheet, at) => {
        assert.ok(sheet.includes(`/portal${address}`), `address on sheet ${at + 1}`);
        assert.match(sheet, date, `day on sheet ${at + 1}`);
        assert.match(sheet, new RegExp(`\\b${at + 1}\\s*/\\s*${pages.length}\\b`), `number of sheet ${at + 1}`);
      });
    });
  }

  test('links that lead out are spelled, the way around the portal is not there', async () => {
    const { text } = await printed('/ru/grants/adamgershilik/');
    assert.match(text, /CC BY 4\.0 \(https:\/\/creativecommons\.org\/[^)]+\)/);
    assert.ok(!text.includes('Перейти к содержанию') && !text.includes('Истории успеха Публикации Организации'));
  });

  test('heads of tables stand on every sheet that the table goes on to', async () => {
    const { pages } = await printed('/ru/grants/adamgershilik/');
    assert.ok(pages.filter((sheet) => /Показатель\s+План\s+Результат/.test(sheet)).length >= 3);
  });
});
