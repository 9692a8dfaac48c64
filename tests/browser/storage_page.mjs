// What the storage tests need of a browser: a server for the probe page, and a Chromium with a
// profile of its own that can be killed in the middle of anything.
import { chromium } from 'playwright-core';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const built = process.env.PIMLAB_SITE ? path.dirname(process.env.PIMLAB_SITE) : path.join(root, 'build/web');

const page = `<!doctype html><title>probe</title>
<script src="storage_mount.js"></script>
<script>pimlabStorage.prepare('probe');</script>
<script src="storage_probe.js"></script>`;

const served = {
  'storage_mount.js': [path.join(root, 'web/storage_mount.js'), 'text/javascript'],
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

/** The ids of a process and of all that it started. */
function family(id) {
  const children = new Map();
  for (const line of execFileSync('ps', ['-eo', 'pid=,ppid=']).toString().trim().split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) || []), child]);
  }
  const found = [id];
  for (let index = 0; index < found.length; ++index) found.push(...(children.get(found[index]) || []));
  return found;
}

/** A profile folder that outlives the browsers that use it. */
export class Profile {
  folder = mkdtempSync(path.join(tmpdir(), 'pimlab-profile-'));

  async launch() {
    this.context = await chromium.launchPersistentContext(this.folder, {
      executablePath: process.env.PIMLAB_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
    const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n');
    const mains = lines.filter((line) => line.includes(this.folder) && !line.includes('--type='));
    this.process = Number(mains.map((line) => line.trim().split(/\s+/)[0])[0]);
    return this.context;
  }

  /**
   * As a power cut in the instant of a confirmation: the page adds users, and the moment that it was
   * told that they are durable the browser and all its helpers end. What was confirmed.
   */
  async killWhenConfirmed(page, count) {
    const ids = family(this.process); // beforehand: looking for them takes longer than a commit
    const closed = new Promise((resolve) => { this.context.on('close', resolve); });
    const confirmed = new Promise((resolve) => {
      page.on('console', (message) => {
        for (const id of ids) {
          try {
            process.kill(id, 'SIGKILL');
          } catch (error) {
            if (error.code !== 'ESRCH') throw error; // it went with its parent
          }
        }
        resolve(JSON.parse(message.text()));
      });
    });
    page.evaluate(async (wanted) => {
      const before = Module._probe_confirmed();
      if (!Module._probe_add(wanted)) throw new Error('refused');
      const state = { users: Module._probe_users(), digest: Module.UTF8ToString(Module._probe_digest()) };
      const { port1, port2 } = new MessageChannel();
      while (Module._probe_confirmed() < before + wanted) {
        await new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
      }
      console.log(JSON.stringify(state));
    }, count).catch(() => {}); // it never returns: the browser is gone
    const state = await confirmed;
    await closed;
    return state;
  }

  async remove() {
    await this.context?.close().catch(() => {});
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the probe and waits until its sandbox is there, or until it says why not. */
export async function openProbe(context, url) {
  const opened = await context.newPage();
  await opened.goto(url);
  await opened.waitForFunction(() => globalThis.Module?._probe_state &&
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
