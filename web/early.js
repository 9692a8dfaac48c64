// What begins while the page is still being read: what is kept is read too, and the program is compiled.
import './storage_mount.js';
import { compiled } from './compiled.js';

globalThis.pimlabProgram = compiled('pimlab.wasm');
globalThis.pimlabProgram.catch(() => {}); // said by program.js, which waits for it
