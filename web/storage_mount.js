// The file system of one sandbox: Emscripten's files in memory, kept in IndexedDB.
//
// A commit is one transaction with strict durability that writes only the bytes that changed, and
// is confirmed when the browser says that it is complete. One tab writes: it holds a Web Lock for
// life. Should two ever believe that they write, the second one's commit finds another head than
// it left and fails: no tab overwrites what another has written.
import { explained, formatVersion, hashOf, nameOf, openDatabase, problem, read, takeLock } from './storage_database.js';

const refreshDelay = 150; // ms; several commits in a row are read once

// What the program is told, by number; storage_mount.cpp has the same list.
const told = { opened: 1, openFailed: 2, committed: 3, commitFailed: 4, changed: 5, mayWrite: 6, closed: 7 };

class Storage {
    constructor(sandbox) {
        this.name = nameOf(sandbox);
        this.folder = '/pimlab/' + this.name;
        this.database = null;
        this.writer = false;
        this.head = 0; // the commit that this tab has read or written last
        this.kept = new Map(); // file → { rows: offsets, size } as the database has it
        this.dirty = new Map(); // file → first byte that differs from the database
        this.waiting = []; // numbers of commits that have not begun
        this.underWay = false;
        this.recording = false;
        this.heard = 0; // the last commit that this tab knows of, by a message or by reading
        this.behind = new Map(); // file → first byte that was written since; null: not known
        this.texts = { error: '', help: '', folder: this.folder };
        this.token = hashOf(String(Math.random()) + performance.now());
        this.ready = this.load();
        this.ready.catch(() => {}); // reported when the program asks
    }

    async load() {
        // Side by side; what is read is read once it is known who writes.
        [this.writer] = await Promise.all([takeLock(this.name, false), this.connect()]);
        return read(this.database);
    }

    async connect() {
        const database = await openDatabase(this.name);
        const lost = (what, help) => {
            if (this.database !== database) return;
            this.database = null;
            this.fail(problem(what, help), told.closed, 0);
        };
        database.onclose = () => lost('the browser closed the storage of this page',
            'export the sandbox, then reload the page');
        database.onversionchange = () => {
            database.close(); // after what is under way; the other tab would wait for ever otherwise
            lost('another tab needs the storage for itself, so this one saves no more', 'reload the page');
        };
        this.database = database;
    }

    tell(event, number) {
        if (this.module) this.module._pimlab_storage_event(event, number);
    }

    fail(error, event, number) {
        this.texts.error = error.message;
        this.texts.help = error.help;
        this.tell(event, number);
    }

    async open(FS, MEMFS, module) {
        Object.assign(this, { FS, MEMFS, module });
        try {
            const content = await this.ready;
            this.mount();
            this.fill(content);
            this.listen();
            if (!this.writer) this.waitForLock();
            this.tell(told.opened, 0);
        } catch (error) {
            this.fail(explained(error, 'opening the storage'), told.openFailed, 0);
        }
    }

    // The mount: files in memory that remember what was changed.

    mount() {
        const { FS, MEMFS } = this;
        if (!FS.analyzePath('/pimlab').exists) FS.mkdir('/pimlab');
        FS.mount({ mount: (mount) => this.watch(MEMFS.mount(mount)) }, {}, '/pimlab');
        FS.mkdir(this.folder);
    }

    changed(node, from) {
        if (!this.recording || !this.FS.isFile(node.mode)) return;
        this.mark(node.name, Math.min(from, node.usedBytes));
    }

    mark(file, from) {
        this.dirty.set(file, Math.min(from, this.dirty.has(file) ? this.dirty.get(file) : Infinity));
    }

    watch(node) {
        const { MEMFS } = this;
        const nodeOps = node.node_ops;
        const streamOps = node.stream_ops;
        node.node_ops = {
            ...nodeOps,
            mknod: (parent, name, mode, dev) => {
                const made = this.watch(MEMFS.createNode(parent, name, mode, dev));
                this.changed(made, 0);
                return made;
            },
            setattr: (target, attributes) => {
                if (attributes.size !== undefined) this.changed(target, attributes.size);
                nodeOps.setattr(target, attributes);
            },
            unlink: (parent, name) => {
                if (this.recording) this.mark(name, 0);
                nodeOps.unlink(parent, name);
            },
            rename: (target, folder, name) => {
                if (this.recording) [target.name, name].forEach((file) => this.mark(file, 0));
                nodeOps.rename(target, folder, name);
            },
        };
        if (streamOps.write) {
            node.stream_ops = {
                ...streamOps,
                write: (stream, buffer, offset, length, position, canOwn) => {
                    this.changed(stream.node, position);
                    return streamOps.write(stream, buffer, offset, length, position, canOwn);
                },
            };
        }
        return node;
    }

    /** Puts what the database holds in the place of the files in memory. */
    fill({ head, files }) {
        if (head.format > formatVersion) {
            throw problem('opening the storage failed: a newer version of pimlab has written here', 'reload the page');
        }
        const { FS } = this;
        this.recording = false;
        for (const name of FS.readdir(this.folder)) {
            if (name !== '.' && name !== '..' && !files.has(name)) FS.unlink(this.folder + '/' + name);
        }
        this.kept.clear();
        this.dirty.clear();
        for (const [name, rows] of files) {
            const whole = new Uint8Array(rows.reduce((size, row) => size + row.bytes.length, 0));
            let end = 0;
            let gap = false;
            for (const row of rows) {
                gap = gap || row.offset !== end;
                whole.set(row.bytes, end);
                end += row.bytes.length;
            }
            FS.writeFile(this.folder + '/' + name, whole);
            this.kept.set(name, { rows: rows.map((row) => row.offset), size: end });
            if (gap) this.mark(name, 0); // the journal's checksums say what is wrong; rewrite it whole
        }
        this.head = head.commit;
        this.heard = Math.max(this.heard, this.head);
        this.recording = true;
    }

    /** Lays rows that have changed, from an offset on for each file, over the files in memory. False where they
     *  do not fit: then everything has to be read. */
    amend({ head, files }, from) {
        const { FS } = this;
        this.recording = false;
        for (const [name, rows] of files) {
            const begin = from.get(name);
            const path = this.folder + '/' + name;
            const known = this.kept.get(name);
            if (begin > (known ? known.size : 0)) return false;
            if (rows.length === 0 && begin === 0) {
                if (known) FS.unlink(path);
                this.kept.delete(name);
                continue;
            }
            if (begin === 0) FS.writeFile(path, new Uint8Array(0));
            else FS.truncate(path, begin);
            let end = begin;
            const stream = FS.open(path, 'r+');
            for (const { offset, bytes } of rows) {
                if (offset === end) end += FS.write(stream, bytes, 0, bytes.length, end);
            }
            FS.close(stream);
            const offsets = known ? known.rows.filter((offset) => offset < begin) : [];
            this.kept.set(name, { rows: [...offsets, ...rows.map((row) => row.offset)], size: end });
            if (end !== rows.reduce((size, row) => size + row.bytes.length, begin)) return false;
        }
        this.head = head.commit;
        this.recording = true;
        return true;
    }

    // Commits.

    commit(number) {
        this.waiting.push(number);
        if (!this.underWay) this.run();
    }

    /** What must be written for a file: from the beginning of the row that contains the change. */
    changeOf(file, from) {
        const { FS, MEMFS } = this;
        const path = this.folder + '/' + file;
        const known = this.kept.get(file);
        if (!FS.analyzePath(path).exists) return known ? { file, begin: 0 } : null;
        const { rows, size } = known || { rows: [], size: 0 };
        const begin = from >= size ? size : Math.max(...rows.filter((offset) => offset <= from));
        const before = rows.filter((offset) => offset < begin);
        const node = FS.lookupPath(path).node;
        const bytes = new Uint8Array(node.usedBytes - begin);
        MEMFS.stream_ops.read({ node }, bytes, 0, bytes.length, begin);
        // An empty file has one empty row; a file that was cut at a row's beginning needs none more.
        const row = bytes.length > 0 || begin === 0 ? { bytes } : {};
        return { file, begin, ...row, left: { rows: row.bytes ? [...before, begin] : before, size: node.usedBytes } };
    }

    /** One transaction; all of the changes or none. */
    async write(changes) {
        if (!this.database) await this.connect();
        if (!this.writer) throw problem('this tab only reads: another one writes', 'save in the other tab');
        await new Promise((resolve, reject) => {
            const transaction = this.database.transaction(['head', 'rows'], 'readwrite', { durability: 'strict' });
            const heads = transaction.objectStore('head');
            const rows = transaction.objectStore('rows');
            let refusal = null;
            const request = heads.get('head');
            request.onsuccess = () => {
                try {
                    const found = request.result || { format: formatVersion, commit: 0 };
                    if (found.commit !== this.head || found.format > formatVersion) {
                        throw problem('saving was refused: the stored sandbox is not the one that this tab has read',
                            'reload the page to see what is stored; export this sandbox first to keep both');
                    }
                    heads.put({ format: formatVersion, commit: this.head + 1, writer: this.token }, 'head');
                    for (const { file, begin, bytes } of changes) {
                        rows.delete(IDBKeyRange.bound([file, begin], [file, []]));
                        if (bytes) rows.put(bytes, [file, begin]);
                    }
                } catch (error) {
                    refusal = error;
                    transaction.abort();
                }
            };
            transaction.oncomplete = () => resolve();
            transaction.onerror = (event) => event.preventDefault(); // what follows is abort, once
            transaction.onabort = () => reject(refusal || transaction.error);
            request.onerror = () => transaction.abort();
        });
        this.head += 1;
        const begun = changes.map(({ file, begin }) => [file, begin]);
        if (this.channel) this.channel.postMessage({ commit: this.head, begun });
        this.askToPersist();
    }

    /** Asks once, after something worth keeping was saved, that the browser not clean it away. */
    askToPersist() {
        if (this.asked || !navigator.storage || !navigator.storage.persist) return;
        this.asked = true;
        navigator.storage.persist().catch(() => {});
    }

    async run() {
        this.underWay = true;
        while (this.waiting.length) {
            const numbers = this.waiting;
            this.waiting = [];
            const dirty = this.dirty;
            this.dirty = new Map();
            try {
                const changes = [...dirty].map(([file, from]) => this.changeOf(file, from)).filter(Boolean);
                await this.write(changes);
                for (const { file, left } of changes) {
                    if (left) this.kept.set(file, left);
                    else this.kept.delete(file);
                }
                numbers.forEach((number) => this.tell(told.committed, number));
            } catch (error) {
                for (const [file, from] of dirty) this.mark(file, from);
                const explanation = explained(error, 'saving');
                numbers.forEach((number) => this.fail(explanation, told.commitFailed, number));
            }
        }
        this.underWay = false;
    }

    // Other tabs.

    listen() {
        if (typeof BroadcastChannel === 'undefined') return;
        this.channel = new BroadcastChannel('pimlab-' + this.name);
        this.channel.onmessage = (event) => {
            if (this.writer) return;
            this.hear(event.data);
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.refresh(told.changed), refreshDelay);
        };
    }

    /** Notes what another tab says to have written. */
    hear({ commit, begun }) {
        if (commit <= this.heard) return;
        if (commit !== this.heard + 1 || !begun) this.behind = null; // a message was missed
        this.heard = commit;
        if (!this.behind) return;
        for (const [file, begin] of begun) {
            this.behind.set(file, Math.min(begin, this.behind.get(file) ?? Infinity));
        }
    }

    /** Reads what another tab has written, then tells the program. */
    async refresh(event) {
        try {
            if (!this.database) await this.connect();
            const { behind, heard } = this;
            this.behind = new Map();
            const some = behind && event === told.changed ? await read(this.database, behind) : null;
            // A commit whose message is still on its way is in the database already: what it wrote is not known.
            if (!some || some.head.commit !== heard || !this.amend(some, behind)) this.fill(await read(this.database));
            this.tell(event, 0);
        } catch (error) {
            this.fail(explained(error, 'reading what another tab saved'), told.closed, 0);
        }
    }

    async waitForLock() {
        await takeLock(this.name, true);
        clearTimeout(this.timer);
        this.writer = true;
        await this.refresh(told.mayWrite);
    }
}

// Which sandboxes the page has, said where it names this file; the address names one, else the first.
const names = document.currentScript.dataset.sandboxes.split(' ');
const named = new URLSearchParams(location.search).get('sandbox');
const asked = names.includes(named) ? named : names[0];
// Read before the program asks for it, while it is still being loaded.
let prepared = new Storage(asked);

globalThis.pimlabStorage = {
    nameOf,
    /** All sandboxes of the page, and the one that the address names. */
    sandboxes: names,
    sandbox: asked,
    // What library_storage.js calls.
    open(sandbox, FS, MEMFS, module) {
        if (!prepared || prepared.name !== nameOf(sandbox)) prepared = new Storage(sandbox);
        prepared.open(FS, MEMFS, module);
    },
    commit(number) {
        prepared.commit(number);
    },
    writes() {
        return prepared.writer;
    },
    /** Copies a text (0: error, 1: help, 2: folder) as UTF-8; returns its whole length. */
    text(which, heap, target, capacity) {
        const { error, help, folder } = prepared.texts;
        const bytes = new TextEncoder().encode([error, help, folder][which]);
        heap.set(bytes.subarray(0, capacity), target);
        return bytes.length;
    },
};
