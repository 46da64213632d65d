// The search engine of a built portal without a browser: scripts are files that run in a context of their own.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/** The engine for the portal in `folder`: `{ esepSearch, open(lang), loaded, lastAt() }`: the files that were asked for, and when the last one was there. */
export function engineOf(folder) {
  const context = vm.createContext({ console });
  const run = (file) => vm.runInContext(readFileSync(path.join(folder, file), 'utf8'), context, { filename: file });
  const script = readdirSync(path.join(folder, 'assets')).find((name) => /^search-[0-9a-f]{10}\.js$/.test(name));
  run(`assets/${script}`);
  const loaded = [];
  let last = performance.now();
  const load = async (address) => {
    const file = address.replace(/\?.*$/, '');
    loaded.push(file);
    run(file);
    last = performance.now();
  };
  const open = (lang) => {
    const engine = context.esepSearch.open({ lang, root: '', load });
    // Objects of another context are not equal to ours.
    const ours = (method) => async (...args) => structuredClone(await engine[method](...args));
    return { ready: ours('ready'), find: ours('find'), complete: ours('complete') };
  };
  return { esepSearch: context.esepSearch, context, open, loaded, lastAt: () => last };
}
