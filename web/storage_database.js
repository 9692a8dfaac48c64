// The database in which a sandbox's files are kept, and the lock of the tab that writes (storage_mount.js).
//
// Database "pimlab-<page>-<sandbox>", version 1:
//   head  "head" → { format, commit, writer }     commit counts up; checked by every transaction
//   rows  [file, offset] → Uint8Array             the file's bytes from that offset on

export const formatVersion = 1;
const databaseVersion = 1;

/** 64 bits of FNV-1a as hexadecimal text, from two halves with different beginnings. */
export function hashOf(text) {
    const half = (begin) => {
        let value = begin;
        for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
        return value.toString(16).padStart(8, '0');
    };
    return half(0x811c9dc5) + half(0x9747b28c);
}

/** One origin may carry many pages, and a page many sandboxes: all names come from both. */
export function nameOf(sandbox) {
    return hashOf(new URL('.', document.baseURI).href) + '-' + sandbox;
}

/** An error that says what to do, besides what is wrong. */
export function problem(what, help) {
    return Object.assign(new Error(what), { help });
}

/** What a browser's error means while something is being done, with the way out. */
export function explained(error, doing) {
    if (error && error.help) return error;
    const name = error ? error.name : '';
    if (name === 'QuotaExceededError') {
        return problem(doing + ' failed: the browser gives this site no more room',
            'export the sandbox, free room on the disk or in the site settings, then try saving again');
    }
    if (name === 'VersionError') {
        return problem(doing + ' failed: a newer version of pimlab has written here', 'reload the page');
    }
    const reason = error && error.message ? error.message : name || 'the browser gave no reason';
    return problem(doing + ' failed: ' + reason.replace(/\.$/, ''),
        (doing === 'saving' ? 'export the sandbox, then ' : '') + 'reload the page');
}

/** The database of that name, made where there is none. */
export function openDatabase(name) {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open('pimlab-' + name, databaseVersion);
        request.onupgradeneeded = () => {
            request.result.createObjectStore('head');
            request.result.createObjectStore('rows');
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(problem('opening the storage failed: another tab holds an older version',
            'close the other tabs of pimlab, then reload the page'));
    });
}

/** Takes the sandbox's lock for the life of this tab; false when another tab has it. */
export function takeLock(name, wait) {
    if (!navigator.locks) return Promise.resolve(true); // not a secure context: the head guards alone
    return new Promise((resolve, reject) => {
        const options = wait ? { mode: 'exclusive' } : { mode: 'exclusive', ifAvailable: true };
        navigator.locks.request('pimlab-' + name, options, (lock) => {
            resolve(Boolean(lock));
            return lock ? new Promise(() => {}) : undefined;
        }).catch(reject);
    });
}

/** The head, and rows by their files, in order: of each file in `from` those from that offset on; without it
 *  everything. */
export function read(database, from = null) {
    return new Promise((resolve, reject) => {
        const transaction = database.transaction(['head', 'rows'], 'readonly');
        const head = transaction.objectStore('head').get('head');
        const rows = transaction.objectStore('rows');
        const ranges = from ? [...from].map(([file, begin]) => IDBKeyRange.bound([file, begin], [file, []])) : [undefined];
        const asked = ranges.map((range) => [rows.getAllKeys(range), rows.getAll(range)]);
        transaction.oncomplete = () => {
            const files = new Map(from && [...from.keys()].map((file) => [file, []]));
            for (const [keys, values] of asked) {
                keys.result.forEach(([file, offset], index) => {
                    if (!files.has(file)) files.set(file, []);
                    files.get(file).push({ offset, bytes: values.result[index] });
                });
            }
            resolve({ head: head.result || { format: formatVersion, commit: 0 }, files });
        };
        transaction.onabort = () => reject(transaction.error);
    });
}
