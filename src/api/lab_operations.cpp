#include "api/members.hpp"
#include "api/operations.hpp"
#include "assets/lab_api.hpp"
#include "core/text.hpp"
#include "lab/play.hpp"

namespace pim::api {

namespace {

std::string report_text(const lab::Report& report) {
    graph::JsonWriter out;
    out.begin_object();
    out.member("passed", report.passed());
    out.key("lines").begin_array();
    for (const lab::LineResult& line : report.lines) {
        out.begin_object();
        out.member_integer("number", line.number);
        out.member("source", line.source);
        out.member("passed", line.passed);
        out.member_or_null("message", line.message);
        out.end_object();
    }
    out.end_array().end_object();
    return out.take();
}

std::string faults_text(const graph::FaultSettings& settings, const Tenant& tenant) {
    graph::JsonWriter out;
    out.begin_object();
    out.key("throttle").begin_object();
    out.member_integer("requests", settings.throttle_requests);
    out.member_integer("windowSeconds", settings.throttle_window_seconds);
    out.end_object();
    out.key("unavailable").begin_object();
    out.member_integer("every", settings.unavailable_every);
    out.end_object();
    out.member_integer("retryAfterSeconds", settings.retry_after_seconds);
    out.key("latency").begin_object();
    out.member_integer("milliseconds", settings.latency_ms);
    out.member_integer("slowMilliseconds", settings.slow_latency_ms);
    out.member_integer("slowEvery", settings.slow_every);
    out.end_object();
    out.member("provisioningDelay", to_text(tenant.provisioning_delay));
    out.end_object();
    return out.take();
}

/// A number of the settings, and between what it may be.
struct Number {
    std::string_view name;
    std::int64_t& into;
    std::int64_t least;
    std::int64_t most;
};

/// Reads the numbers of one object of the body; what is missing stays as it is.
void read_numbers(graph::MemberReader& members, std::string_view name,
                  std::optional<graph::Rejection>& problem, std::initializer_list<Number> numbers) {
    const graph::JsonValue* object = members.object(name);
    if (object == nullptr) return;
    Members inner(*object, problem, cat(name, '.'));
    for (const Number& number : numbers) {
        number.into =
            number_member(inner, number.name, number.least, number.most).value_or(number.into);
    }
    inner.nothing_else();
}

graph::FaultSettings read_faults(graph::MemberReader& members,
                                 std::optional<graph::Rejection>& problem) {
    using graph::fault_count_max;
    using graph::fault_latency_ms_max;
    graph::FaultSettings settings;
    read_numbers(members, "throttle", problem,
                 {{"requests", settings.throttle_requests, 0, fault_count_max},
                  {"windowSeconds", settings.throttle_window_seconds, 1, fault_count_max}});
    read_numbers(members, "unavailable", problem,
                 {{"every", settings.unavailable_every, 0, fault_count_max}});
    settings.retry_after_seconds = number_member(members, "retryAfterSeconds", 0, fault_count_max)
                                       .value_or(settings.retry_after_seconds);
    read_numbers(members, "latency", problem,
                 {{"milliseconds", settings.latency_ms, 0, fault_latency_ms_max},
                  {"slowMilliseconds", settings.slow_latency_ms, 0, fault_latency_ms_max},
                  {"slowEvery", settings.slow_every, 0, fault_count_max}});
    return settings;
}

}  // namespace

void run_scenario(Exchange& exchange) {
    const auto scenario = lab::parse_scenario("scenario", exchange.request.body);
    if (!scenario) return exchange.reject(rejection_of(scenario.error()));
    const auto stage = lab::stage_of(exchange.sandbox());
    const lab::Report report = lab::play(*scenario, *stage);
    exchange.lab.feed().tell_clock();
    exchange.reply_when_durable(200, report_text(report));
}

void show_faults(Exchange& exchange) {
    exchange.reply(200, faults_text(exchange.lab.faults().settings(), exchange.tenant()));
}

void change_faults(Exchange& exchange) {
    const auto body = graph::parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    std::optional<graph::Rejection> problem;
    Members members(*body, problem);
    const graph::FaultSettings settings = read_faults(members, problem);
    const Duration delay = members.duration("provisioningDelay").value_or(Duration{});
    members.nothing_else();
    if (problem) return exchange.reject(*problem);
    const Decision decision = exchange.sandbox().submit(SetProvisioningDelay{delay}, {});
    if (!decision) return exchange.reject(graph::rejection_of(decision.error()));
    exchange.lab.faults().set(settings);
    exchange.reply_when_durable(200, faults_text(settings, exchange.tenant()));
}

void show_description(Exchange& exchange) {
    exchange.reply(200, std::string(assets::lab_api[0].text));
}

}  // namespace pim::api
