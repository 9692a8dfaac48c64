// Goal: whatever page is shown can be reached by pointer, keyboard and mirror alike, is sharp, and
// costs nothing while nothing changes. Method: the built page in a real Chromium; nothing here
// depends on which page that is, beyond the navigation and a text field.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { activate, browser, click, find, focused, hover, inChromium, open, press,
    saved, settled, site, tabTo } from './support.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hash = '#/my-roles';

inChromium();

async function shown(options) {
    return open(browser, site.address, { hash, ...options });
}

/** Stops the simulated time, which is part of the picture, and waits until that is saved. */
async function still(page) {
    await click(page, find(page, 'button', 'Pause time'));
    await page.mouse.move(640, 790);
    await page.waitForTimeout(500);
    await saved(page);
}

async function done(page) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
}

test('the mirror has landmarks, one heading of level 1, and nothing that axe objects to', async () => {
    const page = await shown();
    for (const role of ['banner', 'navigation', 'main'])
        assert.ok(await page.getByRole(role).count() >= 1, role);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => window.axe.run(document));
    const found = result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
    assert.deepEqual(found, []);
    assert.ok(result.passes.length > 20);
    await done(page);
});

test('a link of the navigation answers the pointer on the canvas, and Back goes back', async () => {
    const page = await shown();
    await click(page, find(page, 'link', 'Roles'));
    assert.match(await page.evaluate(() => location.hash), /^#\/roles/);
    await page.goBack();
    await page.waitForFunction(() => location.hash === '#/my-roles');
    await settled(page);
    assert.equal(await find(page, 'link', 'My roles').first().getAttribute('aria-current'), 'page');
    await done(page);
});

test('the same link answers a click in the mirror', async () => {
    const page = await shown();
    await activate(page, find(page, 'link', 'Roles'));
    assert.match(await page.evaluate(() => location.hash), /^#\/roles/);
    await done(page);
});

test('the same link answers the keyboard alone, by Tab and Enter', async () => {
    const page = await shown();
    await tabTo(page, 'link', 'Roles');
    await press(page, 'Enter');
    assert.match(await page.evaluate(() => location.hash), /^#\/roles/);
    await done(page);
});

test('F6 goes from region to region and the focus is seen by the browser', async () => {
    const page = await shown();
    const places = new Set();
    for (let steps = 0; steps < 4; steps += 1) {
        await press(page, 'F6');
        // The page's breadcrumb is a navigation within main: the outermost landmark counts.
        places.add(await page.evaluate(() => document.activeElement.closest('#mirror > *')?.getAttribute('role')));
    }
    assert.deepEqual([...places].sort(), ['banner', 'main', 'navigation']);
    await done(page);
});

test('the skip link is first, and leads into the page', async () => {
    const page = await shown();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'skip');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.evaluate(() => Boolean(document.activeElement.closest('[role=main]'))), true);
    await done(page);
});

test('for ten seconds nothing is drawn while nothing changes', async () => {
    const page = await shown({ hash: '#/my-roles' });
    await still(page);
    const before = await page.evaluate(() => window.pimlab.frames);
    await page.waitForTimeout(10000);
    assert.equal(await page.evaluate(() => window.pimlab.frames), before);
    await done(page);
});

test('a frame that looks like the one before is not drawn', async () => {
    const page = await shown();
    await still(page);
    await page.evaluate(() => {
        window.drawn = 0;
        const { drawElements } = WebGL2RenderingContext.prototype;
        WebGL2RenderingContext.prototype.drawElements = function counted(...how) {
            window.drawn += 1;
            return drawElements.apply(this, how);
        };
    });
    const before = await page.evaluate(() => window.pimlab.frames);
    await page.mouse.move(641, 790);
    await settled(page);
    assert.ok(await page.evaluate(() => window.pimlab.frames) > before);
    assert.equal(await page.evaluate(() => window.drawn), 0);
    await hover(page, find(page, 'link', 'Roles'));
    assert.ok(await page.evaluate(() => window.drawn) > 0);
    await done(page);
});

for (const deviceScaleFactor of [1, 1.25, 2]) {
    test(`every device pixel is the canvas's own at a ratio of ${deviceScaleFactor}`, async () => {
        const page = await shown({ deviceScaleFactor, viewport: { width: 1001, height: 701 } });
        const size = await page.evaluate(() => {
            const canvas = document.getElementById('canvas');
            return { width: canvas.width, height: canvas.height, ratio: devicePixelRatio };
        });
        assert.equal(size.ratio, deviceScaleFactor);
        const near = (pixels, css) => Math.abs(pixels - css * deviceScaleFactor) <= 1;
        assert.ok(near(size.width, 1001) && near(size.height, 701), JSON.stringify(size));
        // The mirror lies on the picture: the link is pressed where it is seen.
        await click(page, find(page, 'link', 'Roles'));
        assert.match(await page.evaluate(() => location.hash), /^#\/roles/);
        await done(page);
    });
}

test('a lost WebGL context comes back with the same picture', async () => {
    const page = await shown();
    await still(page);
    const before = await page.screenshot();
    await page.evaluate(async () => {
        const extension = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
        const lost = new Promise((resolve) => document.getElementById('canvas')
            .addEventListener('webglcontextlost', resolve, { once: true }));
        extension.loseContext();
        await lost;
        await new Promise((resolve) => setTimeout(resolve, 100));
        const restored = new Promise((resolve) => document.getElementById('canvas')
            .addEventListener('webglcontextrestored', resolve, { once: true }));
        extension.restoreContext();
        await restored;
    });
    await settled(page);
    await page.waitForTimeout(200);
    const after = await page.screenshot();
    assert.ok(before.equals(after), 'the picture is another one after the context was restored');
    await click(page, find(page, 'link', 'Roles'));
    assert.match(await page.evaluate(() => location.hash), /^#\/roles/);
    await page.context().close();
});

test('without WebGL 2 the page says what to do', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
        const original = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) {
            return kind === 'webgl2' ? null : original.call(this, kind, ...rest);
        };
    });
    await page.goto(site.address + hash);
    await page.getByRole('alert').waitFor();
    assert.match(await page.getByRole('alert').innerText(), /WebGL 2/);
    await context.close();
});

test('the page follows a window that becomes narrow', async () => {
    const page = await shown();
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await page.waitForFunction(() => !document.querySelector('#mirror [role=navigation][aria-label=Portal]'));
    await click(page, find(page, 'button', 'Navigation'));
    await click(page, find(page, 'link', 'Roles'));
    assert.match(await page.evaluate(() => location.hash), /^#\/roles/);
    await done(page);
});

test('nothing focused is lost when the mirror is drawn anew', async () => {
    const page = await shown();
    await tabTo(page, 'link', 'Roles');
    await page.setViewportSize({ width: 1100, height: 700 });
    await settled(page);
    assert.equal((await focused(page)).name, 'Roles');
    await done(page);
});
