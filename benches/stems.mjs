// How well the search knows the forms of a word: node benches/stems.mjs <lang> <forms.tsv> [how many mistakes to show]
//
// forms.tsv: form TAB dictionary form TAB class, a line each. Two forms belong together if they share a dictionary form
// of the same class; the search puts them together if they share a key. Printed are recall (pairs that belong together
// and are put together), precision (pairs that are put together and belong together) and F1, for the keys of the index
// and for those that a query looks up, and then the words whose forms are torn apart (-) or mixed with others (+).

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [lang, file, shown = '0'] = process.argv.slice(2);
const rows = readFileSync(file, 'utf8').split('\n').map((line) => line.split('\t')).filter((row) => row.length === 3);

/** Values by key, each once. */
function grouped(pairs) {
  const groups = new Map();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}

/** All pairs of members of the same group. */
function pairs(groups) {
  const found = new Set();
  for (const group of groups.values()) {
    const members = [...group].sort();
    members.forEach((one, place) => members.slice(place + 1).forEach((other) => found.add(`${one}\t${other}`)));
  }
  return found;
}

const lemmas = grouped(rows.map(([form, lemma]) => [form, lemma]));
const families = grouped(rows.map(([form, lemma, kind]) => [`${lemma} (${kind})`, form]));
const related = (pair) => {
  const [one, other] = pair.split('\t').map((form) => lemmas.get(form));
  return [...one].some((lemma) => other.has(lemma));
};

function keysOf(option) {
  const program = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'debug/esep');
  const printed = execFileSync(program, ['stem', lang, ...option], { input: `${[...lemmas.keys()].join('\n')}\n`, maxBuffer: 1 << 28, encoding: 'utf8' });
  return new Map(printed.trimEnd().split('\n').map((line) => [line.split('\t')[0], line.split('\t')[1].split('|')]));
}

const wanted = pairs(families);
for (const option of [[], ['--ladder']]) {
  const keys = keysOf(option);
  const joined = grouped([...keys].flatMap(([form, own]) => own.map((key) => [key, form])));
  const got = pairs(joined);
  const recall = [...wanted].filter((pair) => got.has(pair)).length / wanted.size;
  const precision = [...got].filter(related).length / got.size;
  const f1 = (2 * recall * precision) / (recall + precision);
  console.log(`${option[0] ?? 'keys'}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}, F1 ${f1.toFixed(3)}`);
  if (option.length === 0) mistakes(keys, joined);
}

function mistakes(keys, joined) {
  const worst = (list) => list.filter(([cost]) => cost > 0).sort((a, b) => b[0] - a[0]).slice(0, Number(shown));
  const torn = [...families].map(([lemma, forms]) => {
    const parts = grouped([...forms].map((form) => [keys.get(form)[0], form]));
    const kept = [...parts.values()].map((part) => part.size * (part.size - 1)).reduce((a, b) => a + b, 0);
    return [forms.size * (forms.size - 1) - kept, `- ${lemma}: ${[...parts].map(([key, part]) => `${key} = ${[...part].join(' ')}`).join('; ')}`];
  });
  const mixed = [...joined].map(([key, forms]) => {
    const strangers = [...pairs(new Map([[key, forms]]))].filter((pair) => !related(pair));
    return [strangers.length, `+ ${key}: ${[...forms].map((form) => `${form} (${[...lemmas.get(form)]})`).join(' ')}`];
  });
  for (const [, line] of [...worst(torn), ...worst(mixed)]) console.log(line);
}
