// Goal: what was confirmed is on disk, byte for byte, also where commits are large and a snapshot is
// under way. Method: a probe page over the real mount, in a Chromium with a persistent profile that is
// killed as a power cut would; kill.test.mjs does it to the portal itself.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Profile } from './profile.mjs';
import { killWhenConfirmed, look, openProbe, serve, states } from './storage_page.mjs';

const kills = 10;
const patience = 170000; // ms: a start of the browser takes 1 s alone and 7 s on a busy machine

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

test('killed after a confirmation, in the middle of a snapshot, nothing is lost', { timeout: patience }, async () => {
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
    confirmed = await killWhenConfirmed(profile, page, 1 + (kill % 3) * 20);
    assert.ok(confirmed.users > found.users);
  }
});
