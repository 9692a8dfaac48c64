// What the browser tests share: a static server over the built site, Chromium, and ways to find and
// press what the canvas shows, through the accessibility mirror.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { extname, join, normalize, resolve } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
export const siteFolder = process.env.PIMLAB_SITE ?? resolve(here, '../../build/web/site');
export const chromiumPath = process.env.PIMLAB_CHROMIUM
    ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
// The first two are the address bar's suggestions, two pages more for each window: half of what opening a
// page costs. Of a switch given twice the last counts, so Playwright's own follow.
const featuresOff = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AvoidUnnecessaryBeforeUnloadCheckSync',
    'BoundaryEventDispatchTracksNodeRemoval', 'DestroyProfileOnBrowserClose', 'DialMediaRouteProvider',
    'GlobalMediaControls', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning',
    'Translate', 'AutoDeElevate', 'RenderDocument', 'OptimizationHints'];
// Without a graphics card the canvas is drawn by SwiftShader; put together with the rest of the page, it
// would be drawn by it once more.
export const chromiumFlags = [`--disable-features=${featuresOff.join(',')}`,
    '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader', '--disable-gpu-compositing', '--ignore-gpu-blocklist', '--disable-background-networking',
    '--disable-component-update', '--disable-default-apps', '--disable-sync', '--no-first-run'];

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript',
    '.css': 'text/css', '.wasm': 'application/wasm', '.ttf': 'font/ttf', '.json': 'application/json',
    '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml' };

// A quarter of a device pixel for a pixel of the page: drawn without a graphics card, a frame costs by
// its pixels, and what is read and pressed here does not depend on them. A test that looks asks for more.
export const small = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.25 };

/** Serves the site on a free port of this machine: {address, close()}; over HTTPS with a `tls` of key and cert. */
export async function serve(folder = siteFolder, tls = null) {
    if (!existsSync(join(folder, 'index.html')))
        throw new Error(`${folder} has no index.html: build the page first (cmake --build --preset web)`);
    const answer = (request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
        const file = join(folder, path.endsWith('/') ? join(path, 'index.html') : path);
        if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
            response.writeHead(404).end();
            return;
        }
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
        createReadStream(file).pipe(response);
    };
    const server = tls ? createSecureServer(tls, answer) : createServer(answer);
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const close = () => new Promise((done) => {
        server.close(done);
        server.closeAllConnections?.();
    });
    return { address: `${tls ? 'https' : 'http'}://localhost:${server.address().port}/`, close };
}

export function launch(options = {}) {
    return chromium.launch({ executablePath: chromiumPath, args: chromiumFlags, ...options });
}

/** What `inChromium` started. */
export let site;
export let browser;

/** For a file of tests: the site served and a browser open from before the first test to the last;
 *  `then` is done once they are there. */
export function inChromium(then = async () => {}) {
    before(async () => {
        site = await serve();
        browser = await launch();
        await then();
    });
    after(async () => {
        await browser?.close();
        await site?.close();
    });
}

/** A browser that keeps its data in a folder, as a person's does: for what must survive. */
export function launchPersistent(folder, options = {}) {
    return chromium.launchPersistentContext(folder, { executablePath: chromiumPath, args: chromiumFlags,
        ...small, ...options });
}

/** Opens the page in a context of its own and waits until it shows something. Errors of the page
 *  are collected in `page.problems`, all that its console says in `page.said`. */
export async function open(browser, address, { hash = '', ...options } = {}) {
    const context = await browser.newContext({ ...small, ...options });
    const page = await context.newPage();
    return visit(page, address + hash);
}

export async function visit(page, address) {
    if (!page.problems) {
        page.problems = [];
        page.said = [];
        page.on('pageerror', (error) => {
            page.said.push(String(error));
            page.problems.push(String(error));
        });
        page.on('console', (message) => {
            page.said.push(message.text());
            if (message.type() === 'error') page.problems.push(message.text());
        });
    }
    await page.goto(address);
    await ready(page);
    return page;
}

/** Until the mirror has the page's heading. */
export async function ready(page, timeout = 30000) {
    await page.waitForSelector('#mirror h1', { state: 'attached', timeout });
    await settled(page);
}

const settlingLongest = 15000; // ms

/** Until no frame is due: asked once, and waited for in the page. */
export async function settled(page) {
    try {
        await page.evaluate((patience) => new Promise((done, fail) => {
            const started = performance.now();
            const look = () => {
                if (window.pimlab?.idle) return done();
                if (performance.now() - started > patience) return fail(new Error('the page does not settle'));
                return setTimeout(look, 20);
            };
            look();
        }), settlingLongest);
    } catch (error) {
        if (!/context was destroyed/.test(error.message)) throw error;
        // What was pressed leads to another page, which is waited for, by way of others as well.
        await page.waitForFunction(() => window.pimlab?.idle, null, { polling: 30, timeout: settlingLongest });
    }
}

/** Until the top bar says that everything is saved. */
export async function saved(page) {
    await page.getByRole('banner').getByText('Saved', { exact: true }).waitFor({ state: 'attached' });
    await settled(page);
}

/** One node by role and name, in the mirror. `within` narrows the search to a landmark or row. */
export function find(page, role, name, { within, exact = true, ...options } = {}) {
    return (within ?? page).getByRole(role, { name, exact, ...options });
}

/** In the page: the middle of the node's box, brought into sight where it is scrolled away and has none. As a person
 *  waits, `free` waits until no message lies over it; what is in the message itself may be pressed. */
async function middleOf(element, free) {
    const until = async (what, holds, patience) => {
        for (const started = performance.now(); !holds();) {
            if (performance.now() - started > patience) throw new Error(`it does not ${what}`);
            await new Promise((done) => { setTimeout(done, 20); });
        }
    };
    if (!element.hasAttribute('data-box')) {
        window.pimlab.reveal(element);
        await until('come into sight', () => element.hasAttribute('data-box') && window.pimlab.idle, 5000);
    }
    const middle = () => {
        const box = element.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const uncovered = () => {
        const { x, y } = middle();
        return [...document.querySelectorAll('#mirror [role=region] [role=listitem]')].every((message) => {
            const box = message.getBoundingClientRect();
            return message.contains(element) || x < box.left || box.right < x || y < box.top || box.bottom < y;
        });
    };
    if (free) await until('come out from under the messages', uncovered, 10000);
    return middle();
}

/** Presses the pointer on the canvas, in the middle of the node's box. */
export async function click(page, locator) {
    const { x, y } = await locator.evaluate(middleOf, true);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.up();
    await settled(page);
}

export async function hover(page, locator) {
    const { x, y } = await locator.evaluate(middleOf, false);
    await page.mouse.move(x, y);
    await settled(page);
}

/** Presses through the mirror alone, as a screen reader does. */
export async function activate(page, locator) {
    await locator.dispatchEvent('click');
    await settled(page);
}

/** Writes into a field through the mirror alone. */
export async function fill(page, locator, text) {
    await locator.focus();
    await locator.fill(text);
    await settled(page);
}

/** Clicks into a field on the canvas and types with the keyboard, over what is there. */
export async function type(page, locator, text) {
    await click(page, locator);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
    await settled(page);
}

export async function press(page, key) {
    await page.keyboard.press(key);
    await settled(page);
}

/** Role, name and value of what has the keyboard. */
export function focused(page) {
    return page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const role = element.getAttribute('role') ?? { A: 'link', INPUT: element.type === 'range' ? 'slider' : 'textbox',
            TEXTAREA: 'textbox' }[element.tagName] ?? element.tagName.toLowerCase();
        return { role, name: element.getAttribute('aria-label') ?? element.textContent, value: element.value ?? null };
    });
}

/** With the keyboard alone: Tab until that role and name have the focus. */
export async function tabTo(page, role, name, { back = false, most = 120 } = {}) {
    const matches = (found) => found && found.role === role
        && (name instanceof RegExp ? name.test(found.name) : found.name === name);
    for (let steps = 0; steps < most; steps += 1) {
        if (matches(await focused(page))) return;
        await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
        await settled(page);
    }
    throw new Error(`Tab does not reach ${role} ${name}; it is at ${JSON.stringify(await focused(page))}`);
}

/** Red, green and blue of what is drawn at a point of the page, 0 to 255 each. */
export async function colourAt(page, x, y) {
    const png = await page.screenshot({ clip: { x, y, width: 2, height: 2 } });
    return page.evaluate(async (bytes) => {
        const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
        const canvas = document.createElement('canvas').getContext('2d');
        canvas.drawImage(picture, 0, 0);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }, [...png]);
}

/** The whole tree as text, for messages and for looking. */
export function outline(page) {
    return page.locator('#mirror').ariaSnapshot();
}
