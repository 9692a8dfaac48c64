// What the program asks of the page (web/library_browser.js).
import { wake, wakeAfter } from './frame.js';
import { backends } from './backends.js';
import { graph } from './graph_endpoint.js';
import { identity } from './identity.js';
import { announce, show } from './mirror.js';
import { setSetting } from './surroundings.js';

const cursors = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer',
    'wait', 'progress', 'not-allowed'];
const storage = globalThis.pimlabStorage;
let canvas = null;
let module = null;

export const host = {
    fonts: [],
    file: null,
    /** Called by the program when it is ready for frames. */
    started() {},
    mirror(text, focused, moved) {
        show(text, focused, Boolean(moved));
        const loading = document.getElementById('loading');
        if (!loading) return;
        loading.remove();
        document.getElementById('skip').hidden = false;
    },
    announce,
    cursor(cursor) {
        canvas.style.cursor = cursors[cursor] ?? 'default';
    },
    copy,
    hash(hash) {
        keep(true, pageName(), hash);
        if (location.hash === hash) return;
        // An address that prepared a sandbox would do so again on the way back.
        history[location.hash.startsWith('#/start/') ? 'replaceState' : 'pushState'](null, '', hash);
    },
    open(address) {
        window.open(address, '_blank', 'noopener');
    },
    download,
    chooseFile,
    later,
    wake(seconds) {
        if (seconds <= 0) wake();
        else wakeAfter(seconds);
    },
    setting: setSetting,
    failed: tell,
    graph,
    backends,
    identity,
    /** Which sandbox this tab has open. */
    get place() { return storage.sandboxes.indexOf(storage.sandbox); },
    /** Goes to another one. */
    go(place) {
        location.assign(place === storage.sandboxes[0] ? './' : `./?sandbox=${place}#/connect`);
    },
    keep,
    /** What was kept under a name, as bytes; `keptText` has them too. */
    kept(lasting, name) {
        host.keptText = new TextEncoder().encode(keptText(lasting, name));
        return host.keptText;
    },
    keptText: null,
};

/** The page that was shown here last; a sandbox opens on it. */
export function lastPage() {
    return keptText(true, pageName());
}

export function begin(wasm, theCanvas) {
    module = wasm;
    canvas = theCanvas;
    addEventListener('online', () => {
        module._pimlab_line_is_back();
        wake();
    });
    addEventListener('hashchange', () => {
        module.ccall('pimlab_hash_changed', null, ['string'], [location.hash]);
        wake();
    });
}

/** Says why there is no page, and what to do. */
export function tell(reason) {
    const told = {
        webgl: ['This browser cannot draw the page', 'pimlab needs WebGL 2. Turn on hardware acceleration or '
            + '“WebGL” in the browser’s settings, or open the page in a current Chrome, Edge, Firefox or Safari.'],
        load: ['The page could not be loaded', 'Check the connection and load the page again.'],
        stopped: ['The page has stopped', 'Load it again: everything that was confirmed is kept.'],
    }[reason];
    document.getElementById('loading')?.remove();
    document.querySelector('main.told')?.remove();
    const main = document.createElement('main');
    main.className = 'told';
    main.setAttribute('role', 'alert');
    const heading = document.createElement('h1');
    heading.textContent = told[0];
    const text = document.createElement('p');
    text.textContent = told[1];
    main.append(heading, text);
    document.body.append(main);
}

// Kept for this tab until it is closed, over reloads; or, lasting, in this browser. By the page's folder:
// one origin may carry many.
const keyOf = (name) => 'pimlab.' + storage.nameOf(name);

const pageName = () => `page ${storage.sandbox}`;

/** False where storage is forbidden or full: the text is then forgotten with the page. */
function keep(lasting, name, text) {
    try {
        (lasting ? localStorage : sessionStorage).setItem(keyOf(name), text);
        return true;
    } catch {
        return false;
    }
}

function keptText(lasting, name) {
    try {
        return (lasting ? localStorage : sessionStorage).getItem(keyOf(name)) ?? '';
    } catch {
        return '';
    }
}

async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        // Plain-HTTP pages have no clipboard interface: the old way, from a field that is gone at once.
        const field = document.createElement('textarea');
        field.value = text;
        document.body.append(field);
        const before = document.activeElement;
        field.select();
        document.execCommand('copy');
        field.remove();
        before?.focus({ preventScroll: true });
    }
}

function download(name, bytes) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Calls the program back with the number of its work. */
function later(work, milliseconds) {
    setTimeout(() => module._pimlab_later(work), milliseconds);
}

function chooseFile(request) {
    const field = document.createElement('input');
    field.type = 'file';
    const done = async () => {
        const file = field.files[0];
        if (!file) return chosen(request, '', null);
        // What cannot be read is told as an empty file is.
        const bytes = await file.arrayBuffer().catch(() => []);
        return chosen(request, file.name, new Uint8Array(bytes));
    };
    field.addEventListener('change', done);
    field.addEventListener('cancel', () => chosen(request, '', null));
    // Not part of the page's tree; tests find it by its id.
    field.id = 'file';
    field.hidden = true;
    document.getElementById('file')?.remove();
    document.body.append(field);
    field.click();
}

function chosen(request, name, bytes) {
    document.getElementById('file')?.remove();
    host.file = bytes;
    module.ccall('pimlab_file_chosen', null, ['number', 'string', 'number'],
        [request, name, bytes ? bytes.length : -1]);
    host.file = null;
    wake();
}
