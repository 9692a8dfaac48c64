// Goal: the answers have the members and the types that Microsoft publishes for TypeScript, in v1.0
// and in beta.
// Method: real answers of each resource type, written as literals of their published type and given
// to the TypeScript compiler, which checks members that a type does not have, too. Where the service
// itself differs from its published types, deviations.tsv says why; a line there that no longer
// happens fails as well.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";

import { lab, people, root, tokenOf, wait } from "./support.mjs";

const packages = {
    v1: "@microsoft/microsoft-graph-types",
    beta: "@microsoft/microsoft-graph-types-beta",
};
const paths = { v1: "v1.0", beta: "beta" };
const directory = "roleManagement/directory";
const alerts = "identityGovernance/roleManagementAlerts";
const scope = "$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'";

/// What is asked for, and of which type its items are: in both versions, or in one.
const both = [
    [`${directory}/roleDefinitions?$top=20`, "UnifiedRoleDefinition"],
    [`${directory}/roleAssignments?$expand=principal,roleDefinition,directoryScope`, "UnifiedRoleAssignment"],
    [
        `${directory}/roleAssignmentScheduleRequests?$expand=principal,roleDefinition,directoryScope,activatedUsing,targetSchedule`,
        "UnifiedRoleAssignmentScheduleRequest",
    ],
    [
        `${directory}/roleEligibilityScheduleRequests?$expand=principal,roleDefinition,directoryScope,targetSchedule`,
        "UnifiedRoleEligibilityScheduleRequest",
    ],
    [
        `${directory}/roleAssignmentSchedules?$expand=principal,roleDefinition,directoryScope,activatedUsing`,
        "UnifiedRoleAssignmentSchedule",
    ],
    [
        `${directory}/roleEligibilitySchedules?$expand=principal,roleDefinition,directoryScope`,
        "UnifiedRoleEligibilitySchedule",
    ],
    [
        `${directory}/roleAssignmentScheduleInstances?$expand=principal,roleDefinition,directoryScope,activatedUsing`,
        "UnifiedRoleAssignmentScheduleInstance",
    ],
    [
        `${directory}/roleEligibilityScheduleInstances?$expand=principal,roleDefinition,directoryScope`,
        "UnifiedRoleEligibilityScheduleInstance",
    ],
    [`policies/roleManagementPolicies?${scope}&$top=3&$expand=rules,effectiveRules`, "UnifiedRoleManagementPolicy"],
    [
        `policies/roleManagementPolicyAssignments?${scope}&$top=3&$expand=policy($expand=rules)`,
        "UnifiedRoleManagementPolicyAssignment",
    ],
    ["auditLogs/directoryAudits?$top=300", "DirectoryAudit"],
    ["me", "User"],
    ["users", "User"],
    ["groups?$expand=members,owners", "Group"],
    ["applications", "Application"],
    ["servicePrincipals", "ServicePrincipal"],
    ["directoryRoles", "DirectoryRole"],
    ["directoryRoleTemplates?$top=5", "DirectoryRoleTemplate"],
    ["organization", "Organization"],
    ["subscribedSkus", "SubscribedSku"],
];
const questions = [
    ...both.flatMap(([path, type]) => [
        ["v1", path, type],
        ["beta", path, type],
    ]),
    ["v1", "directory/administrativeUnits?$expand=members", "AdministrativeUnit"],
    ["beta", "administrativeUnits?$expand=members", "AdministrativeUnit"],
    [
        "beta",
        `${alerts}/alerts?${scope}&$expand=alertDefinition,alertConfiguration,alertIncidents`,
        "UnifiedRoleManagementAlert",
    ],
    ["beta", `${alerts}/alertDefinitions?${scope}`, "UnifiedRoleManagementAlertDefinition"],
    [
        "beta",
        `${alerts}/alertConfigurations?${scope}&$expand=alertDefinition`,
        "UnifiedRoleManagementAlertConfiguration",
    ],
    ["beta", `${directory}/roleAssignmentApprovals?$expand=steps`, "Approval"],
    [
        "beta",
        `${directory}/transitiveRoleAssignments?$count=true&${"$filter=principalId eq '{tess}'"}`,
        "UnifiedRoleAssignment",
    ],
];

/// The published name of the type that an object says itself.
function typeOf(value) {
    const name = value?.["@odata.type"]?.replace("#microsoft.graph.", "");
    return name && name[0].toUpperCase() + name.slice(1);
}

/// Literals of one version, as the lines of a TypeScript file; `omitted` members are left out.
class Literals {
    constructor(version, omitted = new Set()) {
        this.version = version;
        this.omitted = omitted;
        this.lines = [`import type * as published from "${packages[version]}";`, "export const all: unknown[] = [];"];
    }

    /// Adds an object as a constant of its type, those within it that say their type before it.
    add(object, type) {
        const text = this.text(object, [this.version, type]);
        this.lines.push(`const item${this.lines.length}: published.${type} = ${text};`);
        return `item${this.lines.length - 1}`;
    }

    /// `way`: version, type and the members that lead here.
    text(value, way) {
        if (Array.isArray(value)) return `[${value.map((item) => this.nested(item, way)).join(", ")}]`;
        if (value === null || typeof value !== "object") return JSON.stringify(value);
        const members = Object.entries(value)
            .map(([name, member]) => [name, member, [...way, name]])
            .filter(([name, , at]) => !name.includes("@odata.") && !this.omitted.has(placeOf(at)));
        return `{${members.map(([name, member, at]) => `${JSON.stringify(name)}: ${this.nested(member, at)}`).join(", ")}}`;
    }

    nested(value, way) {
        const type = typeOf(value);
        return type ? this.add(value, type) : this.text(value, way);
    }
}

/// `v1 User displayName`
const placeOf = ([version, type, ...members]) => `${version} ${type} ${members.join(".") || "-"}`;

/// The published types and the compiler's own, read once.
const parsed = new Map();

/// What the compiler says of a file: `version type member code`, each once, with its sentence.
function complaints(literals) {
    const name = new URL(`./${literals.version}.literals.ts`, import.meta.url).pathname;
    const options = {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        target: ts.ScriptTarget.ES2022,
        types: [],
    };
    const host = ts.createCompilerHost(options);
    const file = ts.createSourceFile(name, literals.lines.join("\n"), options.target, true);
    const { getSourceFile, fileExists } = host;
    host.getSourceFile = (path, ...rest) => {
        if (path === name) return file;
        if (!parsed.has(path)) parsed.set(path, getSourceFile(path, ...rest));
        return parsed.get(path);
    };
    host.fileExists = (path) => path === name || fileExists(path);
    const program = ts.createProgram([name], options, host);
    const found = new Map();
    const said = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    for (const { start, code, messageText } of said) {
        const line = literals.lines[file.getLineAndCharacterOfPosition(start).line];
        const type = /published\.(\w+)/.exec(line)?.[1] ?? "?";
        found.set(
            `${placeOf([literals.version, type, ...membersAt(file, start)])} ${code}`,
            ts.flattenDiagnosticMessageText(messageText, " "),
        );
    }
    return found;
}

/// The members that lead to a place within a literal.
function membersAt(file, place) {
    const names = [];
    const visit = (node) => {
        if (place < node.getStart(file) || place >= node.getEnd()) return;
        if (ts.isPropertyAssignment(node)) names.push(node.name.text);
        ts.forEachChild(node, visit);
    };
    visit(file);
    return names;
}

/// The same of objects with their types. Of an object's unknown members the compiler names only the
/// first: what it named is left out, and it is asked again.
function allComplaints(version, objects) {
    const found = new Map();
    const omitted = new Set();
    for (let more = true; more; ) {
        const literals = new Literals(version, omitted);
        for (const [object, type] of objects) literals.add(object, type);
        more = false;
        for (const [key, said] of complaints(literals)) {
            found.set(key, said);
            const place = key.slice(0, key.lastIndexOf(" "));
            more ||= key.endsWith(" 2353") && !omitted.has(place);
            omitted.add(place);
        }
    }
    return found;
}

function listed() {
    const text = readFileSync(new URL("./deviations.tsv", import.meta.url), "utf8");
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return lines.slice(1).map((line) => {
        const [version, type, member, code, why] = line.split("\t");
        assert.ok(why, `a deviation without a reason: ${line}`);
        return `${version} ${type} ${member} ${code}`;
    });
}

test("the compiler sees what is wrong", () => {
    const wrong = allComplaints("v1", [
        [{ displayName: 7 }, "User"],
        [{ colour: "red", size: 4 }, "Group"],
        [{ roles: [{ "@odata.type": "#microsoft.graph.user", colour: "red" }] }, "Group"],
        [{ scheduleInfo: { expiration: { type: "never" } } }, "UnifiedRoleAssignmentScheduleRequest"],
        [{ id: null }, "UnifiedRoleDefinition"],
        [{ displayName: null }, "User"],
    ]);
    assert.deepEqual([...wrong.keys()].sort(), [
        "v1 Group colour 2353",
        "v1 Group roles 2353",
        "v1 Group size 2353",
        "v1 UnifiedRoleAssignmentScheduleRequest scheduleInfo.expiration.type 2322",
        "v1 UnifiedRoleDefinition id 2322",
        "v1 User colour 2353",
        "v1 User displayName 2322",
    ]);
});

test("answers agree with the published types", async () => {
    await lab("PATCH", "clock", { speed: 0 });
    await wait("PT1H");
    const headers = {
        Authorization: `Bearer ${await tokenOf("gia@amberg.example")}`,
        "Content-Type": "application/json",
    };
    const { tess } = await people();
    const ask = async (version, path, more = {}) => {
        const response = await fetch(`${root}/${paths[version]}/${path.replace("{tess}", tess.id)}`, {
            headers,
            ...more,
        });
        const text = await response.text();
        assert.ok(response.ok, `${path}: ${response.status} ${text}`);
        return JSON.parse(text);
    };
    const objects = { v1: [], beta: [] };
    const numbers = {};
    const collect = (version, path, type, answer) => {
        const items = answer.value ?? [answer];
        for (const item of items) objects[version].push([item, typeOf(item) ?? type]);
        numbers[type] = (numbers[type] ?? 0) + items.length;
    };
    for (const [version, path, type] of questions) collect(version, path, type, await ask(version, path));
    const helpdesk = (await ask("v1", `${directory}/roleDefinitions?$filter=displayName eq 'Helpdesk Administrator'`))
        .value[0].id;
    for (const version of ["v1", "beta"]) {
        const units = version === "v1" ? "directory/administrativeUnits" : "administrativeUnits";
        const unit = (await ask(version, units)).value[0].id;
        const { value: directoryRoles } = await ask(version, `directoryRoles?$filter=roleTemplateId eq '${helpdesk}'`);
        const body = JSON.stringify({ roleId: directoryRoles[0].id, roleMemberInfo: { id: tess.id } });
        if (version === "v1") await ask(version, `${units}/${unit}/scopedRoleMembers`, { method: "POST", body });
        collect(version, units, "ScopedRoleMembership", await ask(version, `${units}/${unit}/scopedRoleMembers`));
    }
    for (const [, , type] of questions) assert.ok(numbers[type] > 0, `no answer has a ${type}`);
    assert.ok(numbers.ScopedRoleMembership > 0);

    const found = new Map(["v1", "beta"].flatMap((version) => [...allComplaints(version, objects[version])]));
    const allowed = listed();
    const unexpected = [...found].filter(([key]) => !allowed.includes(key)).map((pair) => pair.join(": "));
    assert.deepEqual(unexpected, []);
    assert.deepEqual(
        allowed.filter((key) => !found.has(key)),
        [],
        "deviations that are gone",
    );
});
