#pragma once

#include <boost/test/unit_test.hpp>
#include <map>
#include <memory>

#include "api/lab.hpp"
#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "storage/export_file.hpp"

namespace pim::api::test {

/// Checkpoints in memory.
class KeptTexts final : public api::Checkpoints {
public:
    Outcome<void> save(const std::string& name, const std::string& text) override {
        texts[name] = text;
        return {};
    }
    Outcome<std::vector<std::string>> list() const override {
        std::vector<std::string> names;
        for (const auto& [name, text] : texts) names.push_back(name);
        return names;
    }
    Outcome<std::string> read(const std::string& name) const override { return texts.at(name); }
    Outcome<void> remove(const std::string& name) override {
        texts.erase(name);
        return {};
    }

    std::map<std::string, std::string> texts;
};

/// The lab API over the tenant of the Graph suites.
struct Fixture : graph::test::Lab {
    KeptTexts checkpoints;
    std::int64_t milliseconds = 0;
    std::uint64_t requests = 0;
    graph::Headers headers;  ///< of what is asked next
    /// An event as JSON: here its sequence alone.
    std::function<std::string(const Event&)> event_text = [](const Event& event) {
        return cat(event.sequence);
    };
    std::unique_ptr<api::Lab> lab;

    Fixture() {
        api::Host host;
        host.export_text = storage::export_text;
        host.import_text = storage::import_text;
        host.prepare = [](std::string_view name) -> Outcome<sandbox::State> {
            if (name == "nobody") return failure("there is no sample 'nobody'");
            sandbox::State state;
            state.tenant.display_name = "fresh";
            return state;
        };
        host.event_text = [this](const Event& event) { return event_text(event); };
        host.wall_clock = [] { return std::int64_t{1'800'000'000}; };
        host.checkpoints = &checkpoints;
        lab = std::make_unique<api::Lab>(
            *sandbox, host,
            graph::Faults([this] { return milliseconds; }, [](auto, auto work) { work(); }));
        sandbox->commit();
        caller = {};
    }

    std::optional<graph::Response> begin(std::string_view method, std::string_view path,
                                         std::string_view body = {}) {
        graph::Request request;
        request.method = std::string(method);
        request.url = cat(api::lab_root, '/', path);
        request.body = std::string(body);
        request.caller = caller;
        request.id = {7, ++requests};
        request.headers = headers;
        const auto answer = std::make_shared<std::optional<graph::Response>>();
        lab->answer(request, [answer](graph::Response response) { *answer = std::move(response); });
        if (!*answer) sandbox->commit();
        return *answer;
    }
    graph::Response ask(std::string_view method, std::string_view path,
                        std::string_view body = {}) {
        const auto answer = begin(method, path, body);
        BOOST_REQUIRE(answer.has_value());
        return *answer;
    }
    int status(std::string_view method, std::string_view path, std::string_view body = {}) {
        return ask(method, path, body).status;
    }
};

}  // namespace pim::api::test
