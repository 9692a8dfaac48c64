// Goal: two people work side by side in one window: each has a panel open, types and confirms, and
// neither shuts the other one out. Method: both sides by pointer and keyboard in a real Chromium.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { browser, click, find, focused, inChromium, open, press, settled, site, type } from './support.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inChromium();

test('each side has its own panel, and its own keyboard', async () => {
    const page = await open(browser, site.address, { hash: '#/start/one_of_each',
        viewport: { width: 1440, height: 900 } });
    await find(page, 'heading', 'My roles', { level: 1 }).waitFor({ state: 'attached' });
    await click(page, find(page, 'button', 'Gia Amberg', { within: page.getByRole('banner') }));
    await click(page, find(page, 'menuitem', 'Two personas side by side'));
    const left = page.getByRole('main');
    const right = find(page, 'region', 'User');
    await right.waitFor({ state: 'attached' });
    await page.evaluate(() => { location.hash = '#/users'; });
    await find(page, 'heading', 'Users', { level: 1 }).waitFor({ state: 'attached' });
    await settled(page);
    await click(page, find(page, 'button', 'New user…', { within: left }));
    await left.getByRole('dialog').waitFor({ state: 'attached' });
    const activate = right.getByRole('button', { name: 'Activate', exact: true }).first();
    await click(page, activate);
    await right.getByRole('dialog').waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('dialog').count(), 2);
    // Both are filled in, one after the other and back.
    const name = left.getByRole('dialog').getByRole('textbox').first();
    const reason = find(page, 'textbox', 'Reason', { within: right });
    await type(page, name, 'Noor Vance');
    await type(page, reason, 'Side by side');
    assert.equal(await name.inputValue(), 'Noor Vance');
    assert.equal(await reason.inputValue(), 'Side by side');
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => window.axe.run(document));
    assert.deepEqual(result.violations.map((one) => one.id), []);
    // Below a panel nothing is reached by Tab.
    for (let steps = 0; steps < 25; steps += 1) {
        await page.keyboard.press('Tab');
        await settled(page);
        const held = await focused(page);
        assert.ok(!held || !(held.role === 'searchbox'), `Tab reached ${JSON.stringify(held)}`);
    }
    await click(page, reason);
    await press(page, 'Escape');
    await right.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await left.getByRole('dialog').count(), 1);
    assert.equal((await focused(page)).name, 'Activate');
    assert.deepEqual(page.problems, []);
    await page.context().close();
});
