// Goal: what real clients send is answered, in the very forms in which they send it:
// Terraform's azuread, and what is built on Graph's SDKs.
// Method: each client's requests as their sources write them, over the wire; status and what the client reads from the
// answer.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { ask, directory, get, has, prepare, wait } from "./support.mjs";

let ids;
let userAdministrator;

before(async () => {
    ({ ids, userAdministrator } = await prepare());
});

describe("Terraform's azuread", () => {
    test("makes, finds and removes an eligibility", async () => {
        const helpdesk = (await get(`${directory}/roleDefinitions?$filter=displayName eq 'Helpdesk Administrator'`))
            .value[0].id;
        const body = {
            action: "adminAssign",
            justification: "x",
            principalId: ids.ben,
            roleDefinitionId: helpdesk,
            directoryScopeId: "/",
            scheduleInfo: { expiration: { type: "noExpiration" } },
        };
        const missing = await ask(
            "gia",
            "POST",
            `${directory}/roleEligibilityScheduleRequests`,
            { body: { ...body, principalId: "5f1f1e4e-3f0c-4d0a-9b0e-3b7a3c6d2f10" } },
            404,
        );
        assert.equal(missing.error.code, "SubjectNotFound");
        const unknown = await ask(
            "gia",
            "POST",
            `${directory}/roleEligibilityScheduleRequests`,
            { body: { ...body, roleDefinitionId: "5f1f1e4e-3f0c-4d0a-9b0e-3b7a3c6d2f10" } },
            404,
        );
        assert.equal(unknown.error.code, "RoleNotFound");
        const made = await ask("gia", "POST", `${directory}/roleEligibilityScheduleRequests`, { body }, 201);
        has(await get(`${directory}/roleEligibilityScheduleRequests/${made.id}`), { id: made.id });
        has(await get(`${directory}/roleEligibilitySchedules/${made.id}`), { id: made.id });
        await wait("PT6M");
        await ask(
            "gia",
            "POST",
            `${directory}/roleEligibilityScheduleRequests`,
            { body: { ...body, action: "adminRemove" } },
            201,
        );
        const gone = await ask("gia", "GET", `${directory}/roleEligibilitySchedules/${made.id}`, {}, 404);
        assert.equal(gone.error.code, "UnknownError");
    });

    test("assigns outside PIM", async () => {
        const body = { principalId: ids.ben, roleDefinitionId: userAdministrator, directoryScopeId: "/" };
        const made = await ask("gia", "POST", `${directory}/roleAssignments`, { body }, 201);
        has(await get(`${directory}/roleAssignments/${made.id}`), { principalId: ids.ben });
        await wait("PT6M");
        await ask("gia", "DELETE", `${directory}/roleAssignments/${made.id}`, {}, 204);
        await ask("gia", "GET", `${directory}/roleAssignments/${made.id}`, {}, 404);
    });
});

describe("the PowerShell SDK and what is built on it", () => {
    test("PIMActivation asks for many policies at once, and activates in a batch", async () => {
        const reader = (await get(`${directory}/roleDefinitions?$filter=DisplayName eq 'Global Reader'`)).value[0].id;
        const found = await get(
            `/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole' and (roleDefinitionId eq '${userAdministrator}' or roleDefinitionId eq '${reader}')`,
        );
        assert.equal(found.value.length, 2);
        has(await get(`/v1.0/policies/roleManagementPolicies/${found.value[0].policyId}?$expand=rules`), {
            id: found.value[0].policyId,
        });
        const batch = await ask("gia", "POST", "/v1.0/$batch", {
            body: {
                requests: [
                    {
                        id: "1",
                        method: "GET",
                        url: `/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '${ids.tess}'&$expand=roleDefinition,principal`,
                    },
                ],
            },
        });
        has(batch.responses[0], { id: "1", status: 200 });
        const late = await ask("gia", "GET", "/v1.0/me", { Authorization: "Bearer nonsense" }, 401);
        assert.equal(late.error.code, "InvalidAuthenticationToken");
    });

    test("JAz.PIM names members and actions in Pascal case", async () => {
        await wait("PT6H");
        const own = await get(
            `${directory}/roleEligibilitySchedules/filterByCurrentUser(on='principal')?$expand=principal,roledefinition`,
            {},
            "tess",
        );
        has(own.value[0].roleDefinition, { displayName: "User Administrator" });
        const body = {
            Action: "SelfActivate",
            Justification: "x",
            PrincipalId: ids.tess,
            RoleDefinitionId: userAdministrator,
            DirectoryScopeId: "/",
            ScheduleInfo: {
                StartDateTime: "2026-03-02T08:00:00.0000000+00:00",
                Expiration: { Type: "AfterDuration", Duration: "PT1H" },
            },
        };
        const made = await ask("tess", "POST", `${directory}/roleAssignmentScheduleRequests`, { body }, 201);
        assert.equal(made.status, "Provisioned");
        const status = await get(
            `${directory}/roleAssignmentScheduleRequests/filterByCurrentUser(on='principal')?$select=status&$filter=id eq '${made.id}'`,
            {},
            "tess",
        );
        assert.equal(status.value[0].status, "Provisioned");
        const instances = await get(
            `${directory}/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')?$select=startDateTime&$filter=roleAssignmentScheduleId eq '${made.id}'`,
            {},
            "tess",
        );
        assert.deepEqual(
            instances.value.map((row) => typeof row.startDateTime),
            ["string"],
        );
        await get(`${directory}/roleAssignmentScheduleRequests/filterByCurrentUser(on=%27principal%27)`, {}, "tess");
    });

    test("Microsoft365DSC filters by names in Pascal case", async () => {
        const filter = `PrincipalId eq '${ids.tess}' and RoleDefinitionId eq '${userAdministrator}'`;
        assert.equal((await get(`${directory}/roleEligibilitySchedules?$filter=${filter}`)).value.length, 1);
        assert.equal((await get(`${directory}/roleDefinitions?$filter=Id eq '${userAdministrator}'`)).value.length, 1);
    });

    test("Maester reads everything", async () => {
        const all = await get("/beta/roleManagement/directory/roleAssignments?$expand=principal");
        assert.ok(all.value.every((row) => row.principal["@odata.type"]));
        for (const kind of ["Assignment", "Eligibility"]) await get(`${directory}/role${kind}ScheduleInstances`);
    });

    test("Maester looks at each alert with all that belongs to it", async () => {
        const alerts = "/beta/identityGovernance/roleManagementAlerts/alerts";
        const list = await get(`${alerts}?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'`);
        assert.equal(list.value.length, 7);
        for (const { id } of list.value) {
            const alert = await get(`${alerts}/${id}?$expand=alertDefinition,alertConfiguration,alertIncidents`);
            assert.equal(alert.alertDefinition.id, id);
            assert.ok(alert.alertConfiguration["@odata.type"]);
            assert.equal(alert.alertIncidents.length, alert.incidentCount);
        }
    });

    test("pimctl pages and counts what concerns itself", async () => {
        for (const path of [
            "roleEligibilitySchedules",
            "roleEligibilityScheduleInstances",
            "roleAssignmentSchedules",
            "roleAssignmentScheduleInstances",
            "roleAssignmentScheduleRequests",
        ]) {
            const own = await get(
                `${directory}/${path}/filterByCurrentUser(on='principal')?$filter=principalId eq '${ids.tess}'&$top=1&$skip=0&$orderby=id desc&$count=true`,
                {},
                "tess",
            );
            assert.equal(typeof own["@odata.count"], "number", path);
        }
        await get(
            "/beta/roleManagement/directory/roleAssignmentApprovals/filterByCurrentUser(on='approver')?$top=5&$skip=0&$count=true",
            {},
            "ann",
        );
    });
});
