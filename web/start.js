// Starts the page once the program, which early.js has begun to load, and the fonts are there; the program's
// later part follows.
import * as frame from './frame.js';
import { begin as beginGraph } from './graph_endpoint.js';
import { begin as beginBackends } from './backends.js';
import { begin as beginIdentity } from './identity.js';
import { begin as beginHost, host, lastPage, tell } from './host.js';
import { begin as beginInput } from './input.js';
import { begin as beginMirror } from './mirror.js';
import { begin as beginSurroundings } from './surroundings.js';

const program = globalThis.pimlabProgram; // begun by early.js
const canvas = document.getElementById('canvas');
const fontFiles = ['fonts/open-sans-regular.ttf', 'fonts/open-sans-semibold.ttf', 'fonts/fluent-icons.ttf'];

// "#/my-roles/active" → "My roles": what is coming, while it comes.
function nameOf(hash) {
    const part = hash.replace(/^#\/?/, '').split('/')[0].replace(/[^a-z-]/gi, '').replace(/-/g, ' ');
    return part ? part[0].toUpperCase() + part.slice(1) : 'pimlab';
}

async function bytes(address) {
    const response = await fetch(address, { credentials: 'same-origin' });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
}

function followContext(module) {
    canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();
        frame.state.lost = true;
        module._pimlab_context_lost();
    });
    canvas.addEventListener('webglcontextrestored', () => {
        module._pimlab_context_restored();
        frame.state.lost = false;
        frame.wake();
    });
}

async function start() {
    document.getElementById('loading-name').textContent = nameOf(location.hash);
    window.pimlabHost = host;
    try {
        program.ways.stop = frame.stop;
        const loading = [program.loaded, ...fontFiles.map(bytes)];
        // Asked for early, the graphics process starts meanwhile; canvas.cpp asks again and gets the same.
        canvas.getContext('webgl2', { alpha: false, depth: false, stencil: false, antialias: false });
        // Another page than those that come first is drawn by the later part.
        const { sandbox, sandboxes } = window.pimlabStorage;
        const enough = sandbox === sandboxes[0] && program.suffices(location.hash, lastPage());
        const whole = enough ? null : program.follow();
        const [module, ...fonts] = await Promise.all(loading);
        module.canvas = canvas;
        await whole;
        host.fonts = fonts;
        beginBackends(module);
        beginHost(module, canvas);
        beginIdentity(module);
        beginMirror(module);
        followContext(module);
        // The program may wait for its storage before it is ready.
        const started = new Promise((resolve) => {
            host.started = resolve;
        });
        module._main(0, 0);
        await started;
        host.fonts = [];
        frame.begin(module);
        beginInput(module, canvas);
        beginSurroundings(module, canvas);
        // After the first frame, which a hidden tab does not get.
        if (document.hidden) program.follow();
        else requestAnimationFrame(() => setTimeout(program.follow));
        // For tests and for the curious: what the page costs, and where its Graph answers.
        window.pimlab = {
            graph: beginGraph(module),
            get frames() { return frame.state.frames; },
            get idle() { return frame.isIdle(); },
            get program() { return program.state; },
            reveal(element) {
                module._pimlab_ask_reveal(element.nodeId);
                frame.wake();
            },
        };
    } catch (error) {
        console.error(error);
        tell('load');
    }
}

start();
