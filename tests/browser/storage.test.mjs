// Goal: tabs never harm one another, and a failed save is told. Method: a probe page over the real
// mount, in a Chromium with a persistent profile.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Profile } from './profile.mjs';
import { add, look, openProbe, serve, states, until } from './storage_page.mjs';

let server;
let profile;

before(async () => {
  server = await serve();
  profile = new Profile();
});
after(async () => {
  await profile.remove();
  await server.close();
});

test('a second tab reads, follows, and writes when the first is closed', async () => {
  const context = await profile.launch();
  const first = await openProbe(context, server.url);
  const second = await openProbe(context, server.url);
  assert.equal((await look(first)).state, states.saved);
  assert.equal((await look(second)).state, states.readOnly);
  assert.equal(await second.evaluate(() => Module._probe_add(1)), 0);
  await add(first, 2);
  const there = await look(first);
  const followed = await until(second, (seen) => seen.digest === there.digest);
  assert.equal(followed.state, states.readOnly);
  await first.close();
  await until(second, (seen) => seen.state === 0);
  await add(second, 1);
  assert.equal((await look(second)).users, there.users + 1);
  await second.close();
  const third = await openProbe(context, server.url);
  assert.equal((await look(third)).users, there.users + 1);
  await context.close();
});

test('a tab that wrongly believes that it writes destroys nothing', async () => {
  const context = await profile.launch();
  // Without locks, as on a page that is no secure context, both tabs believe it.
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  const first = await openProbe(context, server.url);
  const second = await openProbe(context, server.url);
  await add(first, 1);
  const there = await look(first);
  await add(second, 1);
  const refused = await look(second);
  assert.equal(refused.failed, 1);
  assert.equal(refused.state, states.failed);
  assert.match(refused.problem, /not the one that this tab has read/);
  assert.equal(refused.users, there.users - 1, 'it went back to the journal that it knows');
  const third = await openProbe(context, server.url);
  assert.equal((await look(third)).digest, there.digest);
  await context.close();
});

test('a page in another folder of the same origin has a sandbox of its own', async () => {
  const context = await profile.launch();
  const other = await openProbe(context, server.url + 'other/');
  assert.equal((await look(other)).users, 0);
  await add(other, 1);
  const own = await openProbe(context, server.url);
  assert.ok((await look(own)).users > 1);
  await context.close();
});

test('a full disk is reported, the state goes back, and saving works again', async () => {
  const context = await profile.launch();
  const page = await openProbe(context, server.url);
  const before_ = await look(page);
  const devtools = await context.newCDPSession(page);
  const origin = new URL(server.url).origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await add(page, 1);
  const full = await look(page);
  assert.equal(full.state, states.failed);
  assert.match(full.problem, /no more room/);
  assert.equal(full.digest, before_.digest);
  assert.equal(await page.evaluate(() => Module._probe_add(1)), 0);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.evaluate(() => Module._probe_try_again());
  await until(page, (seen) => seen.state === 0);
  await add(page, 1);
  assert.equal((await look(page)).users, before_.users + 1);
  await context.close();
});

test('saving costs what changed', async () => {
  const context = await profile.launch();
  const page = await openProbe(context, server.url);
  await add(page, 400);
  const written = await page.evaluate(async () => {
    let bytes = 0;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      bytes += value.byteLength || 0;
      return put.call(this, value, key);
    };
    const before = Module._probe_confirmed();
    Module._probe_add(1);
    while (Module._probe_confirmed() === before) await new Promise((resolve) => setTimeout(resolve, 0));
    return bytes;
  });
  assert.ok(written < 2000, `one user cost ${written} bytes`);
  await context.close();
});

test('following costs what changed', async () => {
  const context = await profile.launch();
  const first = await openProbe(context, server.url);
  await add(first, 400);
  const second = await openProbe(context, server.url);
  await second.evaluate(() => {
    globalThis.bytesRead = 0;
    const getAll = IDBObjectStore.prototype.getAll;
    IDBObjectStore.prototype.getAll = function (range) {
      const request = getAll.call(this, range);
      request.addEventListener('success', () => {
        for (const row of request.result) globalThis.bytesRead += row.byteLength;
      });
      return request;
    };
  });
  const follow = async () => {
    const there = await look(first);
    await until(second, (seen) => seen.digest === there.digest);
    return second.evaluate(() => globalThis.bytesRead);
  };
  await add(first, 1);
  const read = await follow();
  assert.ok(read > 0 && read < 4000, `one user cost ${read} bytes`);
  // Where a message was missed, everything is read again.
  await second.evaluate(() => {
    const name = 'pimlab-' + pimlabStorage.nameOf('probe');
    new BroadcastChannel(name).postMessage({ commit: 1e6 });
    new BroadcastChannel(name).postMessage({ commit: 1e6 + 2, begun: [] });
  });
  await add(first, 1);
  assert.ok(await follow() > 10 * read);
  await context.close();
});

test('a snapshot is made in idle time and read back', async () => {
  const context = await profile.launch();
  const page = await openProbe(context, server.url);
  await add(page, 400);
  const follower = await openProbe(context, server.url);
  for (let time = 0; time < 50; ++time) {
    await page.evaluate(() => Module._probe_idle());
    await page.waitForTimeout(20);
  }
  const names = await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('pimlab-' + pimlabStorage.nameOf('probe')).onsuccess = (event) => {
      const keys = event.target.result.transaction('rows').objectStore('rows').getAllKeys();
      keys.onsuccess = () => { event.target.result.close(); resolve(keys.result.map(([file]) => file)); };
    };
  }));
  assert.ok(names.some((name) => name.startsWith('snapshot-')), names.join(' '));
  await add(page, 1);
  const there = await look(page);
  await until(follower, (seen) => seen.digest === there.digest);
  await follower.close();
  await page.close();
  const again = await openProbe(context, server.url);
  assert.equal((await look(again)).digest, there.digest);
  await context.close();
});
