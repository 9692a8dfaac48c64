// A stand-in for a Microsoft Graph that takes writes: a `pimlab serve` behind a gate that hides what makes it a lab.
// Nothing of /lab/v1 is there, no request carries the id of its command, and what is new shows after a while only.
// Replies are lost, customData is dropped and callers are told to come again, as a test says.
import { createServer, request as forward } from 'node:http';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const reading = /\/(\$batch|getByIds|getMemberGroups)$/;

/** Begins one before the server on a free port: {address, state, writes(), forget(), close()}. */
export async function writingStandIn(server) {
    const state = {
        asked: [], // every request that came: {method, path, token, body, status}; status 0: told to come again
        lose: 0, // so many further writes are carried out, and their replies are lost
        throttle: 0, // so many further writes are told to come again
        lag: 0, // ms for which new rows do not show
        keepsCustomData: true,
    };
    const gate = createServer(async (request, response) => {
        const chunks = [];
        for await (const chunk of request) chunks.push(chunk);
        let body = Buffer.concat(chunks).toString();
        const path = request.url;
        const writes = !['GET', 'OPTIONS'].includes(request.method) && !reading.test(new URL(path, server).pathname);
        const one = { method: request.method, path, token: request.headers.authorization ?? '', body, status: 0, writes };
        if (request.method !== 'OPTIONS') state.asked.push(one);
        const open = { 'access-control-allow-origin': request.headers.origin ?? '*', 'access-control-expose-headers': 'Retry-After' };
        const refuse = (status, code, message, headers = {}) => {
            response.writeHead(status, { 'content-type': 'application/json', ...open, ...headers });
            response.end(JSON.stringify({ error: { code, message } }));
        };
        if (path.startsWith('/lab')) return refuse(404, 'NotFound', 'There is nothing here.');
        if (writes && state.throttle > 0) {
            state.throttle -= 1;
            return refuse(429, 'TooManyRequests', 'Too many requests.', { 'Retry-After': '1' });
        }
        if (writes && !state.keepsCustomData) body = without(body, 'customData');
        const headers = { ...request.headers, 'content-length': Buffer.byteLength(body) };
        delete headers['client-request-id'];
        const answer = await ask(server, request.method, path, headers, body);
        one.status = answer.status;
        if (writes && state.lose > 0) {
            state.lose -= 1;
            // Not before it has begun: Chromium itself sends again what had no answer at all.
            response.writeHead(answer.status, { ...open, 'content-length': answer.text.length + 1 });
            return response.write(' ', () => response.destroy());
        }
        const late = request.method === 'GET' && state.lag > 0 && answer.status === 200;
        const text = late ? older(answer.text, Date.now() - state.lag) : answer.text;
        delete answer.headers['client-request-id'];
        delete answer.headers['transfer-encoding'];
        response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(text) });
        return response.end(text);
    });
    await new Promise((done) => gate.listen(0, '127.0.0.1', done));
    return {
        address: `http://localhost:${gate.address().port}`,
        state,
        /** The writes that came since `forget()`, as 'METHOD collection status'. */
        writes: () => state.asked.filter((one) => one.writes).map(({ method, path, status }) =>
            `${method} ${path.split('/').filter((part) => !guid.test(part)).at(-1)} ${status}`),
        forget() { state.asked.length = 0; },
        close: () => new Promise((done) => {
            gate.close(done);
            gate.closeAllConnections();
        }),
    };
}

function ask(server, method, path, headers, body) {
    return new Promise((done, fail) => {
        const call = forward(new URL(path, server), { method, headers }, async (answer) => {
            const chunks = [];
            for await (const chunk of answer) chunks.push(chunk);
            done({ status: answer.statusCode, headers: { ...answer.headers }, text: Buffer.concat(chunks).toString() });
        });
        call.on('error', fail);
        call.end(body);
    });
}

function without(body, member) {
    if (!body) return body;
    const { [member]: dropped, ...rest } = JSON.parse(body);
    return JSON.stringify(rest);
}

/** The page of a collection without the rows that were made after a moment. */
function older(text, moment) {
    const page = JSON.parse(text);
    if (!Array.isArray(page.value)) return text;
    page.value = page.value.filter((row) => !(Date.parse(row.createdDateTime ?? row.startDateTime) > moment));
    return JSON.stringify(page);
}
