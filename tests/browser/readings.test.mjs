// What a query may have meant: Latin spellings, wrong layouts, Kazakh and Kyrgyz typed without their letters.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const root = new URL('../../', import.meta.url);
const context = vm.createContext({});
for (const name of ['stem', 'readings']) {
  vm.runInContext(readFileSync(new URL(`src/output/search/browser/${name}.js`, root), 'utf8'), context);
}
const table = (lang) => JSON.parse(execFileSync(fileURLToPath(new URL('target/debug/esep', root)), ['stem', lang, '--table']));
const analyser = (lang) => context.esepSearch.analyser(lang, table(lang), []);
const readings = (lang, text) => Array.from(context.esepSearch.readings(lang, text), (reading) => reading.text);

/** Without the difference that `folded` passes over. */
const LIKE = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ы: 'и', э: 'е' };
const like = (text) => Array.from(text, (letter) => LIKE[letter] ?? letter).join('');

const meant = (lang, cases, at = 0) => {
  for (const [typed, wanted] of cases) assert.equal(like(readings(lang, typed)[at] ?? ''), like(wanted), typed);
};

test('Kazakh in the alphabet of 2018', () => meant('kk', [
  ['jobalardyń nátıjesi', 'жобалардың нәтижесі'], ['jastar saıasaty', 'жастар саясаты'], ['áleýmettik kómek', 'әлеуметтік көмек'],
  ['aýyl sharýashylyǵy', 'ауыл шаруашылығы'], ['bilim berý', 'білім беру'], ['qoıý', 'қою'], ['kompanııa', 'компания'], ['aıel', 'айел'],
]));

test('Kazakh in the alphabet of 2021', () => meant('kk', [
  ['qoğamdyq birlestık', 'қоғамдық бірлестік'], ['äleumettik kömek', 'әлеуметтік көмек'], ['jūmyssyzdyq', 'жұмыссыздық'],
  ['üş aimaq', 'үш аймақ'], ['ūiym', 'ұйым'], ['öñir', 'өңір'],
]));

test('Kazakh as people write it with Latin letters', () => meant('kk', [
  ['zhastar', 'жастар'], ['oqushy', 'оқушы'], ['halyq', 'халық'], ['bagdarlama', 'бағдарлама'], ['tehnologiya', 'технология'],
  ['qyzmet', 'қызмет'], ['ayel', 'айел'], ['zhumys', 'жұмыс'], ['yntymaq', 'ынтымақ'],
]));

test('where Latin spelling leaves two sounds open, the second comes next', () => meant('kk', [['trening', 'тренинг']], 1));

test('Kyrgyz with Latin letters', () => meant('ky', [
  ['dolboor', 'долбоор'], ['jashtar', 'жаштар'], ['ösüü', 'өсүү'], ['bilim berüü', 'билим берүү'], ['mamlekettik', 'мамлекеттик'],
]));

test('Russian with Latin letters', () => meant('ru', [
  ['grazhdanskoe obschestvo', 'гражданское общество'], ['molodezhnaya politika', 'молодежная политика'],
  ['yuridicheskaya pomoshch', 'юридическая помощ'], ['shkola', 'школа'],
]));

test('the keyboard stood on the Latin layout', () => {
  meant('kk', [['ghfdj', 'право'], [';j,f', 'жоба'], ['0fpf0cnfy', 'қазақстан'], ['GHFDJ', 'право']]);
  meant('ru', [['ghjtrn', 'проект'], ['j,hfpjdfybt', 'образование']]);
});

test('the keyboard stood on a Cyrillic layout', () => {
  assert.ok(readings('kk', 'сщмшв').includes('covid'));
  assert.ok(readings('ru', 'ыефкегз').includes('startup'));
});

test('keys of the Kazakh row of digits on another layout', () => meant('kk', [['0аза0стан', 'қазақстан'], ['9йым', 'ұйым']]));

test('numbers are read as numbers', () => {
  for (const lang of ['kk', 'ru', 'ky', 'en']) assert.deepEqual(readings(lang, '190640012345 2024'), []);
});

test('the text itself is no reading of it, and a reading comes once', () => {
  for (const text of ['жоба', 'joba', 'ghfdj', 'COVID-19', '']) {
    const all = readings('kk', text);
    assert.ok(!all.includes(text) && new Set(all).size === all.length, text);
  }
});

test('words typed without Kazakh and Kyrgyz letters have the folds of their keys', () => {
  for (const lang of ['kk', 'ky']) {
    const { tokens, key, fold, folded } = analyser(lang);
    const words = table(lang);
    const known = [words.nouns, words.verbs, words.keep].join(' ').split(' ').filter((word) => word.length > 3);
    assert.ok(known.length > 50);
    const missed = known.filter((word) => !folded(fold(word)).includes(fold(key(tokens(word)[0].form))));
    assert.ok(missed.length * 100 < known.length, `${lang}: ${missed}`);
  }
});

test('inflected words typed without Kazakh letters meet their key', () => {
  const { key, fold, folded } = analyser('kk');
  for (const [typed, word] of [
    ['онирлердеги', 'өңірлердегі'], ['кызметкерлерди', 'қызметкерлерді'], ['улттык', 'ұлттық'], ['халыкка', 'халыққа'],
    ['окушылардын', 'оқушылардың'], ['аулеттин', 'әулеттің'], ['комектеседи', 'көмектеседі'], ['гылымнын', 'ғылымның'],
  ]) assert.ok(Array.from(folded(typed)).includes(fold(key(word))), `${typed}: ${folded(typed)} · ${fold(key(word))}`);
});
