// Goal: what the official Graph client does by itself works: its headers, pages, batches, repeats.
// Method: one server; the people of the sample Start call it as their own clients send it.

import graph from "@microsoft/microsoft-graph-client";
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { lasting, requests, Stage } from "./stage.mjs";
import { clientOf, has, lab, last, refused, root, sent } from "./support.mjs";

let gia;
let tess;
let roles;
let body;
let make;

before(async () => {
    const stage = await Stage.open();
    ({ gia, tess, roles } = stage);
    body = stage.body.bind(stage);
    make = stage.make.bind(stage);
});

describe("the client itself", () => {
    test("says who it is, and gets its own id of the request back", async () => {
        await gia.api("/me").select("id").get();
        const headers = sent.at(-1).headers;
        assert.match(headers.get("sdkversion"), /^graph-js\/3/);
        assert.equal(last().headers.get("client-request-id"), headers.get("client-request-id"));
    });

    test("follows the links from page to page", async () => {
        const first = await gia.api("/roleManagement/directory/roleDefinitions").top(30).get();
        const seen = [];
        const pages = new graph.PageIterator(gia, first, (row) => seen.push(row.id) > 0);
        await pages.iterate();
        assert.ok(pages.isComplete());
        assert.equal(new Set(seen).size, Object.keys(roles).length);
        assert.equal(
            Number(await gia.api("/roleManagement/directory/roleDefinitions/$count").responseType("text").get()),
            seen.length,
        );
    });

    test("sends activations in a batch", async () => {
        for (const role of ["HelpdeskAdministrator", "PasswordAdministrator"]) {
            await make(gia, "eligible", body("adminAssign", "tess", role, lasting("P9D")), "Provisioned");
        }
        const step = (id, role, duration, more) => ({
            id,
            ...more,
            request: new Request(`${root}${requests.active}`, {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify(body("selfActivate", "tess", role, lasting(duration))),
            }),
        });
        const batch = new graph.BatchRequestContent([
            step("1", "HelpdeskAdministrator", "PT1H"),
            step("2", "PasswordAdministrator", "PT99H", { dependsOn: ["1"] }),
            { id: "3", request: new Request(`${root}/me?$select=displayName`), dependsOn: ["1"] },
        ]);
        const answers = new graph.BatchResponseContent(await tess.api("/$batch").post(await batch.getContent()));
        assert.equal(answers.getResponseById("1").status, 201);
        has(await answers.getResponseById("1").json(), { status: "Provisioned" });
        assert.equal(answers.getResponseById("2").status, 400);
        has((await answers.getResponseById("2").json()).error, { code: "RoleAssignmentRequestPolicyValidationFailed" });
        has(await answers.getResponseById("3").json(), { displayName: "Tess Moreau" });
    });

    test("waits where the service is busy, and tries again", async () => {
        await lab("PUT", "faults", { unavailable: { every: 2 }, retryAfterSeconds: 1 });
        const from = sent.length;
        for (let i = 0; i < 2; ++i) await gia.api("/me").get();
        assert.deepEqual(
            sent.slice(from).map((one) => one.response.status),
            [200, 503, 200],
        );
        assert.equal(sent.at(-1).headers.get("retry-attempt"), "1");
        await lab("PUT", "faults", { throttle: { requests: 1, windowSeconds: 600 }, retryAfterSeconds: 7 });
        const content = { requests: ["1", "2"].map((id) => ({ id, method: "GET", url: "/me?$select=id" })) };
        const { responses } = await gia.api("/$batch").post(content);
        assert.deepEqual(
            responses.map((part) => part.status),
            [200, 429],
        );
        assert.equal(responses[1].headers["Retry-After"], "7");
        await lab("PUT", "faults", {});
    });

    test("is refused without a token that counts", async () => {
        const late = await clientOf("gia@amberg.example", { expiresIn: -3600 });
        has(await refused(late.api("/me").get()), { statusCode: 401, code: "InvalidAuthenticationToken" });
        const narrow = await clientOf("gia@amberg.example", { scp: "User.Read" });
        has(await refused(narrow.api(requests.active).get()), { statusCode: 403, code: "UnknownError" });
    });
});
