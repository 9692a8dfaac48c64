// A profile folder that outlives the browsers that use it, and a browser that can be ended as a power
// cut would end it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchPersistent, outline } from './support.mjs';

const told_within = 60000; // ms

/** The lines of `ps` in columns of those names. */
function processes(columns) {
    return execFileSync('ps', ['-eo', columns.map((name) => `${name}=`).join(',')]).toString().trim().split('\n')
        .map((line) => line.trim());
}

/** The ids of a process and of all that it started. */
function family(id) {
    const children = new Map();
    for (const line of processes(['pid', 'ppid'])) {
        const [child, parent] = line.split(/\s+/).map(Number);
        children.set(parent, [...(children.get(parent) ?? []), child]);
    }
    const found = [id];
    for (let index = 0; index < found.length; index += 1) found.push(...(children.get(found[index]) ?? []));
    return found;
}

export class Profile {
    folder = mkdtempSync(path.join(tmpdir(), 'pimlab-profile-'));

    async launch(options) {
        this.context = await launchPersistent(this.folder, options);
        const main = processes(['pid', 'args'])
            .find((line) => line.includes(this.folder) && !line.includes('--type='));
        this.process = Number(main.split(/\s+/)[0]);
        return this.context;
    }

    /**
     * Begins what the page shall do, and ends the browser with all its helpers in the instant in which
     * the page writes a line to its console that begins with `word`. The rest of that line.
     */
    async killWhenTold(page, word, begin) {
        const ids = family(this.process); // beforehand: looking for them takes longer than a commit
        const closed = new Promise((resolve) => { this.context.on('close', resolve); });
        const told = new Promise((resolve) => {
            page.on('console', (message) => {
                if (!message.text().startsWith(word)) return;
                for (const id of ids) {
                    try {
                        process.kill(id, 'SIGKILL');
                    } catch (error) {
                        if (error.code !== 'ESRCH') throw error; // it went with its parent
                    }
                }
                resolve(message.text().slice(word.length));
            });
        });
        // Nothing that was begun returns: the browser is gone.
        const failed = begin().then(() => new Promise(() => {}), (error) => {
            if (!/closed|crashed/i.test(String(error))) throw error;
            return new Promise(() => {});
        });
        const silent = new Promise((resolve) => { setTimeout(resolve, told_within, null).unref(); });
        const rest = await Promise.race([told, failed, silent]);
        if (rest === null) throw new Error(`the page did not say ${word}:\n${await outline(page)}`);
        await closed;
        return rest;
    }

    async remove() {
        await this.context?.close().catch(() => {});
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
}
