// Charts that leave their pages: in a frame of another site, without script, light and dark, wide and narrow.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { open, visit } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site;
let other;
before(async () => {
  site = await open();
  // Another site, at another origin, with the snippet that the chart's page offers.
  other = createServer((request, response) => {
    const address = decodeURIComponent(request.url).slice(1);
    if (!existsSync(path.join(site.folder, address, 'index.html'))) {
      response.writeHead(404).end();
      return;
    }
    const snippet = snippetOf(address).replaceAll('http://127.0.0.1/portal', site.base);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!DOCTYPE html><html lang="en"><title>Other</title><body><h1>Other</h1>${snippet}</body></html>`);
  });
  await new Promise((ready) => other.listen(0, '127.0.0.1', ready));
}, { timeout: 600_000 });
after(async () => {
  await site?.close();
  if (other) {
    other.closeAllConnections();
    await new Promise((closed) => { other.close(closed); });
  }
});

/** Every file with this name, or ending, below a folder of the site. */
function files(folder, ending) {
  const all = readdirSync(path.join(site.folder, folder), { recursive: true });
  return all.filter((file) => file.endsWith(ending)).map((file) => path.join(folder, file)).sort();
}

/** The chart that an address ends with. */
function kindOf(address) {
  return address.replace(/\/$/, '').split('/').at(-1);
}

/** The addresses of embedded pages, one of each kind of chart, in the languages in turn. */
function embeds() {
  const languages = ['kk', 'ru', 'ky', 'en'];
  const pages = files('embed', 'index.html').map((file) => `/${path.dirname(file)}/`);
  const charts = [...new Set(pages.map((page) => page.split('/').slice(3).join('/')))];
  const kinds = charts.filter((chart, at) => charts.findIndex((it) => kindOf(it) === kindOf(chart)) === at);
  return kinds.map((chart, at) => pages.find((page) => page === `/embed/${languages[at % 4]}/${chart}`) ?? pages.find((page) => page.endsWith(`/${chart}`)));
}

/** The markup that an embedded page offers to other sites. */
function snippetOf(address) {
  const html = readFileSync(path.join(site.folder, address, 'index.html'), 'utf8');
  const text = html.match(/<textarea[^>]*>([^<]+)<\/textarea>/)[1];
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

describe('a chart in a page of another site', () => {
  test('is seen whole, with its source and its code, and nothing breaks out', async () => {
    for (const address of embeds()) {
      const context = await site.browser.newContext({ viewport: { width: 1000, height: 900 }, javaScriptEnabled: true });
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${other.address().port}/${encodeURIComponent(address)}`, { waitUntil: 'networkidle' });
      const frame = page.frames()[1];
      const { inner, outer, top } = await frame.evaluate(() => ({
        inner: document.documentElement.scrollHeight, outer: innerHeight, top: window.top === window,
      }));
      assert.equal(top, false, address);
      assert.ok(inner <= outer, `${address}: ${inner} px in a frame of ${outer}`);
      assert.ok(inner >= outer - 60, `${address}: ${inner} px in a frame of ${outer}`);
      const picture = await frame.locator('.chart svg:visible').last().boundingBox();
      assert.ok(picture.width > 250 && picture.height > 40, address);
      const links = await frame.locator('a:visible').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.target, link.rel]));
      for (const [href, target, rel] of links) {
        assert.ok(href.startsWith('#') || (target === '_blank' && rel.includes('noopener')), `${address}: ${href}`);
      }
      await context.close();
    }
  });

  test('has no script, no frame that asks for one, and no error', async () => {
    for (const address of embeds()) {
      const html = readFileSync(path.join(site.folder, address, 'index.html'), 'utf8');
      assert.ok(!/<script|\son[a-z]+=|style="/.test(html.replace(/<textarea.*?<\/textarea>/s, '')), address);
      assert.match(html, /<meta name="robots" content="noindex">/);
      assert.match(html, /<link rel="canonical" href="[^"]+#figure-[a-z]+">/);
      const { trouble, context } = await visit(site, address, { javaScriptEnabled: false });
      assert.deepEqual(trouble, [], address);
      await context.close();
    }
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 1280]) {
      test(`axe finds nothing, ${colorScheme}, ${width} px, and nothing is wider than the frame`, async () => {
        for (const address of embeds()) {
          const { page, context } = await visit(site, `${address}#take-away`, { colorScheme, bypassCSP: true, viewport: { width, height: 800 } });
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
          assert.deepEqual(violations.map((it) => [it.id, it.nodes.map((node) => node.html)]), [], address);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${address}: ${wide}`);
          await context.close();
        }
      });
    }
  }

  test('says how to take it away only where somebody asked', async () => {
    const [address] = embeds();
    const { page, context } = await visit(site, address, { javaScriptEnabled: false });
    assert.equal(await page.locator('textarea').isVisible(), false);
    await page.click('.embed-open a');
    assert.equal(await page.locator('textarea').isVisible(), true);
    assert.equal(await page.locator('.embed-open').isVisible(), false);
    await context.close();
  });
});

describe('a chart as a file', () => {
  test('shows its text within its bounds, in the font that there is', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    for (const file of files('charts', '.svg')) {
      await page.goto(`${site.base}/${file}`);
      const outside = await page.evaluate(() => {
        const all = document.documentElement.getBoundingClientRect();
        const isOut = (box) => box.left < 12 || box.right > all.width - 4 || box.top < 12 || box.bottom > all.height - 8;
        return [...document.querySelectorAll('text')].filter((text) => isOut(text.getBoundingClientRect())).map((text) => text.textContent);
      });
      assert.deepEqual(outside, [], file);
    }
    await context.close();
  });

  test('is drawn in the colours of its page', async () => {
    const look = (elements) => elements.map((element) => {
      const { fill, stroke, strokeWidth, strokeDasharray, fontSize, fontWeight, textAnchor } = getComputedStyle(element);
      return [element.getAttribute('class') ?? '', fill.replace(/url\(.*-/, 'url('), stroke, stroke === 'none' || strokeWidth, stroke === 'none' || strokeDasharray, element.tagName === 'path' || [fontSize, fontWeight, textAnchor]].join(' ');
    });
    for (const address of embeds()) {
      const { page, context } = await visit(site, address, { viewport: { width: 600, height: 800 } });
      const wanted = new Set(await page.locator('.chart-narrow :is(path, text, tspan)').evaluateAll(look));
      await page.goto(`${site.base}${address.replace('/embed/', '/charts/').replace(/\/$/, '.svg')}`);
      const drawn = new Set(await page.locator('.part :is(path, text, tspan), pattern path').evaluateAll(look));
      assert.deepEqual([...drawn].sort(), [...wanted].sort(), address);
      await context.close();
    }
  });

  test('is a picture in a page', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.base}/404.html`);
    const pictures = [...files('charts', '.svg'), ...files('charts', '.png')].filter((_, at) => at % 5 === 0);
    for (const file of pictures) {
      const [width, height] = await page.evaluate(async (address) => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        return [picture.naturalWidth, picture.naturalHeight];
      }, `${site.base}/${file}`);
      assert.ok(width >= 400 && height >= 200, `${file}: ${width} × ${height}`);
    }
    await context.close();
  });
});
