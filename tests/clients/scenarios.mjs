// Goal: the official Graph client works as it would against the service, through every row of the
// tables of assignments and eligibilities in the PIM API's overview (S3).
// Method: one server, or the endpoint of a page (tests/browser/graph_scenarios.test.mjs); the people of
// the sample Start call it as their own clients send it.

import { lasting, permanent, requests, schedules, Stage } from "./stage.mjs";
import { assert, clientOf, describe, has, hoursFromNow, last, refused, root, test, wait } from "./support.mjs";

const { gia, tess, ids, roles, body, make, scheduled } = await Stage.open();

for (const kind of ["eligible", "active"]) {
    describe(`an administrator manages ${kind} assignments`, () => {
        test("assigns a role for ever, and for a time", async () => {
            const made = await make(
                gia,
                kind,
                body("adminAssign", "ann", "UserAdministrator", permanent),
                "Provisioned",
            );
            has(made, { targetScheduleId: made.id, approvalId: null, appScopeId: null });
            has(made.scheduleInfo.expiration, { type: "noExpiration", endDateTime: null, duration: null });
            const timed = await make(
                gia,
                kind,
                body("adminAssign", "ben", "UserAdministrator", lasting("P30D")),
                "Provisioned",
            );
            has(timed.scheduleInfo.expiration, { type: "afterDuration", duration: "P30D" });
            has(timed.createdBy.user, { id: ids.gia.id });
        });

        test("asks for all assignments and for one, with what is behind them", async () => {
            const list = await gia
                .api(requests[kind])
                .filter(`principalId eq '${ids.ben.id}' and status eq 'Provisioned'`)
                .expand("roleDefinition($select=displayName),principal")
                .top(5)
                .get();
            assert.equal(
                list["@odata.context"],
                `${root}/v1.0/$metadata#roleManagement/directory/${requests[kind].split("/").at(-1)}(roleDefinition(displayName),principal())`,
            );
            assert.equal(list.value.length, 1);
            assert.deepEqual(list.value[0].roleDefinition, { displayName: "User Administrator" });
            has(list.value[0].principal, { "@odata.type": "#microsoft.graph.user", id: ids.ben.id });
            const one = await gia.api(`${requests[kind]}/${list.value[0].id}`).select(["id", "status"]).get();
            has(one, { id: list.value[0].id, status: "Provisioned" });
            const missing = await refused(gia.api(`${requests[kind]}/${ids.ben.id}`).get());
            has(missing, { statusCode: 404, code: "Request_ResourceNotFound" });
        });

        test("updates, extends, renews and removes", async () => {
            await wait("PT1H");
            const update = body("adminUpdate", "ben", "UserAdministrator", lasting("P20D"));
            await make(gia, kind, update, "Provisioned");
            const extended = await make(
                gia,
                kind,
                body("adminExtend", "ben", "UserAdministrator", lasting("P60D")),
                "Provisioned",
            );
            assert.deepEqual(
                (await scheduled(kind, "ben", "UserAdministrator")).map((row) => row.id),
                [extended.targetScheduleId],
            );
            await wait("P61D");
            assert.equal((await scheduled(kind, "ben", "UserAdministrator")).length, 0);
            await make(gia, kind, body("adminRenew", "ben", "UserAdministrator", lasting("P30D")), "Provisioned");
            await wait("PT1H");
            const removed = await make(gia, kind, body("adminRemove", "ben", "UserAdministrator"), "Revoked");
            has(removed, { scheduleInfo: null, targetScheduleId: null, completedDateTime: null });
            const gone = await refused(gia.api(requests[kind]).post(body("adminRemove", "ben", "UserAdministrator")));
            has(gone, { statusCode: 400, code: "RoleAssignmentDoesNotExist" });
        });

        test("cancels a request that starts later", async () => {
            const start = await hoursFromNow(48);
            const made = await make(
                gia,
                kind,
                body("adminAssign", "ben", "HelpdeskAdministrator", lasting("P10D", start)),
                "Granted",
            );
            assert.equal(Date.parse(made.completedDateTime), Date.parse(start));
            await gia.api(`${requests[kind]}/${made.id}/cancel`).post({});
            assert.equal(last().status, 204);
            has(await gia.api(`${requests[kind]}/${made.id}`).get(), { status: "Canceled" });
            const again = await refused(gia.api(`${requests[kind]}/${made.id}/cancel`).post({}));
            assert.equal(again.statusCode, 400);
        });
    });

    describe(`a principal looks after its own ${kind} assignments`, () => {
        test("asks for them, extends them and renews them", async () => {
            await make(gia, kind, body("adminAssign", "tess", "GroupsAdministrator", lasting("P20D")), "Provisioned");
            const ask = (what) =>
                tess
                    .api(`${what[kind]}/filterByCurrentUser(on='principal')`)
                    .filter(`roleDefinitionId eq '${roles.GroupsAdministrator}'`)
                    .get();
            const own = await ask(requests);
            assert.equal(own.value.length, 1);
            has(own.value[0], { principalId: ids.tess.id, status: "Provisioned" });
            assert.equal((await ask(schedules)).value[0].memberType, "Direct");
            const early = await refused(
                tess.api(requests[kind]).post(body("selfExtend", "tess", "GroupsAdministrator", lasting("P60D"))),
            );
            has(early, { statusCode: 400, code: "InvalidRoleAssignmentRequest" });
            await wait("P10D");
            const extension = await make(
                tess,
                kind,
                body("selfExtend", "tess", "GroupsAdministrator", lasting("P30D")),
                "PendingAdminDecision",
            );
            await tess.api(`${requests[kind]}/${extension.id}/cancel`).post({});
            assert.equal(last().status, 204);
            await wait("P11D");
            await make(
                tess,
                kind,
                body("selfRenew", "tess", "GroupsAdministrator", lasting("P30D")),
                "PendingAdminDecision",
            );
        });

        test("gives one up", async () => {
            await make(gia, kind, body("adminAssign", "tess", "LicenseAdministrator", lasting("P20D")), "Provisioned");
            const early = await refused(
                tess.api(requests[kind]).post(body("selfDeactivate", "tess", "LicenseAdministrator")),
            );
            has(early, {
                statusCode: 400,
                code: "ActiveDurationTooShort",
                message: "The Active duration is too short. Miniumum Required is 5 minutes.",
            });
            await wait("PT6M");
            await make(tess, kind, body("selfDeactivate", "tess", "LicenseAdministrator"), "Revoked");
            assert.equal((await scheduled(kind, "tess", "LicenseAdministrator")).length, 0);
        });
    });
}

describe("a principal activates an eligible assignment", () => {
    const activation = (more) => body("selfActivate", "tess", "UserAdministrator", { ...lasting("PT2H"), ...more });

    test("activates it, just in time and for a time", async () => {
        await make(gia, "eligible", body("adminAssign", "tess", "UserAdministrator", lasting("P90D")), "Provisioned");
        const made = await make(tess, "active", activation(), "Provisioned");
        has(made.scheduleInfo.expiration, { type: "afterDuration", duration: "PT2H" });
        const twice = await refused(tess.api(requests.active).post(activation()));
        has(twice, { statusCode: 400, code: "RoleAssignmentExists", message: "The Role assignment already exists." });
        const instances = await tess
            .api("/roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')")
            .expand("activatedUsing")
            .get();
        has(instances.value[0], { assignmentType: "Activated", memberType: "Direct" });
        has(instances.value[0].activatedUsing, { principalId: ids.tess.id });
    });

    test("deactivates it when it is no longer needed", async () => {
        await wait("PT6M");
        await make(tess, "active", body("selfDeactivate", "tess", "UserAdministrator"), "Revoked");
        assert.equal((await scheduled("eligible", "tess", "UserAdministrator")).length, 1);
    });

    test("cancels one that has not begun", async () => {
        const start = await hoursFromNow(5);
        const made = await make(tess, "active", activation(lasting("PT1H", start)), "Granted");
        await tess.api(`${requests.active}/${made.id}/cancel`).post({});
        has(await tess.api(`${requests.active}/${made.id}`).get(), { status: "Canceled" });
    });

    test("is told every rule that it breaks", async () => {
        const careless = await clientOf("tess@amberg.example", { mfa: false });
        const error = await refused(
            careless.api(requests.active).post(activation({ justification: "", ...lasting("PT20H") })),
        );
        has(error, {
            statusCode: 400,
            code: "RoleAssignmentRequestPolicyValidationFailed",
            message: 'The following policy rules failed: ["ExpirationRule","JustificationRule","MfaRule"]',
        });
        assert.equal(error.requestId, last().headers.get("request-id"));
        assert.ok(error.date instanceof Date);
        const only = await tess.api(requests.active).post(activation({ isValidationOnly: true }));
        has(only, { isValidationOnly: true });
        assert.equal((await scheduled("active", "tess", "UserAdministrator")).length, 0);
    });
});
