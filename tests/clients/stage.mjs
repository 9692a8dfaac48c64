// The people of the sample Start with the official client in their hands, and requests about them.

import { assert, clientOf, has, last, people, root, stopClock } from "./support.mjs";

export const requests = {
    active: "/roleManagement/directory/roleAssignmentScheduleRequests",
    eligible: "/roleManagement/directory/roleEligibilityScheduleRequests",
};
export const schedules = {
    active: "/roleManagement/directory/roleAssignmentSchedules",
    eligible: "/roleManagement/directory/roleEligibilitySchedules",
};

export const lasting = (duration, startDateTime) => ({
    scheduleInfo: { startDateTime, expiration: { type: "afterDuration", duration } },
});
export const permanent = { scheduleInfo: { expiration: { type: "noExpiration" } } };

/// A server whose clock stands still; `gia` administers, `tess` is a user.
export class Stage {
    static async open() {
        const stage = new Stage();
        await stopClock();
        stage.gia = await clientOf("gia@amberg.example");
        stage.tess = await clientOf("tess@amberg.example");
        stage.ids = await people();
        const list = await stage.gia.api("/roleManagement/directory/roleDefinitions").select("id,displayName").get();
        stage.roles = Object.fromEntries(list.value.map((row) => [row.displayName.replaceAll(" ", ""), row.id]));
        return stage;
    }

    /// A request about one of the people, in the words of the API.
    body = (action, name, role, more = {}) => ({
        action,
        principalId: this.ids[name].id,
        roleDefinitionId: this.roles[role],
        directoryScopeId: "/",
        justification: "the night shift",
        ...more,
    });

    /// Sends a request that must be made.
    make = async (client, kind, content, status) => {
        const made = await client.api(requests[kind]).post(content);
        assert.equal(last().status, 201);
        has(made, {
            action: content.action,
            status,
            principalId: content.principalId,
            roleDefinitionId: content.roleDefinitionId,
            directoryScopeId: "/",
            isValidationOnly: false,
            justification: content.justification,
        });
        assert.equal(last().headers.get("location"), `${root}/v1.0${requests[kind]}/${made.id}`);
        return made;
    };

    /// The schedules of one of the people for a role.
    scheduled = async (kind, name, role) => {
        const filter = `principalId eq '${this.ids[name].id}' and roleDefinitionId eq '${this.roles[role]}'`;
        return (await this.gia.api(schedules[kind]).filter(filter).get()).value;
    };
}
