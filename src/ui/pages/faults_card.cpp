#include "ui/pages/faults_card.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"

namespace pim::ui {
namespace {

// What a person may want; the lab API takes more.
constexpr std::int64_t requests_most = 1'000;
constexpr std::int64_t seconds_most = 600;
constexpr std::int64_t latency_ms_most = 10'000;

}  // namespace

void FaultsCard::number(std::string_view label, std::string_view unit, std::string_view help,
                        std::int64_t least, std::int64_t most, std::int64_t& value) {
    int shown = static_cast<int>(value);
    if (kit::number({.label = label,
                     .unit = unit,
                     .help = help,
                     .minimum = static_cast<int>(least),
                     .maximum = static_cast<int>(most)},
                    shown)) {
        value = shown;
    }
}

void FaultsCard::draw(graph::Faults& faults) {
    const auto card = kit::card({.label = "Faults"});
    kit::heading("Faults", 2);
    kit::prose(
        "Graph requests of this page, from the explorer or from your own code, meet these "
        "troubles; 0 is none",
        {.secondary = true});
    kit::prose("They are not saved: loading the page again ends them", {.secondary = true});
    graph::FaultSettings settings = faults.settings();
    number("Too many requests###throttle", cat("in ", settings.throttle_window_seconds, " s"),
           "What comes above that is answered with 429", 0, requests_most,
           settings.throttle_requests);
    number("Unavailable###unavailable", "requests", "One of so many is answered with 503", 0,
           requests_most, settings.unavailable_every);
    number("Retry after###retry", "seconds", "What both of these tell the client", 0, seconds_most,
           settings.retry_after_seconds);
    number("Latency###latency", "milliseconds", "Each answer takes that much longer", 0,
           latency_ms_most, settings.latency_ms);
    number("Slow answers###slow-every", "requests", "One of so many takes longer still", 0,
           requests_most, settings.slow_every);
    number("Latency of slow answers###slow-latency", "milliseconds", "What these take instead", 0,
           latency_ms_most, settings.slow_latency_ms);
    if (!(settings == faults.settings())) faults.set(settings);
}

}  // namespace pim::ui
