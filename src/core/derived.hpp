#pragma once

#include <functional>

#include "core/event.hpp"
#include "core/tenant.hpp"

namespace pim {

// The parts of `apply` that keep indexes, queue and mailboxes in step with the rows. Nobody else
// calls these.

constexpr std::int64_t digest_interval_ticks = 7 * ticks_per_day;

/// The queue's entry for the weekly digest; the tenant must have one ahead.
Due digest_due(const Tenant& tenant);

void index_role(Tenant& tenant, const Guid& role);
void forget_role(Tenant& tenant, const Guid& role);

/// Takes an application or a service principal out of the index by application.
template <class T>
void forget_app(const Table<T>& table, RowIndex& index, const Guid& id) {
    if (const auto slot = table.slot_of(id)) index.drop(table.at(*slot).app_id, *slot);
}
/// Saves one with its entry in that index.
template <class T>
void save_by_app(Table<T>& table, RowIndex& index, const T& row) {
    forget_app(table, index, row.id);
    index.add(row.app_id, table.save(row));
}

void index_schedule(Tenant& tenant, Slot slot);
void index_request(Tenant& tenant, Slot slot);

/// Changes a row and what is derived from it; nothing where the row is gone.
void change_schedule(Tenant& tenant, const Guid& id, const std::function<void(Schedule&)>& change);
void change_request(Tenant& tenant, const Guid& id, const std::function<void(Request&)>& change);

void purge_schedule(Tenant& tenant, const Guid& id);
void purge_request(Tenant& tenant, const Guid& id);

/// Takes a container out of what its member belongs to (groups_by_member, units_by_member), or out
/// of what its owner owns.
void forget_membership(std::map<Guid, std::set<Guid>>& containers_by_member, const Guid& member,
                       const Guid& container);

/// Puts the mails of an event, which is about to be applied, into the mailboxes.
void send_mails(Tenant& tenant, const Event& event, std::vector<Notice> notices);

/// Brings the audit rows from a place on into the index by activity.
void index_audit(Tenant& tenant, std::size_t from);
void mark_read(Tenant& tenant, const MailRead& event);

/// Keeps the outcome of the command behind the event (design.md: a command id seen before gives
/// the recorded outcome).
void remember_command(Tenant& tenant, const Event& event);

/// What the mails of an event state.
MailFacts facts_of(const Tenant& before, const Event& event);

}  // namespace pim
