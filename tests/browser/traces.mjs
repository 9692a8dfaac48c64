// Where a token may have been left: everything that a browser keeps, shows or says, searched for it.

/** What of a token must be nowhere: the whole, its payload and its signature; of another secret, the whole. */
function partsOf(secret) {
    const parts = secret.split('.');
    return [secret, ...(parts.length === 3 ? parts.slice(1) : [])].filter(Boolean);
}

/** What this page's browser keeps and shows, as [place, text]; binary values as Latin-1 and as UTF-16. */
function everything(page) {
    return page.evaluate(async () => {
        const found = [];
        const decode = (bytes) => ['latin1', 'utf-16le'].map((name) => new TextDecoder(name).decode(bytes)).join('\n');
        const textOf = async (value) => {
            if (value instanceof Blob) return decode(await value.arrayBuffer());
            if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return decode(value);
            if (value === null || typeof value !== 'object') return String(value);
            const entries = value instanceof Map || value instanceof Set ? [...value.entries()] : Object.entries(value);
            return (await Promise.all(entries.flat().map(textOf))).join('\n');
        };
        const settled = (request) => new Promise((done, fail) => {
            request.onsuccess = () => done(request.result);
            request.onerror = () => fail(request.error);
        });
        for (const { name } of await indexedDB.databases()) {
            const database = await settled(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                const rows = () => database.transaction(store).objectStore(store);
                const kept = [await settled(rows().getAllKeys()), await settled(rows().getAll())];
                found.push(['IndexedDB', await textOf([name, store, ...kept])]);
            }
            database.close();
        }
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const answer = await cache.match(request);
                const fields = [...request.headers, ...answer.headers].flat();
                found.push(['the cache', [name, request.url, ...fields, await answer.text()].join('\n')]);
            }
        }
        found.push(['localStorage', await textOf({ ...localStorage })], ['sessionStorage', await textOf({ ...sessionStorage })]);
        const visited = navigation.entries().map((entry) => [entry.url, entry.getState()]);
        found.push(['the history', await textOf([location.href, document.referrer, history.state, visited])]);
        found.push(['the addresses asked', performance.getEntries().map((entry) => entry.name).join('\n')]);
        found.push(['the page', document.documentElement.outerHTML], ['the name of the window', window.name]);
        return found;
    });
}

/**
 * The places in which one of the secrets stands: none is what a walk must leave. `files` are texts that the page gave
 * away, like an export; `page.said` is its console.
 */
export async function traces(page, secrets, files = []) {
    const cookies = JSON.stringify(await page.context().cookies());
    const places = [...await everything(page), ['a cookie', cookies], ['the console', page.said.join('\n')],
        ...files.map((file) => ['an export', file])];
    const parts = secrets.flatMap(partsOf);
    const found = places.filter(([, text]) => parts.some((part) => text.includes(part))).map(([place]) => place);
    return [...new Set(found)];
}
