// Requests to backends and to files beside the page: the browser's fetch, with a limit of time.
const underWay = new Map(); // number of a request → its AbortController
let module = null;

export const backends = {
    /** The body of the reply that the program is about to take. */
    body: null,
    send(number, method, address, fields, body, milliseconds) {
        const control = new AbortController();
        underWay.set(number, control);
        const timer = setTimeout(() => control.abort('late'), milliseconds);
        ask(control.signal, method, new URL(address, document.baseURI), fields, body)
            .catch((error) => ({ status: 0, text: reason(control.signal, error, address), bytes: new Uint8Array() }))
            .then((reply) => {
                clearTimeout(timer);
                // What was given up has nobody left to tell.
                if (underWay.delete(number)) tell(number, reply);
            });
    },
    abort(number) {
        const control = underWay.get(number);
        underWay.delete(number);
        control?.abort('given up');
    },
};

export function begin(wasm) {
    module = wasm;
}

/** A redirect would carry the token elsewhere, and no cache may hold what it opens. */
async function ask(signal, method, address, fields, body) {
    const headers = fields.split('\n').filter(Boolean).map((line) => line.split(/: (.*)/s).slice(0, 2));
    const response = await fetch(address, {
        method, headers, signal, body: body.length > 0 ? body : undefined,
        cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer',
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join('');
    return { status: response.status, text, bytes };
}

function reason(signal, error, address) {
    if (signal.aborted) return `${address} gave no answer in time`;
    return `${address} could not be reached (${error.message})`;
}

function tell(number, { status, text, bytes }) {
    backends.body = bytes;
    module.ccall('pimlab_backend_replied', null, ['number', 'number', 'string', 'number'],
        [number, status, text, bytes.length]);
    backends.body = null;
}
