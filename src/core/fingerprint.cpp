#include "core/fingerprint.hpp"

#include <algorithm>

#include "core/fields.hpp"

namespace pim {

namespace {

/// Feeds every member of a value to the hash, each with its length, so that no two different
/// tenants read alike.
class Hasher {
public:
    template <class T>
    void operator()(std::string_view, T& value) {
        add(value);
    }
    void added(std::string_view name, std::string& value) {
        if (!value.empty()) (*this)(name, value);
    }

    template <class T>
    void added_named(std::string_view name, T& value) {
        if (value.empty()) return;
        std::string named(name);
        add(named);
        add(value);
    }

    void number(std::int64_t value) {
        char bytes[8];
        for (int i = 0; i < 8; ++i) {
            bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
        }
        hash_.add(std::string_view(bytes, 8));
    }
    void add(bool value) { number(value ? 1 : 0); }
    void add(int value) { number(value); }
    void add(std::int64_t value) { number(value); }
    void add(std::size_t value) { number(static_cast<std::int64_t>(value)); }
    void add(Slot) = delete;
    void add(const std::string& value) {
        number(static_cast<std::int64_t>(value.size()));
        hash_.add(value);
    }
    void add(const Guid& value) {
        number(static_cast<std::int64_t>(value.high));
        number(static_cast<std::int64_t>(value.low));
    }
    void add(const Instant& value) { number(value.ticks); }
    void add(const Duration& value) {
        number(value.months);
        number(value.ticks);
    }
    void add(const Scope& value) {
        add(value.type);
        add(value.id);
    }
    template <class T>
    void add(const std::optional<T>& value) {
        add(value.has_value());
        if (value) add(*value);
    }
    void add(const std::vector<bool>& values) {
        add(values.size());
        for (const bool value : values) add(value);
    }
    template <class T>
    void add(const std::vector<T>& values) {
        add(values.size());
        for (const T& value : values) add(value);
    }
    template <class T, std::size_t n>
    void add(const std::array<T, n>& values) {
        for (const T& value : values) add(value);
    }
    void add(const std::set<Guid>& values) {
        add(values.size());
        for (const Guid& value : values) add(value);
    }
    template <class T>
    void add(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            number(static_cast<std::int64_t>(value));
        } else {
            // Constness is cast away for the shared table of members; nothing is written.
            fields(*this, const_cast<T&>(value));
        }
    }
    template <class T>
    void table(const Table<T>& rows) {
        add(rows.size());
        rows.each([&](const T& row) { add(row); });
    }
    template <class T>
    void index(const RowIndex& index, const Table<T>& rows) {
        const std::map<Guid, const Slots*> entries = index.by_key();
        add(entries.size());
        for (const auto& [key, slots] : entries) {
            add(key);
            slots_as_ids(*slots, rows);
        }
    }
    void containers(const std::map<Guid, std::set<Guid>>& by_object) {
        for (const auto& [object, containers] : by_object) {
            add(object);
            add(containers);
        }
    }
    template <class T>
    void slots_as_ids(const Slots& slots, const Table<T>& rows) {
        add(slots.size());
        for (const Slot slot : slots) add(rows.at(slot).id);
    }

    Digest finish() { return hash_.finish(); }

private:
    Sha256 hash_;
};

void add_rows(Hasher& hasher, const Tenant& tenant) {
    hasher.add(tenant);
    hasher.table(tenant.users);
    hasher.table(tenant.groups);
    hasher.table(tenant.service_principals);
    hasher.table(tenant.applications);
    hasher.table(tenant.administrative_units);
    hasher.table(tenant.roles);
    hasher.add(tenant.policies.size());
    for (const auto& [role, policy] : tenant.policies) {
        hasher.add(role);
        hasher.add(policy);
    }
    hasher.table(tenant.schedules);
    hasher.table(tenant.requests);
    hasher.add(tenant.mails.size());
    for (const Mail& mail : tenant.mails) hasher.add(mail);
    hasher.add(tenant.audit.size());
    for (const AuditRow& row : tenant.audit) hasher.add(row);
    for (const CommandRecord& record : tenant.commands) hasher.add(record);
    // Alerts, too, are younger than the kept journals: untouched ones leave the digests as they
    // are.
    if (!(tenant.alerts == default_alerts())) hasher.add(tenant.alerts);
    if (tenant.origin) hasher.add(*tenant.origin);
    for (const Original& original : tenant.originals) hasher.add(original);
}

void add_derived(Hasher& hasher, const Tenant& tenant) {
    hasher.add(tenant.due.size());
    for (const Due& due : tenant.due.in_order()) {
        hasher.add(due.at);
        hasher.add(due.kind);
        if (due.kind == DueKind::digests) continue;
        hasher.add(due.owner == DueOwner::request ? tenant.requests.at(due.slot).id
                                                  : tenant.schedules.at(due.slot).id);
    }
    hasher.index(tenant.schedules_by_principal, tenant.schedules);
    hasher.index(tenant.schedules_by_role, tenant.schedules);
    hasher.index(tenant.holders_by_role, tenant.schedules);
    hasher.index(tenant.activations_by_eligibility, tenant.schedules);
    hasher.index(tenant.requests_by_principal, tenant.requests);
    hasher.slots_as_ids(tenant.open_requests, tenant.requests);
    hasher.containers(tenant.groups_by_member);
    hasher.index(tenant.undecided_by_target, tenant.requests);
    // The mailboxes of principals stand in the order of their first mails, which a rebuilt tenant
    // need not share: they are visited in the order of the users.
    hasher.add(tenant.mailboxes.size());
    tenant.users.each([&](const User& user) {
        hasher.add(mailbox_of(tenant, user.id).mails);
        hasher.add(mailbox_of(tenant, user.id).unread);
    });
    for (const auto& [address, box] : tenant.mailboxes_by_address) {
        hasher.add(address);
        hasher.add(box.mails);
        hasher.add(box.unread);
    }
    for (const auto& [user_name, user] : tenant.user_by_name) {
        hasher.add(user_name);
        hasher.add(user);
    }
    // subject_by_command is a hash map: its entries are those of `commands`, hashed above.
    hasher.add(tenant.subject_by_command.size());
}

/// An index counts where it disagrees with the keys that the rows have; `key_of` gives a row's,
/// null where it has none.
template <class T, class KeyOf>
void add_wrong_index(Hasher& hasher, const RowIndex& index, const Table<T>& table, KeyOf key_of) {
    RowIndex right;
    table.each([&](const T& row) {
        const Guid key = key_of(row);
        if (!key.is_null()) right.add(key, *table.slot_of(row.id));
    });
    const auto same = [](const auto& a, const auto& b) {
        return a.first == b.first && *a.second == *b.second;
    };
    const auto kept = index.by_key();
    const auto wanted = right.by_key();
    if (!std::equal(kept.begin(), kept.end(), wanted.begin(), wanted.end(), same)) {
        hasher.index(index, table);
    }
}

void add_wrong_containers(Hasher& hasher, const std::map<Guid, std::set<Guid>>& kept,
                          const std::map<Guid, std::set<Guid>>& wanted) {
    if (kept == wanted) return;
    // One that is empty has nothing else to show.
    hasher.add(kept.size());
    hasher.containers(kept);
}

void add_wrong_aliases(Hasher& hasher, const Tenant& tenant) {
    std::map<Guid, Guid> role_by_alias;
    tenant.roles.each([&](const RoleDefinition& role) {
        for (const RoleAlias alias : {RoleAlias::settings, RoleAlias::directory_role}) {
            role_by_alias[alias_of_role(tenant.id, role.id, alias)] = role.id;
        }
    });
    if (tenant.role_by_alias == role_by_alias) return;
    for (const auto& [alias, role] : tenant.role_by_alias) {
        hasher.add(alias);
        hasher.add(role);
    }
}

/// Indexes that are younger than the kept journals (tests/journals) count only where they disagree
/// with the rows that they follow from: so the digests that are kept for ever stay as they are.
void add_disagreements(Hasher& hasher, const Tenant& tenant) {
    std::size_t role_assignable_groups = 0;
    tenant.groups.each(
        [&](const Group& group) { role_assignable_groups += group.role_assignable ? 1 : 0; });
    if (tenant.role_assignable_groups != role_assignable_groups) {
        hasher.add(tenant.role_assignable_groups);
    }
    std::map<Guid, std::set<Guid>> groups_by_owner;
    tenant.groups.each([&](const Group& group) {
        for (const Guid& owner : group.owners) groups_by_owner[owner].insert(group.id);
    });
    add_wrong_containers(hasher, tenant.groups_by_owner, groups_by_owner);
    std::map<Guid, std::set<Guid>> units_by_member;
    tenant.administrative_units.each([&](const AdministrativeUnit& unit) {
        for (const Guid& member : unit.members) units_by_member[member].insert(unit.id);
    });
    Slots requests_with_approval;
    for (Slot slot = 0; slot < tenant.requests.slot_end(); ++slot) {
        const Request* const request = tenant.requests.row(slot);
        if (request && request->approval) requests_with_approval.insert(slot);
    }
    if (tenant.requests_with_approval != requests_with_approval) {
        hasher.slots_as_ids(tenant.requests_with_approval, tenant.requests);
    }
    AuditPlaces audit_by_activity;
    for (std::size_t place = 0; place < tenant.audit.size(); ++place) {
        audit_by_activity[tenant.audit[place].activity].push_back(place);
    }
    if (tenant.audit_by_activity != audit_by_activity) {
        for (const auto& [activity, places] : tenant.audit_by_activity) {
            hasher.add(activity);
            hasher.add(places);
        }
    }
    add_wrong_index(hasher, tenant.schedules_by_scope, tenant.schedules,
                    [](const Schedule& row) { return row.scope.id; });
    add_wrong_index(hasher, tenant.requests_by_creator, tenant.requests,
                    [](const Request& row) { return row.created_by; });
    Endings expired;
    for (Slot slot = 0; slot < tenant.schedules.slot_end(); ++slot) {
        const Schedule* const schedule = tenant.schedules.row(slot);
        const bool ended =
            schedule && schedule->ended_at && schedule->end_reason == EndReason::expired;
        if (ended && schedule->type == AssignmentType::assigned) {
            expired.insert({*schedule->ended_at, slot});
        }
    }
    if (tenant.expired != expired) {
        for (const auto& [at, slot] : tenant.expired) hasher.add(tenant.schedules.at(slot).id);
    }
    const auto by_app = [](const auto& row) { return row.app_id; };
    add_wrong_index(hasher, tenant.service_principals_by_app, tenant.service_principals, by_app);
    add_wrong_index(hasher, tenant.applications_by_app, tenant.applications, by_app);
    add_wrong_aliases(hasher, tenant);
    if (!(tenant.alert_index == alert_index_of(tenant))) hasher.add(tenant.alert_index.standing);
    add_wrong_containers(hasher, tenant.units_by_member, units_by_member);
}

}  // namespace

Digest fingerprint(const Tenant& tenant) {
    Hasher hasher;
    add_rows(hasher, tenant);
    add_derived(hasher, tenant);
    add_disagreements(hasher, tenant);
    return hasher.finish();
}

}  // namespace pim
