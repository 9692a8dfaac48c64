#include "fuzz/sample.hpp"

#include "core/apply.hpp"
#include "core/fingerprint.hpp"
#include "fuzz/target.hpp"
#include "graph/handle.hpp"
#include "graph/json_value.hpp"
#include "sandbox/memory_store.hpp"
#include "storage/disk_files.hpp"
#include "storage/event_codec.hpp"
#include "storage/journal_store.hpp"
#include "storage/record_versions.hpp"

namespace pim::fuzz {

namespace {

/// The Global Administrator of the kept journals.
constexpr Guid ada{0xada0000000004000ULL, 0x8000000000000001ULL};
constexpr std::uint64_t id_space = 0xf000'0000'0000'4000ULL;

storage::MemoryFiles::Contents read_sample() {
    const storage::DiskFiles disk(PIMLAB_SOURCE_DIR "/tests/journals/sample-2");
    const auto names = disk.list();
    require(names.has_value(), "the kept journal is there");
    storage::MemoryFiles::Contents contents;
    for (const std::string& name : *names) contents[name] = *disk.read(name);
    return contents;
}

sandbox::State open_sample() {
    auto opened = storage::JournalStore::open(
        std::make_shared<storage::MemoryFiles>(sample_files()), "sample", storage::Access::writer);
    require(opened.has_value(), "the kept journal opens",
            opened ? std::string() : opened.error().what);
    opened->state.session.speed = 0;
    return std::move(opened->state);
}

}  // namespace

/// Keeps the events alone, and calls them durable at once.
class Sample::Store final : public sandbox::MemoryStore {
public:
    void append(const Events& events) override {
        decided.insert(decided.end(), events.begin(), events.end());
    }

    Events decided;
};

const storage::MemoryFiles::Contents& sample_files() {
    static const storage::MemoryFiles::Contents contents = read_sample();
    return contents;
}

const sandbox::State& sample_state() {
    static const sandbox::State state = open_sample();
    return state;
}

Sample::Sample() {
    auto store = std::make_unique<Store>();
    store_ = store.get();
    sandbox_ = std::make_unique<sandbox::Sandbox>(sample_state().tenant, sample_state().session,
                                                  std::move(store), [this] {
                                                      return Guid{id_space, ++next_id_};
                                                  });
    clean_version_ = sandbox_->version();
}

void Sample::restore() {
    next_id_ = 0;
    if (sandbox_->version() == clean_version_) return;
    sandbox_->replace(sample_state().tenant, sample_state().session);
    sandbox_->commit();
    store_->decided.clear();
    clean_version_ = sandbox_->version();
}

graph::Response Sample::send(std::string_view method, std::string_view url, std::string_view body) {
    graph::Request request;
    request.method = std::string(method);
    request.url = std::string(url);
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = std::string(body);
    request.caller = ada;
    request.signed_in.mfa_done = true;
    request.id = Guid{id_space, ++next_id_};
    graph::Response response = graph::handle(*sandbox_, request);
    check_answer(response);
    return response;
}

const Events& Sample::decided() const {
    return store_->decided;
}

bool Sample::replays() const {
    const std::string payload = storage::encode_events(store_->decided);
    const auto events = storage::decode_events(
        {storage::RecordType::decision, storage::decision_version, 1, payload});
    require(events.has_value(), "what is written to the journal can be read",
            events ? std::string() : events.error().what);
    Tenant tenant = sample_state().tenant;
    for (const Event& event : *events) apply(tenant, event);
    return fingerprint(tenant) == fingerprint(sandbox_->tenant());
}

void check_answer(const graph::Response& response) {
    const std::string status = cat(response.status, " ", response.body);
    require(graph::reason_phrase(response.status) != "Unknown", "the status is known", status);
    require(response.status != 500 && response.status != 503, "nothing fails inside", status);
    if (response.body.empty()) {
        require(response.status < 400, "an error says what is wrong", status);
        return;
    }
    if (graph::header(response.headers, "Content-Type").rfind("text/plain", 0) == 0) return;
    // Beyond what one body may be long, the reader refuses what the writer made well.
    if (response.body.size() > graph::body_bytes_max) return;
    const auto tree = graph::parse_body(response.body);
    require(tree.has_value(), "the answer is JSON in UTF-8",
            cat(tree ? std::string() : tree.error().message, "\n", response.body));
    const graph::JsonValue* const error = tree->member("error");
    require((error != nullptr) == (response.status >= 400), "errors have the envelope", status);
    if (error == nullptr) return;
    for (const char* member : {"code", "message"}) {
        const graph::JsonValue* const text = error->member(member);
        require(text != nullptr && text->type == graph::JsonValue::Type::text,
                "an error has a code and a message", status);
    }
    const graph::JsonValue* const inner = error->member("innerError");
    require(inner != nullptr && inner->member("request-id") != nullptr,
            "an error names its request", status);
}

}  // namespace pim::fuzz
