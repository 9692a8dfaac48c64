#include "ui/connection.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "sync/identity.hpp"
#include "sync/tenant_of.hpp"

namespace pim::ui {

namespace {

/// A mirror is first kept while it runs when it has twice as many.
constexpr std::size_t objects_kept_min = 500;

}  // namespace

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
    waiting_ = true;
    sync::ask_identity(*line_, line_->backend(),
                       [this, requests_too](const Outcome<std::string>& identity) {
                           // Without one it begins all the same, and is not gone on with.
                           waiting_ = false;
                           begin_anew(requests_too, identity.value_or(std::string()));
                       });
}

void Connection::begin_anew(bool requests_too, std::string identity) {
    sync::Harvest harvest;
    harvest.backend = line_->backend();
    harvest.identity = std::move(identity);
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
    if (stopped() == nullptr || !signed_in() || waiting_) return;
    waiting_ = true;
    error_.reset();
    sync::ask_identity(*line_, line_->backend(), [this](Outcome<std::string> identity) {
        if (!answered(identity) || !stopped_) return;
        const bool same = !identity->empty() && *identity == stopped_->identity;
        if (!same) return begin_anew(stopped_->requests_too, std::move(*identity));
        begin(std::exchange(stopped_, std::nullopt).value());
    });
}

void Connection::begin(sync::Harvest harvest) {
    if (!signed_in()) return;
    error_.reset();
    compared_.reset();
    stopped_.reset();
    objects_kept_ = harvest.item_count();
    unkept_ = false;
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
    unkept_ = false;
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
    const bool much = mirror_->progress().objects >= 2 * std::max(objects_kept_, objects_kept_min);
    if (much && !unkept_) keep(mirror_->harvest());
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
    if (mirror_) keep(mirror_->harvest());
    if (!mirror_ && stopped_) keep(*stopped_);
}

void Connection::keep(const sync::Harvest& harvest) {
    if (!ways_.keep) return;
    objects_kept_ = harvest.item_count();
    unkept_ = !ways_.keep(sync::to_text(harvest));
}

}  // namespace pim::ui
