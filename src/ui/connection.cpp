#include "ui/connection.hpp"

#include <utility>

#include "core/text.hpp"
#include "sync/tenant_of.hpp"

namespace pim::ui {

Connection::Connection(ConnectionWays ways)
    : ways_(std::move(ways)), line_(std::make_shared<sync::Line>(*ways_.transport)) {
    if (!ways_.kept) return;
    const std::string text = ways_.kept();
    if (text.empty()) return;
    // What cannot be read again is read anew.
    if (auto harvest = sync::parse_harvest(text)) stopped_ = std::move(*harvest);
}

void Connection::load() {
    if (loading_ || read_) return;
    loading_ = true;
    ways_.transport->send({"GET", "config.json", {}, {}}, [this](Outcome<graph::Response> reply) {
        loading_ = false;
        if (!reply) {
            read_ = tl::unexpected<Error>(reply.error());
        } else if (reply->status == 200) {
            read_ = sync::parse_configuration(reply->body);
        } else {
            read_ = sync::Configuration{};
        }
    });
}

void Connection::load_again() {
    if (read_ && !*read_) read_.reset();
    load();
}

const sync::Backend* Connection::backend() const {
    if (!read_ || !*read_ || chosen < 0) return nullptr;
    const auto& backends = (*read_)->backends;
    const auto place = static_cast<std::size_t>(chosen);
    return place < backends.size() ? &backends[place] : nullptr;
}

void Connection::choose(std::string_view address) {
    if (!read_ || !*read_) return;
    const sync::Backend* found = (*read_)->find(address);
    if (found != nullptr) chosen = static_cast<int>(found - (*read_)->backends.data());
}

/// True where the answer is there; else the error is told.
template <class T>
bool Connection::answered(const Outcome<T>& outcome) {
    waiting_ = false;
    if (!outcome) error_ = outcome.error();
    return outcome.has_value();
}

void Connection::ask_personas() {
    if (backend() == nullptr || waiting_) return;
    waiting_ = true;
    error_.reset();
    personas_.clear();
    sync::ask_personas(*ways_.transport, *backend(),
                       [this](Outcome<std::vector<sync::Persona>> personas) {
                           if (answered(personas)) personas_ = std::move(*personas);
                       });
}

void Connection::sign_in_as(const std::string& user_principal_name, bool mfa) {
    if (backend() != nullptr) sign_in_at(*backend(), {user_principal_name, mfa});
}

void Connection::sign_in_at(const sync::Backend& lab, sync::LabSignIn sign_in) {
    if (waiting_) return;
    waiting_ = true;
    error_.reset();
    sync::ask_token(*ways_.transport, lab, sign_in,
                    [this, lab, who = sign_in.user_principal_name](Outcome<std::string> token) {
                        if (answered(token)) take_token(lab, std::move(*token), who);
                    });
}

void Connection::use_token(std::string token, std::string who) {
    if (backend() != nullptr) take_token(*backend(), std::move(token), std::move(who));
}

void Connection::take_token(const sync::Backend& backend, std::string token, std::string who) {
    error_.reset();
    forget_trials();
    who_ = std::move(who);
    line_->use(backend, std::move(token));
    if (signed_in_changed) signed_in_changed();
}

void Connection::sign_in(const std::string& claims) {
    if (backend() == nullptr || !backend()->sign_in || !ways_.sign_in || waiting_) return;
    waiting_ = signing_in_ = true;
    error_.reset();
    ways_.sign_in(*backend()->sign_in, claims, [this, there = *backend()](Outcome<SignedIn> told) {
        signed_in_at(there, std::move(told));
    });
}

void Connection::signed_in_at(const sync::Backend& there, Outcome<SignedIn> told) {
    const bool asked = std::exchange(signing_in_, false);
    if (asked && !answered(told)) return;
    // A window that counted as closed may still bring somebody, but not to another backend.
    if (!told || backend() == nullptr || backend()->address != there.address) return;
    if (!asked && signed_in()) return line_->use(there, std::move(told->token));
    use_token(std::move(told->token), std::move(told->who));
}

void Connection::sign_out() {
    cancel();
    if (std::exchange(signing_in_, false)) waiting_ = false;
    if (ways_.sign_out) ways_.sign_out();
    line_->forget();
    who_.clear();
    forget_trials();
    if (signed_in_changed) signed_in_changed();
}

void Connection::forget_trials() {
    trials_.clear();
    write_trials_.clear();
}

void Connection::try_out() {
    if (!signed_in() || waiting_) return;
    waiting_ = true;
    error_.reset();
    sync::dry_run(*line_, line_->backend(), [this](Outcome<std::vector<sync::Trial>> trials) {
        if (!answered(trials)) return;
        trials_ = std::move(*trials);
        write_trials_ = sync::write_trials(line_->permissions(), line_->backend());
    });
}

void Connection::mirror(bool requests_too) {
    if (!signed_in() || waiting_) return;
    sync::Harvest harvest;
    harvest.backend = line_->backend();
    harvest.requests_too = requests_too;
    if (!harvest.backend.lab) return begin(std::move(harvest));
    waiting_ = true;
    const sync::Backend lab = harvest.backend;
    sync::ask_clock(*line_, lab, [this, begun = std::move(harvest)](Outcome<Instant> now) mutable {
        if (!answered(now)) return;
        begun.read = *now;
        begin(std::move(begun));
    });
}

void Connection::go_on() {
    if (stopped() == nullptr) return;
    begin(std::exchange(stopped_, std::nullopt).value());
}

void Connection::begin(sync::Harvest harvest) {
    if (!signed_in()) return;
    error_.reset();
    compared_.reset();
    stopped_.reset();
    mirror_ = std::make_unique<sync::Mirror>(*line_, std::move(harvest));
    mirror_->changed = [this] { due_ = true; };
    due_ = true;
}

void Connection::cancel() {
    if (mirror_) mirror_->cancel();
    due_ = true;
}

void Connection::drop() {
    stopped_.reset();
    if (ways_.keep) ways_.keep({});
}

const sync::Harvest* Connection::stopped() const {
    const bool same = stopped_ && backend() && stopped_->backend.address == backend()->address;
    return same ? &*stopped_ : nullptr;
}

double Connection::pump() {
    if (!mirror_) return -1;
    const Instant now = ways_.wall_clock();
    const auto left = mirror_->due(now);
    if (std::exchange(due_, false) || (left && *left == 0)) mirror_->go_on(now);
    switch (mirror_->progress().state) {
        case sync::MirrorState::finished:
            finish();
            return -1;
        case sync::MirrorState::failed:
            error_ = mirror_->progress().error;
            [[fallthrough]];
        case sync::MirrorState::cancelled:
            stopped_ = mirror_->harvest();
            mirror_.reset();
            return -1;
        case sync::MirrorState::reading:
            break;
    }
    const auto next = mirror_->due(now);
    return next ? static_cast<double>(*next) / static_cast<double>(ticks_per_second) : -1;
}

void Connection::finish() {
    const auto mirror = std::exchange(mirror_, nullptr);
    auto tenant = sync::tenant_of(mirror->harvest());
    if (!tenant) {
        error_ = tenant.error();
        return;
    }
    if (tenant->users.empty()) {
        error_ = Error{"the backend let nobody be read, so there is no mirror",
                       "sign in as somebody who may read the directory's roles"};
        return;
    }
    const Tenant& before = ways_.present();
    if (before.origin && before.origin->address == tenant->origin->address) {
        compared_ = sync::compare_mirrors(before, *tenant);
    }
    drop();
    ways_.take(std::move(*tenant));
}

void Connection::leave() {
    if (!ways_.keep) return;
    if (mirror_) ways_.keep(sync::to_text(mirror_->harvest()));
    if (!mirror_ && stopped_) ways_.keep(sync::to_text(*stopped_));
}

}  // namespace pim::ui
