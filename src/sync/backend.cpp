#include "sync/backend.hpp"

#include <algorithm>
#include <set>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"

namespace pim::sync {

namespace {

constexpr std::string_view how_to_write =
    "write it like {\"backends\": [{\"name\": \"Lab\", \"address\": \"http://localhost:8080\", "
    "\"lab\": true}]}";

/// What a kept text calls the name of a backend.
constexpr std::string_view kept_name = "backend";

SignInWay read_sign_in(graph::MemberReader members) {
    SignInWay sign_in;
    sign_in.authority = members.text("authority").value_or(std::string());
    sign_in.client_id = members.text("clientId").value_or(std::string());
    if (const graph::JsonValue* scopes = members.array("scopes")) {
        for (const graph::JsonValue& scope : scopes->items) {
            sign_in.scopes += cat(sign_in.scopes.empty() ? "" : " ", scope.text);
        }
    }
    if (sign_in.client_id.empty()) members.missing("clientId", "the page is registered under it");
    if (sign_in.scopes.empty()) members.missing("scopes", "they say what the token is for");
    return sign_in;
}

Backend read_named(graph::MemberReader& members, std::string_view name_member,
                   std::optional<graph::Rejection>& problem) {
    Backend backend;
    backend.name = members.text(name_member).value_or(std::string());
    backend.address = members.text("address").value_or(std::string());
    backend.lab = members.boolean("lab", false);
    while (!backend.address.empty() && backend.address.back() == '/') backend.address.pop_back();
    if (backend.name.empty()) members.missing(name_member, "people choose by it");
    if (origin_of(backend.address).empty()) {
        members.wrong("address", cat("'", backend.address, "'"), "an http or https URL");
    }
    if (const graph::JsonValue* sign_in = members.object("signIn")) {
        backend.sign_in = read_sign_in({*sign_in, members.place_of("signIn/"), problem});
    }
    return backend;
}

/// A backend of the file, which leads to no other authority than those that it names.
Outcome<Backend> read_configured(const graph::JsonValue& entry, std::size_t place,
                                 const std::vector<std::string>& authorities) {
    std::optional<graph::Rejection> problem;
    graph::MemberReader members(entry, cat("backends/", place, '/'), problem);
    Backend backend = read_named(members, "name", problem);
    if (backend.sign_in) {
        const std::string& authority = backend.sign_in->authority;
        const std::string origin = origin_of(authority);
        const bool allowed =
            std::any_of(authorities.begin(), authorities.end(),
                        [&origin](const std::string& other) { return origin_of(other) == origin; });
        if (origin.empty() || !allowed) {
            members.wrong("signIn/authority", cat("'", authority, "'"), "among the authorities");
        }
    }
    if (problem) return failure("config.json: " + problem->message, std::string(how_to_write));
    return backend;
}

}  // namespace

sandbox::Capabilities capabilities_of(const Backend& backend) {
    sandbox::Capabilities can;
    // Others share its clock, and its faults would meet them too.
    can.clock = false;
    can.faults = false;
    // Graph has no mailboxes, forgets what expired, and decides no extend and renew requests.
    can.mail = can.expired = can.decisions = backend.lab;
    return can;
}

const Backend* Configuration::find(std::string_view address) const {
    const auto found =
        std::find_if(backends.begin(), backends.end(),
                     [address](const Backend& backend) { return backend.address == address; });
    return found == backends.end() ? nullptr : &*found;
}

Outcome<Configuration> parse_configuration(std::string_view text) {
    const auto json = graph::parse_body(text);
    if (!json) {
        return failure("config.json: " + json.error().message, std::string(how_to_write));
    }
    Configuration configuration;
    if (const graph::JsonValue* authorities = json->member("authorities")) {
        for (const graph::JsonValue& authority : authorities->items) {
            if (!origin_of(authority.text).empty()) {
                configuration.authorities.push_back(authority.text);
            }
        }
    }
    const graph::JsonValue* list = json->member("backends");
    if (list == nullptr) return configuration;
    if (list->type != graph::JsonValue::Type::array || list->items.size() > backends_max) {
        return failure(cat("config.json: backends is not a list of at most ", backends_max),
                       std::string(how_to_write));
    }
    for (std::size_t place = 0; place < list->items.size(); ++place) {
        auto backend = read_configured(list->items[place], place, configuration.authorities);
        if (!backend) return tl::unexpected<Error>(backend.error());
        configuration.backends.push_back(std::move(*backend));
    }
    return configuration;
}

void write_backend(graph::JsonWriter& out, const Backend& backend) {
    out.member(kept_name, backend.name);
    out.member("address", backend.address);
    out.member("lab", backend.lab);
    if (!backend.sign_in) return;
    out.key("signIn").begin_object().member("authority", backend.sign_in->authority);
    out.member("clientId", backend.sign_in->client_id);
    // One text of all of them: it is read as the list of the file is.
    out.key("scopes").begin_array().text(backend.sign_in->scopes).end_array().end_object();
}

Backend read_backend(graph::MemberReader& members, std::optional<graph::Rejection>& problem) {
    return read_named(members, kept_name, problem);
}

std::string content_security_policy(const Configuration& configuration) {
    std::set<std::string> origins;
    for (const Backend& backend : configuration.backends) {
        origins.insert(origin_of(backend.address));
    }
    for (const std::string& authority : configuration.authorities) {
        origins.insert(origin_of(authority));
    }
    std::string policy = "connect-src 'self'";
    for (const std::string& origin : origins) policy += cat(' ', origin);
    return policy + "; object-src 'none'; base-uri 'self'";
}

std::string how_to_add(std::string_view address) {
    return cat("add {\"name\": \"…\", \"address\": \"", origin_of(address),
               "\"} to backends in web/config.json and build the page again, or edit config.json "
               "beside a built page and run cmake/policy.py on its folder");
}

std::string origin_of(std::string_view address) {
    const std::size_t scheme_end = address.find("://");
    if (scheme_end == std::string_view::npos) return {};
    const std::string_view scheme = address.substr(0, scheme_end);
    if (!equals_ignoring_case(scheme, "https") && !equals_ignoring_case(scheme, "http")) return {};
    const std::string_view rest = address.substr(scheme_end + 3);
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    // Who is named before an @ is no host, readers of URLs disagree about a backslash, and a policy
    // divides by spaces and semicolons: such an address is not one of ours.
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    if (host.empty() || host.find_first_not_of(plain) != std::string_view::npos) return {};
    return to_lower(address.substr(0, scheme_end + 3 + host.size()));
}

bool leads_to(const Backend& backend, std::string_view link) {
    const std::string origin = origin_of(link);
    return !origin.empty() && origin == origin_of(backend.address);
}

}  // namespace pim::sync
