// What every page is asked, on whichever portal it stands.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { visit } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, best practices included; in the dark only the contrast can differ from the light. */
async function violations(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  const result = await page.evaluate((dark) => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    ...(dark ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}),
  }), colorScheme === 'dark');
  return result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
}

/** Axe finds nothing, light and dark, on a phone and on a large screen. */
async function accessible(page) {
  await page.evaluate(axe);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark']) {
      assert.deepEqual(await violations(page, colorScheme), [], `${colorScheme}, ${width} px`);
    }
  }
}

/** Nothing scrolls sideways, on small screens and with a doubled font size. */
async function fits(page) {
  for (const [width, size] of [[320, '100%'], [360, '100%'], [360, '200%'], [640, '200%']]) {
    await page.setViewportSize({ width, height: 640 });
    const wide = await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    }, size);
    assert.ok(wide <= 0, `${wide} px too wide at ${width} px, font size ${size}`);
  }
}

/** Everybody can read the page, it fits small screens and large text, and keeps its own policy: one visit for all. */
export async function sound(site, address) {
  const { page, context, trouble } = await visit(site, address, { viewport: { width: 360, height: 800 } });
  await accessible(page);
  await fits(page);
  assert.deepEqual(trouble, []);
  await context.close();
}
