// Goal: the page looks as the person's system asks, at once when that changes, unless the person
// chose a theme; the choice outlives a reload. Method: emulated preferences in a real Chromium, one
// pixel of the page's ground read from a screenshot.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, click, colourAt, find, inChromium, open, ready, settled, site } from './support.mjs';

inChromium();

/** Brightness of the page's ground, 0 to 255. */
async function brightness(page) {
    await settled(page);
    const { width, height } = page.viewportSize();
    const [red, green, blue] = await colourAt(page, width - 60, height - 60);
    return (red + green + blue) / 3;
}
const is_light = async (page) => await brightness(page) > 200;
const is_dark = async (page) => await brightness(page) < 80;

async function choose(page, label) {
    await click(page, find(page, 'button', 'Theme'));
    await click(page, find(page, 'menuitemcheckbox', label));
}

test('the theme is the system\'s and follows it; a choice holds, and can be given back', async () => {
    const page = await open(browser, site.address, { hash: '#/groups', colorScheme: 'light' });
    assert.ok(await is_light(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(100);
    assert.ok(await is_dark(page), 'it does not follow the system');
    await choose(page, 'Light');
    assert.ok(await is_light(page));
    await page.reload();
    await ready(page);
    assert.ok(await is_light(page), 'the choice is lost by a reload');
    await click(page, find(page, 'button', 'Theme'));
    const item = find(page, 'menuitemcheckbox', 'Light');
    assert.equal(await item.getAttribute('aria-checked'), 'true');
    await click(page, find(page, 'menuitemcheckbox', 'As the system'));
    assert.ok(await is_dark(page));
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForTimeout(100);
    assert.ok(await is_light(page));
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

test('where more contrast is asked for, the theme of high contrast is shown', async () => {
    const page = await open(browser, site.address, { hash: '#/groups', colorScheme: 'light', contrast: 'more' });
    await click(page, find(page, 'button', 'Theme'));
    assert.equal(await find(page, 'menuitemcheckbox', 'As the system').getAttribute('aria-checked'), 'true');
    assert.equal(await brightness(page), 0);
    await page.context().close();
});
