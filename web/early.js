// What begins while the page is still being read: what is kept is read too, and the program is compiled
// and made ready to be started.
import './storage_mount.js';
import * as program from './program.js';

globalThis.pimlabProgram = program;
program.load();

// Told where it takes longer: most loads are over before anybody has read it.
const toldAfter = 300; // ms
setTimeout(() => {
    const told = document.getElementById('loading');
    if (told) told.hidden = false;
}, toldAfter);
