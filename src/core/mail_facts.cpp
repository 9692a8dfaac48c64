#include "core/derived.hpp"

namespace pim {

namespace {

MailFacts facts_of_request(const Tenant& tenant, const Request& request) {
    MailFacts facts;
    facts.kind = request.kind;
    facts.type = request.action == Action::self_activate ? AssignmentType::activated
                                                         : AssignmentType::assigned;
    facts.principal = request.principal;
    facts.role = request.role;
    facts.scope = request.scope;
    facts.start = request.start ? request.start : request.schedule.start;
    facts.end = request.schedule.expiration.end;
    facts.actor = request.created_by;
    facts.justification = request.justification;
    facts.request = request.id;
    facts.schedule = request.target_schedule;
    // A request to extend or renew tells the details of the original assignment (S0).
    const Schedule* target = tenant.schedules.find(request.target_schedule);
    if (target && (request.action == Action::self_extend || request.action == Action::self_renew)) {
        facts.start = target->start;
        facts.end = target->end;
    }
    if (!facts.end && facts.start && request.schedule.expiration.duration) {
        facts.end = add(*facts.start, *request.schedule.expiration.duration);
    }
    return facts;
}

MailFacts facts_of_schedule(const Schedule& schedule) {
    MailFacts facts;
    facts.kind = schedule.kind;
    facts.type = schedule.type;
    facts.principal = schedule.principal;
    facts.role = schedule.role;
    facts.scope = schedule.scope;
    facts.start = schedule.start;
    facts.end = schedule.end;
    facts.request = schedule.created_using;
    facts.schedule = schedule.id;
    return facts;
}

struct FactsOf {
    const Tenant& before;
    const Event& event;

    MailFacts request(const Guid& id, const std::string* justification) const {
        const Request* row = before.requests.find(id);
        if (!row) return {};
        MailFacts facts = facts_of_request(before, *row);
        if (justification) {
            facts.justification = *justification;
            facts.actor = event.actor;
        }
        return facts;
    }

    MailFacts schedule(const Guid& id) const {
        const Schedule* row = before.schedules.find(id);
        if (!row) return {};
        MailFacts facts = facts_of_schedule(*row);
        facts.actor = event.actor;
        return facts;
    }

    MailFacts operator()(const RequestMade& e) const { return facts_of_request(before, e.request); }
    MailFacts operator()(const RequestClosed& e) const { return request(e.request, nullptr); }
    MailFacts operator()(const ApprovalGiven& e) const {
        return request(e.request, &e.justification);
    }
    MailFacts operator()(const RequestDecided& e) const {
        MailFacts facts = request(e.request, &e.justification);
        if (e.result != ReviewResult::approve) return facts;
        facts.kind = e.kind;
        facts.start = e.start;
        facts.end = e.schedule.expiration.end;
        if (!facts.end && e.start && e.schedule.expiration.duration) {
            facts.end = add(*e.start, *e.schedule.expiration.duration);
        }
        return facts;
    }
    MailFacts operator()(const ScheduleCreated& e) const {
        MailFacts facts = facts_of_schedule(e.schedule);
        facts.actor = event.actor;
        if (const Request* request = before.requests.find(e.schedule.created_using)) {
            facts.justification = request->justification;
        }
        return facts;
    }
    MailFacts operator()(const ScheduleStarted& e) const { return schedule(e.schedule); }
    MailFacts operator()(const ScheduleEnded& e) const {
        MailFacts facts = schedule(e.schedule);
        facts.request = e.request;
        if (const Request* by = before.requests.find(e.request)) {
            facts.justification = by->justification;
        }
        return facts;
    }
    MailFacts operator()(const ExpiryNeared& e) const {
        MailFacts facts = schedule(e.schedule);
        facts.days_left = e.days;
        return facts;
    }
    template <class Other>
    MailFacts operator()(const Other&) const {
        return {};
    }
};

}  // namespace

MailFacts facts_of(const Tenant& before, const Event& event) {
    return std::visit(FactsOf{before, event}, event.body);
}

}  // namespace pim
