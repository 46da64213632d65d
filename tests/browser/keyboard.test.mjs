// The whole page by keyboard: every stop is seen, nothing covers it, no stop holds the reader, and every target is
// large enough for a finger.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open, visit } from './site.mjs';

let site;
before(async () => { site = await open(); }, { timeout: 600_000 });
after(() => site?.close());

/** Where the keyboard is: what it is, whether it can be seen in its whole width, and what lies over it. */
function here() {
  const stop = document.activeElement;
  const box = [...stop.getClientRects()].find((rect) => rect.bottom > 0 && rect.top < innerHeight) ?? stop.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), Math.max(0, box.top) + Math.min(box.height / 2, 12));
  const style = getComputedStyle(stop);
  return {
    name: `${stop.localName}${stop.id && `#${stop.id}`} ${stop.textContent.trim().slice(0, 30)}`,
    first: stop.matches('.skip'),
    outside: stop === document.body,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left > -1 && box.right < document.documentElement.clientWidth + 1,
    covered: Boolean(at && !stop.contains(at) && !at.contains(stop)) || Boolean(at?.closest('header.site-header') && !stop.closest('header.site-header')),
    marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
  };
}

describe('by keyboard', () => {
  for (const [address, width] of [['/kk/', 1280], ['/ru/grants/ai-komek/', 1280], ['/kk/grants/osh-bright-future/', 360], ['/ru/search/', 360], ['/ru/organisations/', 360]]) {
    test(`${address}, ${width} px: each stop is seen, marked and not covered, and the last one lets go`, async () => {
      const { page, context } = await visit(site, address, { viewport: { width, height: 740 } });
      const stops = [];
      for (let stop; !stop?.outside && stops.length < 400;) {
        await page.keyboard.press('Tab');
        stop = await page.evaluate(here);
        if (stop.covered || !stop.seen) {
          // A list that scrolls sideways may still be on its way.
          await page.waitForTimeout(400);
          stop = await page.evaluate(here);
        }
        stops.push(stop);
      }
      const last = stops.pop();
      assert.ok(last.outside, `the keyboard goes round in ${last.name}`);
      assert.ok(stops[0].first, stops[0].name);
      assert.ok(stops.length > 8);
      assert.deepEqual(stops.filter((stop) => !stop.seen || stop.covered || !stop.marked), []);
      await context.close();
    });
  }
});

describe('targets', () => {
  for (const address of ['/kk/', '/ru/grants/adamgershilik/', '/ru/search/?q=2020', '/kk/media/']) {
    test(`${address}: are 24 px high and wide, unless they stand in a sentence`, async () => {
      const { page, context } = await visit(site, address, { viewport: { width: 360, height: 740 } });
      const small = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, summary')].filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        const inline = target.localName === 'a' && getComputedStyle(target).display === 'inline';
        return width > 1 && target.checkVisibility() && !inline && (width < 23.9 || height < 23.9) && !target.closest('label');
      }).map((target) => `${target.className} ${target.textContent.trim().slice(0, 30)}`));
      assert.deepEqual(small, []);
      await context.close();
    });
  }
});
