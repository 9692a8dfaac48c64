// What the storage tests need: a server for the probe page, and what is asked of that page.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const built = process.env.PIMLAB_SITE ? path.dirname(process.env.PIMLAB_SITE) : path.join(root, 'build/web');

const page = `<!doctype html><title>probe</title>
<script src="storage_mount.js" data-sandboxes="probe"></script>
<script src="storage_probe.js"></script>`;

const served = {
  'storage_mount.js': [path.join(built, 'scripts/storage_mount.js'), 'text/javascript'],
  'storage_probe.js': [path.join(built, 'storage_probe.js'), 'text/javascript'],
  'storage_probe.wasm': [path.join(built, 'storage_probe.wasm'), 'application/wasm'],
};

/** A server of the probe page in the folders / and /other/; { url, close }. */
export async function serve() {
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url, 'http://x').pathname);
    const [file, type] = served[name] || [];
    if (!file && !request.url.endsWith('/')) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': type || 'text/html', 'Cache-Control': 'no-store' });
    return response.end(file ? readFileSync(file) : page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => { server.closeAllConnections?.(); server.close(resolve); });
  return { url: `http://localhost:${server.address().port}/`, close };
}

/**
 * Adds users, and kills the browser the moment that the page was told that they are durable. What was
 * confirmed.
 */
export async function killWhenConfirmed(profile, page, count) {
  const begin = () => page.evaluate(async (wanted) => {
    const before = Module._probe_confirmed();
    if (!Module._probe_add(wanted)) throw new Error('refused');
    const state = { users: Module._probe_users(), digest: Module.UTF8ToString(Module._probe_digest()) };
    const { port1, port2 } = new MessageChannel();
    while (Module._probe_confirmed() < before + wanted) {
      await new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
    }
    console.log('confirmed ' + JSON.stringify(state));
  }, count);
  return JSON.parse(await profile.killWhenTold(page, 'confirmed ', begin));
}

/** Opens the probe and waits until its sandbox is there, or until it says why not. */
export async function openProbe(context, url) {
  const opened = await context.newPage();
  await opened.goto(url);
  await opened.waitForFunction(() => globalThis.Module?.calledRun &&
    (Module._probe_state() >= 0 || Module.UTF8ToString(Module._probe_problem()) !== ''));
  return opened;
}

export const states = { saved: 0, saving: 1, failed: 2, readOnly: 3 };

/** What a probe has: users, save state, digest and so on. */
export function look(page) {
  return page.evaluate(() => ({
    state: Module._probe_state(),
    users: Module._probe_state() < 0 ? 0 : Module._probe_users(),
    confirmed: Module._probe_confirmed(),
    failed: Module._probe_failed(),
    damages: Module._probe_damages(),
    problem: Module.UTF8ToString(Module._probe_problem()),
    digest: Module._probe_state() < 0 ? '' : Module.UTF8ToString(Module._probe_digest()),
  }));
}

/** Adds users and waits until the page was told that they are durable. */
export function add(page, count) {
  return page.evaluate(async (wanted) => {
    const before = Module._probe_confirmed() + Module._probe_failed();
    if (!Module._probe_add(wanted)) throw new Error('refused');
    while (Module._probe_confirmed() + Module._probe_failed() < before + wanted) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }, count);
}

/** Waits until `look` shows what is wanted. */
export async function until(page, wanted) {
  const end = Date.now() + 15000;
  for (;;) {
    const seen = await look(page);
    if (wanted(seen)) return seen;
    if (Date.now() > end) throw new Error(`not reached: ${wanted}; it is ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
