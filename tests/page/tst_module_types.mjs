// SPDX-License-Identifier: GPL-3.0-or-later
// /heliograph.d.ts, read by TypeScript: what types.ts does with each member is allowed, what it must not do is refused.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';
import {loadModule} from './module.mjs';

const tsc = process.env.HELIO_TSC;
const program = fileURLToPath(new URL('types.ts', import.meta.url));
const types = readFileSync(process.env.HELIO_MODULE.replace(/\.js$/, '.d.ts'), 'utf8');

test('TypeScript takes the types and a program that uses them', {skip: tsc ? false : 'needs tsc'}, () => {
    const done = spawnSync(tsc, ['--noEmit', '--strict', '--noUnusedLocals', '--module', 'es2022', '--moduleResolution', 'node',
        '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--typeRoots', '/none', program], {encoding: 'utf8'});
    assert.equal(done.stdout + done.stderr, '');
    assert.equal(done.status, 0);
});

test('the program uses every member', () => {
    const members = [...types.matchAll(/^ {4}(?:(?:static|readonly) )*(\w+)\??[(:<]/gm)].map(found => found[1]);
    const exported = [...types.matchAll(/^export (?:interface|class|function) (\w+)/gm)].map(found => found[1]);
    assert.ok(members.length > 40 && exported.length > 5);
    const text = readFileSync(program, 'utf8').replace(/\/\/.*/g, '');
    for (const name of [...members, ...exported].filter(name => name !== 'constructor'))
        assert.match(text, new RegExp(`\\b${name}\\b`), name);
});

test('the module has what the types export', async () => {
    const module = await loadModule();
    for (const [, name] of types.matchAll(/^export (?:class|function) (\w+)/gm))
        assert.equal(typeof module[name], 'function', name);
    assert.equal(module.default, module.Heliograph);
    const names = [...types.split('export class Heliograph ')[1].split('\n}')[0].matchAll(/^ {4}(?:readonly )?(\w+)[(:<]/gm)];
    const source = new module.Heliograph('http://127.0.0.1:9/', {share: false});
    source.close();
    for (const [, name] of names.filter(([, name]) => name !== 'constructor'))
        assert.ok(name in source, name);
});
