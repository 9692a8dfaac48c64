// A copy of the built site that a test may put files into, and a certificate to serve it with.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteFolder } from './support.mjs';

/** Microsoft's client library, as a page loads it by a script tag. */
export const sdk = createRequire(import.meta.url).resolve('@microsoft/microsoft-graph-client/lib/graph-js-sdk.js');

/** A copy of the site: its folder, write(name, text) and copy(name, file) into it, remove(). */
export function copySite() {
    const folder = mkdtempSync(join(tmpdir(), 'pimlab-site-'));
    cpSync(siteFolder, folder, { recursive: true });
    return {
        folder,
        write: (name, text) => writeFileSync(join(folder, name), text),
        copy: (name, file) => copyFileSync(file, join(folder, name)),
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
}

/** A page of its own beside the portal, as somebody who teaches would write one. */
export function exercise(heading) {
    return `<!doctype html><title>Exercise</title><h1>${heading}</h1>`;
}

/** Key and certificate of localhost for two days, made by nobody whom a browser trusts. */
export function certificate() {
    const folder = mkdtempSync(join(tmpdir(), 'pimlab-keys-'));
    try {
        const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
        execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
            '-days', '2', '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'pipe' });
        return { key: readFileSync(key), cert: readFileSync(cert) };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
