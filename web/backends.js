// Requests to backends and to files beside the page: the browser's fetch, with a limit of time.
const underWay = new Map(); // number of a request → its AbortController
let module = null;

export const backends = {
    /** The body of the reply that the program is about to take. */
    body: null,
    /** With `inParts` the bytes of a good answer are told as they arrive: the time is that to its beginning. */
    send(number, method, address, fields, body, milliseconds, inParts) {
        const control = new AbortController();
        underWay.set(number, control);
        const timer = setTimeout(() => control.abort('late'), milliseconds);
        const begun = (response) => {
            if (!inParts || response.status !== 200) return response.arrayBuffer();
            clearTimeout(timer);
            return tellParts(number, response);
        };
        ask(control.signal, method, new URL(address, document.baseURI), fields, body, begun)
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
async function ask(signal, method, address, fields, body, begun) {
    const headers = fields.split('\n').filter(Boolean).map((line) => line.split(/: (.*)/s).slice(0, 2));
    const response = await fetch(address, {
        method, headers, signal, body: body.length > 0 ? body : undefined,
        cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer',
    });
    const bytes = new Uint8Array(await begun(response));
    const text = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join('');
    return { status: response.status, text, bytes };
}

/** The whole body is told when it ends: there is nothing left of it. */
async function tellParts(number, response) {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        if (!underWay.has(number)) break;
        backends.body = part.value;
        module._pimlab_backend_part(number, part.value.length);
        backends.body = null;
    }
    return [];
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
