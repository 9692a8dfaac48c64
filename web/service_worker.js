// Answers what code in this folder's pages asks of ./graph/: the tab that asks answers itself where it
// can, else the tab that writes. Everything else goes its usual way, as if there were no worker: nothing
// is cached here, so a new build is seen at once.
const { scope } = self.registration;
const root = scope + 'graph/';
const behindScope = /(index\.html)?([?#].*)?$/; // of a portal's address
const protocol = 'pimlab graph 1';
const answerWait = 30000; // ms for which a tab is given
const beginWait = 5000; // ms until a portal that is still loading must run
const beginPause = 50; // ms between two looks whether it does

self.addEventListener('install', (event) => {
    self.skipWaiting();
    // Where the browser knows how: the page's own files do not even wait for this worker to start.
    event.addRoutes?.([
        { condition: { urlPattern: new URLPattern(`${root}*`) }, source: 'fetch-event' },
        { condition: { urlPattern: new URLPattern(`${scope}*`) }, source: 'network' },
    ])?.catch((cause) => {
        // Nothing is lost but time: every request of this folder then starts the worker, which lets it pass.
        console.warn('pimlab: the browser did not take the routes of the service worker', cause);
    });
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
    if (event.data.protocol !== protocol) return;
    if (event.data.wish === 'claim') event.waitUntil(self.clients.claim());
    if (event.data.wish === 'name') event.ports[0].postMessage(event.source.id);
});

self.addEventListener('fetch', (event) => {
    if (event.request.url.startsWith(root)) event.respondWith(answered(event));
});

/** The tabs with a running sandbox. */
async function running() {
    const beginning = `${protocol} ${scope} `;
    const { held } = await navigator.locks.query();
    const ids = held.filter(({ name }) => name.startsWith(beginning)).map(({ name }) => name.slice(beginning.length));
    return (await Promise.all(ids.map((id) => self.clients.get(id)))).filter(Boolean);
}

/** Whether a portal is being loaded, in the tab that asks or, where nobody runs, in any. */
async function begins(tabs, asking) {
    const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return all.some(({ id, url }) => url.replace(behindScope, '') === scope
        && !tabs.some((tab) => tab.id === id) && (tabs.length === 0 || id === asking));
}

/** The tabs to ask, the one that asks first; one that has just been loaded again is waited for. */
async function tabs(asking) {
    const until = performance.now() + beginWait;
    let found = await running();
    while (performance.now() < until && await begins(found, asking)) {
        await new Promise((resolve) => setTimeout(resolve, beginPause));
        found = await running();
    }
    return found.sort((a, b) => (b.id === asking) - (a.id === asking));
}

/** What a tab replies: an answer, or who asks there when it is not the one to answer. */
function ask(tab, request) {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
        const patience = setTimeout(() => resolve(null), answerWait);
        port1.onmessage = (event) => {
            clearTimeout(patience);
            resolve(event.data);
        };
        tab.postMessage(request, [port2]);
    });
}

async function answered({ request, clientId }) {
    // Another site may send a form here, and a form must not change anything.
    if (request.mode === 'navigate' && request.method !== 'GET') {
        return refusal(405, 'MethodNotAllowed', 'a form cannot ask for this: use fetch');
    }
    const message = { protocol, method: request.method, url: request.url, headers: [...request.headers],
        body: await request.arrayBuffer(), caller: '' };
    for (const tab of await tabs(clientId)) {
        const reply = await ask(tab, message);
        if (!reply) return refusal(503, 'ServiceUnavailable', `the sandbox has not answered within ${answerWait / 1000} s`);
        if (reply.status) {
            const { status, headers, body } = reply;
            return new Response(body.length > 0 ? body : null, { status, headers });
        }
        if (tab.id === clientId) message.caller = reply.caller;
    }
    return refusal(503, 'ServiceUnavailable', 'no tab of this browser has the sandbox open: open its page, and ask again');
}

/** An error in Graph's form, where no sandbox can give one. */
function refusal(status, code, message) {
    const id = self.crypto.randomUUID();
    const innerError = { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id };
    const headers = { 'content-type': 'application/json', 'request-id': id, 'client-request-id': id };
    if (status === 503) headers['retry-after'] = '1';
    return new Response(JSON.stringify({ error: { code, message, innerError } }), { status, headers });
}
