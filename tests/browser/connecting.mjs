// What tests of the Connect page share: a server to connect to, a page whose config.json names it, and the steps
// from there to a mirror.
import { execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { copySite } from './site_copy.mjs';
import { activate, click, find, ready, saved, serve } from './support.mjs';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const program = process.env.PIMLAB_PROGRAM ?? join(root, 'build/native/pimlab');

/** A `pimlab serve` that keeps nothing, on a free port: {address, close()}. */
export async function startServer(options = [], environment = {}) {
    const server = spawn(program, ['serve', '--port', '0', '--data', ':memory:', ...options],
        { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
    const line = await new Promise((done, fail) => {
        createInterface(server.stdout).once('line', done);
        server.once('exit', (status) => fail(new Error(`the server ended with ${status} before it listened`)));
    });
    // By the name that a certificate is for.
    const address = line.replace('listening on ', '').trim().replace(/^https:..127\.0\.0\.1/, 'https://localhost');
    const ended = new Promise((done) => server.once('exit', done));
    const close = () => {
        server.kill();
        return ended;
    };
    return { address, close };
}

/** The built page, served from a folder of its own: {address, folder, configure(configuration), close()}. */
export async function servePage() {
    const copy = copySite();
    const site = await serve(copy.folder);
    return {
        address: site.address,
        folder: copy.folder,
        configure(configuration) {
            copy.write('config.json', JSON.stringify(configuration));
            execFileSync('python3', [join(root, 'cmake/policy.py'), copy.folder]);
        },
        async close() {
            await site.close();
            copy.remove();
        },
    };
}

/** In the sandbox of mirrors, with a backend chosen. */
export async function begin(page, backend) {
    await click(page, find(page, 'radio', backend));
    await click(page, find(page, 'button', 'Open the mirror’s sandbox'));
    await page.waitForURL(/sandbox=mirror/);
    await ready(page);
    await click(page, find(page, 'radio', backend));
}

export async function signInAs(page, name, { mfa = true } = {}) {
    await click(page, find(page, 'button', 'Show the personas'));
    await find(page, 'option', name).waitFor({ state: 'attached' });
    await activate(page, find(page, 'option', name));
    if (!mfa) await activate(page, find(page, 'checkbox', 'MFA was done'));
    await click(page, find(page, 'button', 'Sign in'));
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
}

export async function mirror(page) {
    await click(page, find(page, 'button', 'Mirror'));
    await page.getByText('The mirror is complete').first().waitFor({ state: 'attached', timeout: 30000 });
    await saved(page);
}

export const goTo = (page, name) =>
    click(page, find(page, 'link', name, { within: page.getByRole('navigation', { name: 'Portal' }) }));

/** The rows of a table of an exported sandbox. */
export const rowsOf = (file, table) =>
    JSON.parse(file).body.filter((part) => part.table === table).flatMap((part) => part.rows);

/** The sandbox as the page gives it away. */
export async function exported(page) {
    await goTo(page, 'Sandbox');
    const [download] = await Promise.all([page.waitForEvent('download'), click(page, find(page, 'button', 'Export'))]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}
