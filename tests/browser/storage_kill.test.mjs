// Goal: what the page confirmed is on disk, whatever happens to the browser. Method: a probe page
// over the real mount, in a Chromium with a persistent profile that is killed as a power cut would.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Profile, look, openProbe, serve, states } from './storage_page.mjs';

const kills = 50;
const patience = 850000; // ms: a start of the browser takes 1 s alone and 7 s on a busy machine

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

test('killed fifty times after a confirmation, nothing is lost', { timeout: patience }, async () => {
  let confirmed = { users: 0 };
  for (let kill = 0; kill < kills; ++kill) {
    const page = await openProbe(await profile.launch(), server.url);
    const found = await look(page);
    assert.equal(found.problem, '');
    assert.equal(found.damages, 0);
    assert.equal(found.state, states.saved);
    assert.equal(found.users, confirmed.users, `after ${kill} kills`);
    if (kill > 0) assert.equal(found.digest, confirmed.digest);
    // Every other time a slice of a snapshot may be under way too, and the records differ in size.
    if (kill % 2 === 1) await page.evaluate(() => Module._probe_idle());
    confirmed = await profile.killWhenConfirmed(page, 1 + (kill % 3) * 20);
    assert.ok(confirmed.users > found.users);
  }
});
