// The Graph endpoint inside the page: the service worker brings what other code in this browser asks
// of ./graph/, the program answers, from message handlers alone: a hidden tab gets no frames.
const folder = new URL('./', document.baseURI).href;
const root = folder + 'graph';
// What the page and its worker call each other by; a worker of another build may speak otherwise.
const protocol = 'pimlab graph 1';
const claimWait = 3000; // ms until a page that the worker does not take is told so

// As ui::GraphEndpoint::State counts them.
const states = { preparing: 1, ready: 2, unsupported: 3, bypassed: 4, failed: 5 };

const ports = new Map(); // number of a request → where its answer goes
let module = null;
let last = 0;

export const graph = {
    /** The request that the program is about to take, packed. */
    request: null,
    answer(number, status, fields, body) {
        const port = ports.get(number);
        ports.delete(number);
        const headers = fields.split('\n').filter(Boolean).map((line) => {
            const colon = line.indexOf(': ');
            return [line.slice(0, colon), line.slice(colon + 2)];
        });
        port.postMessage({ status, headers, body });
    },
};

/** Method, address and root on a line each, header fields, an empty line, the body. */
function packed({ method, url, headers, body }) {
    const lines = [method, url, root, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
    const head = new TextEncoder().encode(lines.join('\n'));
    const bytes = new Uint8Array(head.length + body.byteLength);
    bytes.set(head);
    bytes.set(new Uint8Array(body), head.length);
    return bytes;
}

function asked(event) {
    const { data, ports: [port] } = event;
    if (data.protocol !== protocol) return;
    last += 1;
    ports.set(last, port);
    graph.request = packed(data);
    const taken = module.ccall('pimlab_graph_asked', 'number', ['number', 'number', 'string'],
        [last, graph.request.length, data.caller]);
    graph.request = null;
    if (taken) return;
    ports.delete(last);
    // This tab only reads: the one that writes answers for it, to this tab's persona.
    port.postMessage({ caller: module.ccall('pimlab_graph_persona', 'string', [], []) });
}

/** Until the worker controls this page: it then sees what the page fetches. */
function controlled(worker) {
    return new Promise((resolve) => {
        const { serviceWorker } = navigator;
        if (serviceWorker.controller) return resolve(true);
        setTimeout(resolve, claimWait, false);
        serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true });
        return worker.postMessage({ protocol, wish: 'claim' });
    });
}

/** This tab's name among the worker's clients. */
function ownId(worker) {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
        port1.onmessage = (event) => resolve(event.data);
        worker.postMessage({ protocol, wish: 'name' }, [port2]);
    });
}

async function prepare() {
    const { serviceWorker, locks } = navigator;
    if (!serviceWorker || !locks) return ['unsupported', ''];
    try {
        await serviceWorker.register(folder + 'service_worker.js', { scope: folder, updateViaCache: 'none' });
        const { active } = await serviceWorker.ready;
        serviceWorker.onmessage = asked;
        const id = await ownId(active);
        // The worker forgets everything whenever it rests: a lock, held as long as this tab lives, tells it
        // whom it can ask.
        await new Promise((held) => {
            locks.request(`${protocol} ${folder} ${id}`, () => {
                held();
                return new Promise(() => {});
            });
        });
        return [await controlled(active) ? 'ready' : 'bypassed', ''];
    } catch (error) {
        return ['failed', error.message];
    }
}

/** Tells the program how the endpoint stands. The address of the root once it answers; else null. */
export async function begin(wasm) {
    module = wasm;
    const tell = (state, problem) => module.ccall('pimlab_graph_endpoint', null, ['number', 'string', 'string'],
        [states[state], root, problem]);
    tell('preparing', '');
    const [state, problem] = await prepare();
    tell(state, problem);
    return state === 'ready' ? root : null;
}
