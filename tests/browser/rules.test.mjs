// Rules that hold for every page of the portal, all of them: valid HTML, a policy that nothing violates, languages
// that know of each other.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { build, open, visit } from './site.mjs';

let site;
let pages;
before(async () => {
  site = await open();
  pages = pagesOf(site.folder);
}, { timeout: 600_000 });
after(() => site?.close());

/** Every page of a folder by its address. */
function pagesOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html')).sort();
  return new Map(files.map((file) => [`/${file.replace(/(^|\/)index\.html$/, '$1')}`, readFileSync(path.join(folder, file), 'utf8')]));
}

const all = (text, pattern) => Array.from(text.matchAll(pattern), (found) => found.slice(1));

describe('HTML', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      // Rules of style, not of validity.
      'attribute-boolean-style': 'off',
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
      'tel-non-breaking': 'off',
      // Files of the portal itself, whose names change with their content.
      'require-sri': 'off',
      'no-inline-style': 'error',
      // A place that scrolls is a region; suggestions below a field are a list that only looks like a choice.
      'prefer-native-element': ['error', { exclude: ['region', 'listbox'] }],
    },
  });

  /** Templates are filled by scripts before anybody meets them. */
  const withoutTemplates = (text) => text.replace(/<template\b.*?<\/template>/gs, (template) => template.replace(/[^\n]/g, ' '));

  async function faults(found) {
    const faulty = [];
    for (const [address, text] of found) {
      const report = await validator.validateString(withoutTemplates(text));
      for (const message of report.results.flatMap((result) => result.messages)) {
        faulty.push(`${address}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
      }
    }
    return faulty;
  }

  test('of every page of the portal is valid', async () => {
    assert.ok(pages.size > 150);
    assert.deepEqual((await faults(pages)).slice(0, 40), []);
  });

  for (const golden of ['english-interface', 'brief', 'own-look', 'pagination']) {
    test(`of every page of the golden portal ${golden} is valid`, async () => {
      const folder = build(golden);
      const found = await faults(pagesOf(folder));
      rmSync(folder, { recursive: true });
      assert.deepEqual(found.slice(0, 40), []);
    });
  }
});

describe('the policy of every page', () => {
  test('is strict, and nothing in the page needs more', () => {
    for (const [address, text] of pages) {
      const [[policy]] = all(text, /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/g);
      const rules = policy.split('; ');
      for (const rule of ["default-src 'none'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]) {
        assert.ok(rules.includes(rule), `${address}: ${rule}`);
      }
      if (address.startsWith('/embed/')) {
        // In a page of another site nothing runs, nothing is sent, nothing is loaded but style, font and sign.
        assert.ok(rules.includes("form-action 'none'") && rules.includes("trusted-types 'none'"), `${address}: ${policy}`);
        assert.doesNotMatch(policy, /(script|connect|frame|worker|media)-src/, address);
        assert.doesNotMatch(text, /<script|<form|<iframe/i, address);
      } else {
        assert.ok(rules.includes("script-src 'self'"), `${address}: ${policy}`);
      }
      assert.doesNotMatch(text, /<style|<[a-z][^>]* style="|<[a-z][^>]* on[a-z]+="|javascript:/i, address);
      for (const [tag] of all(text, /(<script\b[^>]*>)/g)) {
        assert.match(tag, / src="[^"]+"| type="application\/(ld\+)?json"/, address);
      }
    }
  });

  test('is violated by none, and no page asks another host or writes an error', async () => {
    const { page, context, trouble } = await visit(site, '/kk/');
    await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`violation: ${event.violatedDirective} ${event.blockedURI}`)));
    for (const address of pages.keys()) {
      trouble.length = 0;
      await page.goto(site.base + address, { waitUntil: 'load' });
      assert.deepEqual(trouble, [], address);
    }
    await context.close();
  });

  test('holds for a copy on a disk, with its scripts and the search', async () => {
    const { page, context, trouble } = await visit(site, '/kk/');
    await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`violation: ${event.violatedDirective} ${event.blockedURI}`)));
    const file = (address) => pathToFileURL(path.join(site.folder, address)).href;
    site.alsoAllowed = 'file:';
    await page.goto(file('ru/grants/adamgershilik/index.html'));
    assert.ok(await page.locator('.sort').count() > 0);
    await page.goto(`${file('ru/search/index.html')}?q=2020`);
    await page.locator('.search-hits > li').first().waitFor();
    site.alsoAllowed = undefined;
    // Browsers refuse fonts from a disk; the stand-in is there.
    assert.deepEqual(trouble.filter((text) => !/font|preload|net::ERR_FAILED/.test(text)), []);
    await context.close();
  });
});

describe('languages', () => {
  const alternates = (text) => new Map(all(text, /<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g));
  const base = 'http://127.0.0.1/portal';

  test('of every page name each other, and a page for everybody else', () => {
    for (const [address, text] of pages) {
      const own = alternates(text);
      if (address === '/404.html') {
        assert.equal(own.size, 0);
        continue;
      }
      assert.deepEqual([...own.keys()].sort(), ['en', 'kk', 'ky', 'ru', 'x-default'], address);
      for (const [language, full] of own) {
        assert.ok(full.startsWith(base), full);
        const other = pages.get(full.slice(base.length));
        assert.ok(other, `${address} names ${full}`);
        assert.deepEqual(alternates(other), own, `${address} and ${full}`);
        if (language !== 'x-default') {
          assert.match(other, new RegExp(`<html lang="${language}"`));
        }
      }
    }
  });

  test('are named in themselves', () => {
    for (const [address, text] of pages) {
      const names = new Map(all(text, /<a [^>]*hreflang="(\w+)" lang="\w+"[^>]*>(?:<span[^>]*>)?([^<]+)/g));
      if (names.size) {
        assert.deepEqual([...names].sort(), [['en', 'English'], ['kk', 'Қазақша'], ['ky', 'Кыргызча'], ['ru', 'Русский']], address);
      }
    }
  });

  test('the map of the site lists every page that search engines may show, with its counterparts', () => {
    const map = readFileSync(path.join(site.folder, 'sitemap.xml'), 'utf8');
    const listed = new Map(all(map, /<url><loc>([^<]+)<\/loc>(.*?)\n?<\/url>/gs));
    for (const [address, text] of pages) {
      const hidden = text.includes('<meta name="robots" content="noindex">');
      assert.equal(listed.has(base + address), !hidden, address);
      if (!hidden) {
        const said = new Map(all(listed.get(base + address), /hreflang="([^"]+)" href="([^"]+)"/g));
        assert.deepEqual(said, alternates(text), address);
      }
    }
    assert.equal(listed.size, [...pages.values()].filter((text) => !text.includes('noindex')).length);
  });

  test('robots are told where the map is, below the path of the portal', () => {
    assert.equal(readFileSync(path.join(site.folder, 'robots.txt'), 'utf8'), `User-agent: *\nAllow: /\n\nSitemap: ${base}/sitemap.xml\n`);
  });

  test('the page of a wrong address works from any depth below the path of the portal', () => {
    const text = pages.get('/404.html');
    for (const [, address] of all(text, / (href|src)="([^"#]+)"/g)) {
      assert.ok(address.startsWith('/portal/') || address === '#main', address);
    }
    assert.match(text, /<meta name="robots" content="noindex">/);
  });
});
