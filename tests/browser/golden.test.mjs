// A portal of `tests/golden` that has everything a grant can have, with so many grants that its lists have several pages.

import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sound } from './checks.mjs';
import { open, root, visit } from './site.mjs';

const portal = path.join(root, 'target/browser-portal');
const MORE = 50;
let site;
before(async () => { site = await open(grown()); }, { timeout: 600_000 });
after(() => site?.close());

/** The portal with copies of its grant, its lot, its story and an organisation: more than one page of a list holds. */
function grown() {
  rmSync(portal, { recursive: true, force: true });
  cpSync(path.join(root, 'tests/golden/english-interface'), portal, { recursive: true });
  const copy = (from, to) => cpSync(path.join(portal, 'content', from), path.join(portal, 'content', to), { recursive: true });
  for (let number = 1; number <= MORE; number += 1) {
    copy('lots/green-schools', `lots/green-schools-${number}`);
    copy('organisations/semei-education.toml', `organisations/semei-education-${number}.toml`);
    copy('grants/school-garden', `grants/school-garden-${number}`);
    const grant = path.join(portal, 'content/grants', `school-garden-${number}`);
    const text = readFileSync(path.join(grant, 'grant.toml'), 'utf8');
    writeFileSync(path.join(grant, 'grant.toml'), text.replace('title = "School garden"', `title = "School garden ${number}"`));
    renameSync(path.join(grant, 'stories/first-tree'), path.join(grant, `stories/first-tree-${number}`));
  }
  return portal;
}

const lists = { grants: 'grant', lots: 'lot', stories: 'story', media: 'publication', organisations: 'organisation' };
/** One page of every kind. */
const kinds = [
  '/', '/en/', ...Object.keys(lists).map((list) => `/en/${list}/`), '/en/grants/2/', '/en/grants/school-garden/', '/en/lots/green-schools/',
  '/en/stories/first-tree/', '/en/outlets/semei-news/', '/en/organisations/semei-education/', '/en/regions/', '/en/regions/KZ-10/', '/en/themes/',
  '/en/themes/nature/', '/en/years/', '/en/years/2025/', '/en/search/', '/en/search/?kind=grant', '/en/completeness/', '/en/methodology/', '/en/glossary/', '/en/about/', '/en/data/', '/en/data/indicators/', '/en/data/codes/',
  '/en/grants/school-garden/data/',
  '/en/accessibility/', '/404.html',
];

test('every kind of page is looked at', () => {
  const page = (folder) => folder.isDirectory() && folder.name !== 'assets';
  const sections = readdirSync(path.join(site.folder, 'en'), { withFileTypes: true }).filter(page).map((folder) => folder.name);
  assert.deepEqual(sections.filter((section) => !kinds.some((address) => address.startsWith(`/en/${section}/`))), []);
});

describe('every kind of page of a golden portal', () => {
  for (const address of kinds) {
    test(`${address} is accessible, light and dark, 360 and 1280 px, and fits small screens and doubled text`, () => sound(site, address));
  }
});

describe('a list of several pages', () => {
  for (const [list, kind] of Object.entries(lists)) {
    test(`of ${list} leads to the search, narrowed down to it`, async () => {
      const { page, context, trouble } = await visit(site, `/en/${list}/2/`);
      await page.click(`main a[href$="search/?kind=${kind}"]`);
      const hits = page.locator('.hit-kind');
      await hits.first().waitFor();
      assert.equal(await page.locator(`[data-facet="kind"] input[value="${kind}"]`).isChecked(), true);
      assert.equal(new Set(await hits.allTextContents()).size, 1);
      assert.deepEqual(trouble, []);
      await context.close();
    });
  }

  test('leads on without script too: the search says what it needs and shows the lists', async () => {
    const { page, context } = await visit(site, '/en/grants/', { javaScriptEnabled: false });
    await page.click('main a[href$="search/?kind=grant"]');
    assert.match(await page.locator('noscript').innerText(), /JavaScript/);
    await page.click('main .search-lists a[href$="grants/"]');
    assert.equal(new URL(page.url()).pathname, '/portal/en/grants/');
    await context.close();
  });

  test('of one page is filtered where it stands', async () => {
    const { page, context } = await visit(site, '/en/themes/');
    assert.equal(await page.locator('main a[href*="search/?kind"]').count(), 0);
    await context.close();
  });
});
