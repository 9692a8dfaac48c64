// Goal: a reload loses nothing that a person saw: the running clock goes on from the instant that it
// showed, and a half-filled form is there again.
// Method: the built site in a real Chromium; after the reload the wall clock stands still, so that
// simulated time is what was restored and nothing more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, click, find, inChromium, open, ready, settled, site } from './support.mjs';

inChromium();

/** The simulated time, which a refusal of the page's Graph names. */
async function now(page) {
    return page.evaluate(async () => {
        await window.pimlab.graph;
        const response = await fetch('./graph/v1.0/users/nobody');
        return Date.parse((await response.json()).error.innerError.date);
    });
}

const stopWallClock = () => {
    const at = Date.now();
    Date.now = () => at;
};

test('the clock goes on from the instant that was shown last', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/my-roles' });
    await click(page, find(page, 'button', 'Speed ×1', { exact: false }));
    await click(page, find(page, 'menuitemcheckbox', '×3600'));
    const before = await now(page);
    // Between two savings of the session, seconds after the last.
    await page.waitForTimeout(4000);
    await page.addInitScript(stopWallClock);
    const left = Date.now();
    const shown = await now(page);
    assert.ok(shown - before > 3000 * 3600, 'time must run');
    await page.reload();
    await ready(page);
    const after = await now(page);
    assert.ok(after >= shown, `${new Date(after).toISOString()} is before ${new Date(shown).toISOString()}`);
    assert.ok(after - shown <= (Date.now() - left) * 3600, 'nor does it run ahead');
    await page.context().close();
});

test('another sandbox does not take the clock of the one before', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/my-roles' });
    await click(page, find(page, 'button', 'Pause time'));
    const begun = await now(page);
    await page.evaluate((to) => { location.hash = `#/jump/${to}`; }, new Date(begun + 40 * 86_400_000).toISOString());
    await page.waitForFunction(async (to) => {
        const response = await fetch('./graph/v1.0/users/nobody');
        return Date.parse((await response.json()).error.innerError.date) >= to;
    }, begun + 40 * 86_400_000);
    await page.evaluate(() => { location.hash = '#/start/start'; });
    const dialog = page.getByRole('dialog', { name: 'Replace the sandbox' });
    await dialog.waitFor({ state: 'attached' });
    await click(page, find(page, 'button', 'Replace', { within: dialog }));
    await page.waitForFunction(async (to) => {
        const response = await fetch('./graph/v1.0/users/nobody');
        return Date.parse((await response.json()).error.innerError.date) < to;
    }, begun + 86_400_000);
    await settled(page);
    await page.reload();
    await ready(page);
    assert.ok(await now(page) < begun + 86_400_000);
    await page.context().close();
});

test('a half-filled form is there again', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/assignments', deviceScaleFactor: 0.5 });
    await click(page, find(page, 'button', 'Pause time'));
    await click(page, find(page, 'button', 'Add assignments'));
    await click(page, find(page, 'option', 'User Administrator', { exact: false }).first());
    await click(page, find(page, 'button', 'Next'));
    await click(page, find(page, 'option', 'Tess Moreau', { exact: false }).first());
    await click(page, find(page, 'button', 'Next'));
    await page.reload();
    await ready(page);
    const dialog = find(page, 'dialog', 'Add assignments');
    await dialog.waitFor({ state: 'attached' });
    assert.match(await dialog.innerText(), /User Administrator[^]*Tess Moreau/);
    await click(page, find(page, 'button', 'Cancel', { within: dialog }));
    await page.reload();
    await ready(page);
    assert.equal(await find(page, 'dialog', 'Add assignments').count(), 0);
    assert.deepEqual(page.problems, []);
    await page.context().close();
});
