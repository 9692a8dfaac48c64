#include "core/advance.hpp"

#include "core/alert_scan.hpp"
#include "core/apply.hpp"
#include "core/ending.hpp"
#include "core/recipients.hpp"

namespace pim {

namespace {

/// Decides what one due moment leads to.
class DueMoment {
public:
    /// The events go into `events`, which is reused from moment to moment.
    DueMoment(const Tenant& tenant, const Due& due, const RuleSet& switched_off, Events& events)
        : tenant_(tenant), due_(due), switched_off_(switched_off), events_(events) {}

    void decide() {
        switch (due_.kind) {
            case DueKind::ends:
                end();
                break;
            case DueKind::starts:
                start();
                break;
            case DueKind::lapses:
                lapse();
                break;
            case DueKind::reminds:
                remind();
                break;
            case DueKind::digests:
                digest();
                break;
            case DueKind::purges:
                due_.owner == DueOwner::request ? purge_request() : purge_schedule();
                break;
        }
    }

private:
    bool on(Rule rule) const { return in_force(rule, switched_off_); }
    const Schedule& schedule() const { return tenant_.schedules.at(due_.slot); }
    const Request& request() const { return tenant_.requests.at(due_.slot); }

    void emit(EventBody body, std::vector<Notice> notices = {}) {
        add_event(events_, tenant_, due_.at, std::move(body)).notices = std::move(notices);
    }

    void end() {
        std::vector<Notice> notices;
        EndReason reason = EndReason::expired;
        if (schedule().type == AssignmentType::assigned) {
            notices = assignment_notices(tenant_, schedule().role, schedule().principal,
                                         schedule().kind, MailKind::expired, Audience::watchers);
        } else if (ends_with_eligibility()) {
            reason = EndReason::eligibility_ended;
            notices.push_back(notice_of_end(tenant_, schedule()));
        }
        end_schedule([this](EventBody body,
                            std::vector<Notice> mails) { emit(std::move(body), std::move(mails)); },
                     tenant_, schedule(), reason, std::move(notices), {}, switched_off_);
    }

    /// An activation that was cut to its eligibility's end ends because of that, whichever of the
    /// two the queue has first.
    bool ends_with_eligibility() const {
        const Schedule* eligibility = tenant_.schedules.find(schedule().activated_using);
        return eligibility && eligibility->live() && eligibility->end == schedule().end &&
               on(Rule::eligibility_end_ends_activation);
    }

    void start() {
        std::vector<Notice> notices;
        if (schedule().type == AssignmentType::activated) {
            notices = activation_notices(tenant_, schedule().role, schedule().principal);
        }
        emit(ScheduleStarted{schedule().id}, std::move(notices));
        const Request* made = tenant_.requests.find(schedule().created_using);
        if (made && made->open()) emit(RequestProvisioned{made->id});
    }

    void lapse() {
        if (!on(Rule::activation_request_lapses)) return;
        emit(RequestClosed{request().id, RequestStatus::failed},
             {notice_to(tenant_, request().principal, MailKind::activation_expired,
                        Because::requester)});
    }

    void remind() {
        const std::int64_t left = schedule().end->ticks - due_.at.ticks;
        const int days = left > ticks_per_day ? 14 : 1;
        std::vector<Notice> notices;
        if (on(Rule::expiry_reminders)) {
            notices = assignment_notices(tenant_, schedule().role, schedule().principal,
                                         schedule().kind, MailKind::expiring, Audience::watchers);
        }
        emit(ExpiryNeared{schedule().id, days}, std::move(notices));
    }

    void digest() {
        emit(DigestSent{tenant_.digest}, {notice_to_watchers(tenant_, MailKind::weekly_digest)});
    }

    /// With the row goes the last day on which it could be renewed (ruling 2).
    void purge_schedule() {
        if (!on(Rule::expired_rows_purged)) return;
        if (on(Rule::renew_request_pointless)) {
            for (const Slot slot : slots_of(tenant_.undecided_by_target, schedule().id)) {
                emit(RequestClosed{tenant_.requests.at(slot).id, RequestStatus::failed});
            }
        }
        emit(SchedulePurged{schedule().id});
    }

    void purge_request() {
        if (on(Rule::requests_purged)) emit(RequestPurged{request().id});
    }

    const Tenant& tenant_;
    const Due due_;
    const RuleSet& switched_off_;
    Events& events_;
};

/// Whether the daily scan of the alerts is what comes next, up to some moment. It goes before what
/// falls due at the same midnight.
bool scan_is_next(const Tenant& tenant, Instant to, const RuleSet& switched_off) {
    if (!in_force(Rule::alerts_scanned_daily, switched_off)) return false;
    const std::optional<Instant> at = next_scan(tenant);
    return at && *at <= to && (tenant.due.empty() || *at <= tenant.due.front().at);
}

void scan(const Tenant& tenant, const RuleSet& switched_off, Events& events) {
    const Instant at = *next_scan(tenant);
    const bool wakes = !in_force(Rule::dismissed_alert_stays, switched_off);
    add_event(events, tenant, at, scan_alerts(tenant, {}, at, wakes));
}

}  // namespace

std::optional<Instant> next_due(const Tenant& tenant) {
    if (tenant.due.empty()) return std::nullopt;
    return tenant.due.front().at;
}

std::size_t advance(Tenant& tenant, Instant to, const std::function<void(const Event&)>& seen,
                    const RuleSet& switched_off) {
    std::size_t count = 0;
    Events events;
    while (true) {
        events.clear();
        if (scan_is_next(tenant, to, switched_off)) {
            scan(tenant, switched_off, events);
        } else if (!tenant.due.empty() && tenant.due.front().at <= to) {
            const Due due = tenant.due.front();
            DueMoment(tenant, due, switched_off, events).decide();
            // A rule that a test switched off leaves no event: its moment passes unused.
            if (events.empty()) tenant.due.erase(due.owner, due.slot);
        } else {
            return count;
        }
        for (Event& event : events) {
            if (seen) {
                apply(tenant, event);
                seen(event);
            } else {
                apply(tenant, std::move(event));
            }
        }
        count += events.size();
    }
}

}  // namespace pim
