// Hostile content in a real browser: the portal of `tests/hostile.rs` has an attack in every text. None of their scripts
// runs, nothing is asked of another host, no link leads into a script, and whoever types an attack finds nothing else.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open, root, visit } from './site.mjs';

const portal = path.join(root, 'target/browser-hostile');
let site;
let seen;
before(async () => {
  rmSync(portal, { recursive: true, force: true });
  execFileSync('cargo', ['test', '--quiet', '--test', 'hostile', '--', '--exact', 'a_portal_for_a_browser'], { cwd: root, stdio: 'inherit', env: { ...process.env, HOSTILE: portal } });
  site = await open(portal);
  seen = await watched();
}, { timeout: 900_000 });
after(async () => {
  await seen?.context.close();
  await site?.close();
});

/** A page on which every script of an attack, every dialog and every breach of the policy is trouble. */
async function watched() {
  const { page, context, trouble } = await visit(site, '/404.html');
  await context.addInitScript(() => {
    globalThis.hostile = (mark) => console.error(`an attack ran: ${mark}`);
    addEventListener('securitypolicyviolation', (event) => console.error(`violation: ${event.violatedDirective} ${event.blockedURI}`));
  });
  page.on('dialog', (dialog) => {
    trouble.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('framenavigated', (frame) => { if (!frame.url().startsWith(site.origin)) trouble.push(`led to ${frame.url()}`); });
  return { page, context, trouble };
}

/** The addresses of files with this ending; an edition was frozen before the attacks. */
function addresses(ending) {
  const files = readdirSync(site.folder, { recursive: true }).filter((file) => file.endsWith(ending) && !file.startsWith('e/')).sort();
  return files.map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`);
}

/** Goes there, touches everything as a reader may, and gives what there is to see. */
async function touched(address) {
  const { page, trouble } = seen;
  trouble.length = 0;
  await page.goto(site.base + address, { waitUntil: 'load' });
  const found = await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const events = ['mouseover', 'mouseenter', 'mousemove', 'pointerover', 'focus', 'focusin', 'toggle', 'animationstart', 'error', 'load'];
    all.forEach((element) => events.forEach((name) => element.dispatchEvent(new Event(name))));
    const ways = [...document.links].map((link) => [link.protocol, link.getAttribute('href')]);
    return {
      text: document.documentElement.textContent,
      stray: ways.filter(([protocol]) => !['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)),
      scripts: [...document.scripts].filter((script) => !script.src && script.type !== 'application/ld+json').length,
    };
  });
  // Browsers ask for an icon where a file cannot name one.
  const own = trouble.filter((text) => !(address.endsWith('.svg') && text.includes('404 (Not Found)')));
  assert.deepEqual(own, [], address);
  return found;
}

describe('a portal with an attack in every text', () => {
  test('has no page on which one runs', async () => {
    const pages = addresses('.html');
    let attacked = 0;
    for (const address of pages) {
      const { text, stray, scripts } = await touched(address);
      assert.deepEqual([stray, scripts], [[], 0], address);
      attacked += text.includes('<script>hostile(73') ? 1 : 0;
    }
    assert.ok(pages.some((address) => address.startsWith('/embed/')) && attacked > 60, `${attacked} of ${pages.length}`);
  });

  test('has no chart in which one runs', async () => {
    const charts = addresses('.svg').filter((address) => address.startsWith('/charts/'));
    for (const address of charts) {
      await touched(address);
    }
    assert.ok(charts.length > 8);
  });

  test('shows what attacks say as text to those who search for them', async () => {
    await touched('/en/search/?q=hostile');
    const hits = seen.page.locator('.search-hits > li');
    await hits.first().waitFor();
    assert.match(await hits.first().innerText(), /hostile/);
    assert.equal(await seen.page.locator('.search-hits :is(script, img, svg, iframe, style)').count(), 0);
    assert.deepEqual(seen.trouble, []);
  });
});

const typed = [
  '<script>hostile(1)</script>', '"><img src=x onerror=hostile(1)>', "' onmouseover=hostile(1) x='", '<svg/onload=hostile(1)>', '{{7133*7}}',
  'javascript:hostile(1)', '</template></script><script>hostile(1)</script>', '__proto__', 'constructor', '%00%0d%0aSet-Cookie:hostile=1',
  '\u2028hostile(1)\u2029', '\u202ehostile', '=HYPERLINK("https://hostile.example")', '../../../etc/passwd', '(((((a+)+)+)+)+$', '😀'.repeat(300),
];
const asked = [
  '?kind=<script>hostile(1)</script>', '?region=javascript:hostile(1)&theme=__proto__', '?sort=constructor&page=1e999', '?page=-1&q=a', '?q[]=a&q=b',
  '?code="><img src=x onerror=hostile(1)>', '?q=%E0%A4%A&kind=%00', '?__proto__[hostile]=1&constructor.prototype.hostile=1', '#<img src=x onerror=hostile(1)>',
  '?year=2025&year=<svg/onload=hostile(1)>&organisation=..%2f..%2f', '?q=7KQ2M-4F9XT"><script>hostile(1)</script>',
];

describe('an attack on those who search', () => {
  test('in the address does nothing', async () => {
    for (const text of typed) {
      await touched(`/en/search/?q=${encodeURIComponent(text)}`);
      await seen.page.waitForLoadState('networkidle');
      assert.deepEqual(seen.trouble, [], text);
    }
    for (const query of asked) {
      await touched(`/en/search/${query}`);
      await seen.page.waitForLoadState('networkidle');
      assert.deepEqual(seen.trouble, [], query);
      assert.equal(await seen.page.evaluate(() => ({}).hostile ?? 0), 0, query);
    }
  });

  test('typed into the field does nothing', async () => {
    await touched('/en/search/');
    for (const text of typed) {
      await seen.page.fill('main input[type="search"]', text);
      await seen.page.press('main input[type="search"]', 'Enter');
      await seen.page.waitForLoadState('networkidle');
      const stands = await seen.page.inputValue('main input[type="search"]');
      assert.ok(stands && text.startsWith(stands), text);
      assert.deepEqual(seen.trouble, [], text);
    }
  });
});
