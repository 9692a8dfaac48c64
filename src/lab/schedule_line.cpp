#include "lab/schedule_line.hpp"

#include "core/text.hpp"
#include "core/view.hpp"

namespace pim::lab {

namespace {

/// What a schedule verb asks for where the line says nothing else.
struct ScheduleVerb {
    Verb verb;
    Action action;
    AssignmentKind kind;
    enum class Window { none, permanent, longest_activation } window;
};

constexpr std::array<ScheduleVerb, 11> schedule_verbs = {{
    {Verb::eligible, Action::admin_assign, AssignmentKind::eligible,
     ScheduleVerb::Window::permanent},
    {Verb::active, Action::admin_assign, AssignmentKind::active, ScheduleVerb::Window::permanent},
    {Verb::update, Action::admin_update, AssignmentKind::eligible, ScheduleVerb::Window::permanent},
    {Verb::remove, Action::admin_remove, AssignmentKind::eligible, ScheduleVerb::Window::none},
    {Verb::extend, Action::admin_extend, AssignmentKind::eligible, ScheduleVerb::Window::none},
    {Verb::renew, Action::admin_renew, AssignmentKind::eligible, ScheduleVerb::Window::none},
    {Verb::activate, Action::self_activate, AssignmentKind::active,
     ScheduleVerb::Window::longest_activation},
    {Verb::deactivate, Action::self_deactivate, AssignmentKind::active, ScheduleVerb::Window::none},
    {Verb::give_up, Action::self_deactivate, AssignmentKind::eligible, ScheduleVerb::Window::none},
    {Verb::self_extend, Action::self_extend, AssignmentKind::eligible, ScheduleVerb::Window::none},
    {Verb::self_renew, Action::self_renew, AssignmentKind::eligible, ScheduleVerb::Window::none},
}};

const ScheduleVerb* find(Verb verb) {
    for (const ScheduleVerb& candidate : schedule_verbs) {
        if (candidate.verb == verb) return &candidate;
    }
    return nullptr;
}

/// True where the row is what `row=…` means.
bool is_row(const AssignmentRow& row, std::string_view word) {
    const Schedule& schedule = *row.schedule;
    if (word == "group") return row.member == MemberType::group;
    if (row.member == MemberType::group) return false;
    if (word == "outside") return schedule.outside_pim;
    if (word == "expired") return !schedule.live();
    if (!schedule.live()) return false;
    if (word == "eligible") return schedule.kind == AssignmentKind::eligible;
    if (schedule.kind != AssignmentKind::active) return false;
    return (word == "activated") == (schedule.type == AssignmentType::activated);
}

/// The row of a page to which the pressed button belongs.
Outcome<Guid> find_row(const Tenant& tenant, const RequestSchedule& command,
                       std::string_view word) {
    for (const AssignmentKind kind : {AssignmentKind::eligible, AssignmentKind::active}) {
        for (const bool expired : {false, true}) {
            const std::vector<AssignmentRow> rows =
                expired ? expired_of(tenant, command.principal, kind)
                        : assignments_of(tenant, command.principal, kind);
            for (const AssignmentRow& row : rows) {
                if (row.schedule->role == command.role && is_row(row, word))
                    return row.schedule->id;
            }
        }
    }
    return failure(cat("there is no row `", word, "` of that role"));
}

void add_window(RequestSchedule& command, const Operation& operation, const ScheduleVerb& verb,
                const Tenant& tenant, Instant now) {
    std::optional<ScheduleInfo> window = written_window(operation, now);
    command.has_schedule =
        !operation.no_schedule && (window || verb.window != ScheduleVerb::Window::none);
    if (!command.has_schedule) return;
    if (!window) {
        window.emplace();
        if (operation.from) window->start = resolve(*operation.from, now);
        if (verb.window == ScheduleVerb::Window::permanent) {
            window->expiration.type = ExpirationType::no_expiration;
        } else {
            window->expiration.type = ExpirationType::after_duration;
            window->expiration.duration =
                policy_of(tenant, command.role).activation_expiration.maximum;
        }
    }
    command.schedule = *window;
}

}  // namespace

bool is_schedule_verb(Verb verb) {
    return find(verb) != nullptr;
}

std::optional<ScheduleInfo> written_window(const Operation& operation, Instant now) {
    ScheduleInfo window;
    if (operation.from) window.start = resolve(*operation.from, now);
    if (operation.permanent) {
        window.expiration.type = ExpirationType::no_expiration;
    } else if (operation.until) {
        window.expiration.type = ExpirationType::after_date_time;
        window.expiration.end = resolve(*operation.until, now);
    } else if (operation.length) {
        window.expiration.type = ExpirationType::after_duration;
        window.expiration.duration = operation.length;
    } else {
        return std::nullopt;
    }
    return window;
}

Outcome<Command> compose_schedule(const Line& line, const Tenant& tenant, const Lookup& lookup,
                                  const Guid& caller, Instant now) {
    const Operation& operation = line.operation;
    const ScheduleVerb& verb = *find(operation.verb);
    const bool self = (text_of(operation.verb).takes & is_self) != 0;
    RequestSchedule command;
    command.kind = operation.kind.value_or(verb.kind);
    command.action = verb.action;
    const std::string& role_word = operation.names[self ? 0 : 1].text;
    const std::optional<Guid> role = lookup.role(tenant, role_word);
    if (!role) return failure(not_known("role", role_word));
    command.role = *role;
    const Option* other = operation.option("for");
    command.principal = caller;
    if (!self || other != nullptr) {
        const std::string& word = self ? other->value : operation.names[0].text;
        const std::optional<Guid> principal = lookup.object(tenant, word);
        if (!principal) return failure(not_known("name", word));
        command.principal = *principal;
    }
    if (const Option* option = operation.option("scope")) {
        const std::optional<Scope> scope = lookup.scope(tenant, option->value);
        if (!scope) return failure(not_known("scope", option->value));
        command.scope = *scope;
    }
    add_window(command, operation, verb, tenant, now);
    command.justification = operation.text.value_or("");
    if (const Option* option = operation.option("ticket")) command.ticket.number = option->value;
    if (const Option* option = operation.option("ticket-system")) {
        command.ticket.system = option->value;
    }
    command.validation_only = line.mode == Mode::validate;
    if (const Option* option = operation.option("row")) {
        const Outcome<Guid> row = find_row(tenant, command, option->value);
        if (!row) return tl::unexpected<Error>(row.error());
        command.target = *row;
    }
    return command;
}

}  // namespace pim::lab
