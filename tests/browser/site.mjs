// The portal of content/, built once and served on this machine, and a browser to look at it.

import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
// One for each file of tests: they run side by side.
const folder = path.join(root, 'target/browser-site', path.basename(process.argv[1] ?? 'site', '.test.mjs'));
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.xml': 'application/xml', '.woff2': 'font/woff2', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.svg': 'image/svg+xml' };

function esep(args) {
  execFileSync(path.join(root, 'target/debug/esep'), ['build', ...args, '--base-url', 'http://127.0.0.1/portal/'], { cwd: root, stdio: 'ignore' });
}

/** Builds a portal of `tests/golden` and gives its folder. */
export function build(golden) {
  const output = path.join(folder, '..', `golden-${golden}`);
  esep([path.join(root, 'tests/golden', golden), '--output', output]);
  return output;
}

/** Builds a portal, ours if no other is wanted, and serves it below `/portal/`, as a project page is served. */
export async function open(portal = root) {
  execFileSync(path.join(root, 'tests/program'), { stdio: 'inherit' });
  esep([portal, '--output', folder]);
  const server = createServer(answer);
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    browser,
    origin,
    base: `${origin}/portal`,
    folder,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** A fresh page of the site, with everything that goes wrong on it; `site.alsoAllowed` begins addresses that are no wrong. */
export async function visit(site, address, options = {}) {
  const context = await site.browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) trouble.push(message.text()); });
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('request', (request) => { if (![site.origin, 'data:', site.alsoAllowed].some((start) => start && request.url().startsWith(start))) trouble.push(`request to ${request.url()}`); });
  await page.goto(site.base + address, { waitUntil: 'networkidle' });
  return { page, context, trouble };
}

async function answer(request, response) {
  const wanted = decodeURIComponent(new URL(request.url, 'http://host').pathname);
  const inside = wanted.startsWith('/portal/') ? wanted.slice('/portal'.length) : undefined;
  let file = inside && path.join(folder, path.normalize(inside));
  let status = 200;
  try {
    if (!file) throw new Error('outside');
    if ((await stat(file)).isDirectory()) file = path.join(file, 'index.html');
    await stat(file);
  } catch {
    status = 404;
    file = path.join(folder, '404.html');
  }
  response.writeHead(status, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
  response.end(await readFile(file));
}

/** One page of every kind. */
export const kinds = [
  '/', '/kk/', '/kk/grants/', '/kk/grants/ai-komek/', '/kk/grants/osh-bright-future/', '/kk/grants/vko-online-centre/',
  '/kk/grants/adamgershilik/', '/kk/lots/', '/kk/lots/lot-76-vulnerable-groups/', '/kk/stories/', '/kk/media/',
  '/kk/organisations/', '/kk/organisations/osh-city-hall/', '/kk/regions/', '/kk/regions/KZ-47/', '/kk/themes/', '/kk/themes/consumer-rights/',
  '/kk/years/', '/kk/years/2020/', '/kk/search/', '/kk/completeness/', '/kk/completeness/organisations/', '/kk/methodology/', '/kk/glossary/', '/kk/about/', '/kk/accessibility/', '/404.html',
];
