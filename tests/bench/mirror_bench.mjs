// Goal: what a mirror of a large tenant costs: requests, seconds, bytes, memory. Method: the built page
// mirrors a `pimlab serve` with a store of that many schedules, in a real Chromium. Figures, never a test:
//   cmake --build --preset native --target pimlab_make_store
//   PIMLAB_SITE=$PWD/build/web/site node tests/bench/mirror_bench.mjs [schedules]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { begin, servePage, startServer } from '../browser/connecting.mjs';
import { activate, fill, find, launch, open } from '../browser/support.mjs';

const schedules = process.argv[2] ?? '10000';
const native = fileURLToPath(new URL('../../build/native', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'pimlab-store-'));
const data = path.join(folder, 'data');
execFileSync(path.join(native, 'pimlab_make_store'), [data, schedules]);
const server = await startServer(['--data', data]);
const site = await servePage();
site.configure({ backends: [{ name: 'The lab', address: server.address, lab: true }] });
const browser = await launch();
const page = await open(browser, site.address, { hash: '#/connect' });
const network = await page.context().newCDPSession(page);
await network.send('Network.enable');
let requests = 0;
let bytes = 0;
network.on('Network.responseReceived', ({ response }) => { requests += response.url.startsWith(server.address) ? 1 : 0; });
network.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });

await begin(page, 'The lab');
const given = await fetch(`${server.address}/lab/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userPrincipalName: 'administrator@bench.example', mfa: true }) });
await fill(page, find(page, 'textbox', 'Access token'), (await given.json()).access_token);
await activate(page, find(page, 'button', 'Use this token'));
const memory = async () => (await page.evaluate(() => window.Module.HEAPU8.length + performance.memory.usedJSHeapSize)) / 2 ** 20;
const before = await memory();
let most = before;
[requests, bytes] = [0, 0];
const begun = performance.now();
await activate(page, find(page, 'button', 'Mirror'));
const done = page.getByText('The mirror is complete').first().waitFor({ state: 'attached', timeout: 600000 });
let over = false;
done.then(() => { over = true; });
while (!over) {
    most = Math.max(most, await memory());
    await page.waitForTimeout(50);
}
const seconds = (performance.now() - begun) / 1000;
console.log(`${schedules} schedules: ${requests} requests, ${seconds.toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(1)} MiB received, `
    + `${most.toFixed(0)} MiB of memory at most (${before.toFixed(0)} before)`);
await browser.close();
await site.close();
await server.close();
rmSync(folder, { recursive: true, force: true });
