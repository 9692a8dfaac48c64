#include "server/site.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "core/digest.hpp"
#include "core/text.hpp"
#include "graph/url.hpp"
#include "sync/backend.hpp"

namespace pim::server {

namespace {

namespace fs = std::filesystem;

struct Type {
    std::string_view extension;
    std::string_view name;
};
constexpr std::array<Type, 11> types = {{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
}};

struct Coding {
    std::string_view name;
    std::string_view extension;
};
constexpr std::array<Coding, 2> codings = {{{"br", ".br"}, {"gzip", ".gz"}}};

constexpr std::size_t hash_digits = 10;
constexpr std::size_t tag_digits = 20;
/// Bytes of files that are kept in memory; beyond, all of them are read anew.
constexpr std::size_t kept_bytes_max = std::size_t{64} * 1024 * 1024;

std::string_view type_of(const fs::path& path) {
    const std::string extension = path.extension().string();
    for (const Type& type : types) {
        if (type.extension == extension) return type.name;
    }
    return "application/octet-stream";
}

/// `pimlab.0123456789.wasm`: a name with its content's hash, which never changes.
bool is_hashed(const fs::path& path) {
    const std::string digits = path.stem().extension().string();
    return digits.size() == hash_digits + 1 &&
           digits.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
}

/// Whether an Accept-Encoding field takes a coding: named, and not with weight zero.
bool takes(std::string_view field, std::string_view coding) {
    while (!field.empty()) {
        const std::size_t comma = field.find(',');
        std::string part;
        for (const char c : field.substr(0, comma)) {
            if (c != ' ') part += c;
        }
        const std::string_view weight =
            std::string_view(part).substr(std::min(part.find(';'), part.size()));
        const bool none = weight.substr(0, 4) == ";q=0" &&
                          weight.find_first_not_of("0.", 4) == std::string_view::npos;
        if (equals_ignoring_case(part.substr(0, part.find(';')), coding)) return !none;
        field = comma == std::string_view::npos ? std::string_view() : field.substr(comma + 1);
    }
    return false;
}

std::optional<std::string> bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// The file that a path names, nothing where there is none inside the folder.
std::optional<fs::path> found(const std::string& folder, std::string_view target) {
    const auto name = graph::percent_decode(target.substr(0, target.find('?')), false);
    if (!name || name->empty() || name->front() != '/' || name->find('\0') != std::string::npos) {
        return std::nullopt;
    }
    std::error_code error;
    const fs::path root = fs::canonical(folder, error);
    fs::path path = fs::weakly_canonical(root / name->substr(1), error);
    if (error) return std::nullopt;
    if (path == root || path == root / "") path = root / "index.html";
    const std::string inside = root.string() + '/';
    const bool packed = path.extension() == ".br" || path.extension() == ".gz";
    if (path.string().compare(0, inside.size(), inside) != 0 || packed) return std::nullopt;
    if (!fs::is_regular_file(path, error)) return std::nullopt;
    return path;
}

/// The policy that config.json beside the page asks for; where it cannot be read, the page reaches
/// itself alone.
std::string policy_of(const std::string& folder) {
    const auto text = bytes_of(fs::path(folder) / "config.json");
    const auto configuration = sync::parse_configuration(text.value_or("{}"));
    return sync::content_security_policy(configuration.value_or(sync::Configuration{}));
}

graph::Response in_words(int status, std::string text) {
    graph::Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(text);
    return response;
}

}  // namespace

const Site::Kept* Site::file(const std::string& path) {
    std::error_code error;
    const auto changed = fs::last_write_time(path, error);
    const auto size = error ? 0 : fs::file_size(path, error);
    if (error) return nullptr;
    const auto at = kept_.find(path);
    if (at != kept_.end()) {
        if (at->second.size == size && at->second.changed == changed) return &at->second;
        kept_bytes_ -= at->second.bytes.size();
        kept_.erase(at);
    }
    auto bytes = bytes_of(path);
    if (!bytes) return nullptr;
    if (kept_bytes_ + bytes->size() > kept_bytes_max) {
        kept_.clear();
        kept_bytes_ = 0;
    }
    kept_bytes_ += bytes->size();
    std::string tag = cat('"', to_hex(sha256(*bytes)).substr(0, tag_digits), '"');
    return &(kept_[path] = Kept{size, changed, std::move(*bytes), std::move(tag)});
}

graph::Response Site::answer(const graph::Request& request) {
    if (request.method != "GET" && request.method != "HEAD") {
        return in_words(405, "the page is only read: GET or HEAD\n");
    }
    if (folder_.empty()) {
        return in_words(404,
                        "there is no built page here (python3 cmake/setup.py build web makes it); "
                        "Graph is at /v1.0 and /beta, the lab API at /lab/v1\n");
    }
    const auto path = found(folder_, request.url);
    if (!path) return in_words(404, "there is no such file here\n");
    graph::Response response;
    const Kept* kept = nullptr;
    const std::string_view accepted = graph::header(request.headers, "accept-encoding");
    for (const Coding& coding : codings) {
        if (kept != nullptr || !takes(accepted, coding.name)) continue;
        kept = file(path->string() + std::string(coding.extension));
        if (kept != nullptr) response.headers.emplace_back("Content-Encoding", coding.name);
    }
    if (kept == nullptr) kept = file(path->string());
    if (kept == nullptr) return in_words(404, "the file cannot be read\n");
    response.headers.emplace_back("Content-Type", type_of(*path));
    response.headers.emplace_back("ETag", kept->tag);
    response.headers.emplace_back(
        "Cache-Control", is_hashed(*path) ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    if (path->extension() == ".html") {
        response.headers.emplace_back("Content-Security-Policy", policy_of(folder_));
    }
    if (graph::header(request.headers, "if-none-match").find(kept->tag) != std::string_view::npos) {
        response.status = 304;
    } else {
        response.body = kept->bytes;
    }
    return response;
}

}  // namespace pim::server
