#include "server/key_set.hpp"

#include <jwt.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "graph/json_value.hpp"

namespace pim::server {

namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Decoded = std::unique_ptr<jwt_t, Release<jwt_free>>;

Number number_of(const std::string& base64url) {
    const auto bytes = graph::decode_base64url(base64url);
    if (!bytes || bytes->empty()) return nullptr;
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes->data()),
                            static_cast<int>(bytes->size()), nullptr));
}

/// A public key as PEM from what its kind is made of; empty where that makes none.
std::string pem_of(const char* kind, const Builder& builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        return {};
    }
    const Key key(made);
    const Bio out(BIO_new(BIO_s_mem()));
    if (!out || PEM_write_bio_PUBKEY(out.get(), key.get()) != 1) return {};
    char* bytes = nullptr;
    const auto length = BIO_get_mem_data(out.get(), &bytes);
    return {bytes, static_cast<std::size_t>(length)};
}

/// Of a modulus and an exponent.
std::string rsa_pem(const std::string& modulus, const std::string& exponent) {
    const Number n = number_of(modulus);
    const Number e = number_of(exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
        return {};
    }
    return pem_of("RSA", builder);
}

/// What an RSA key verifies. libjwt 1.10 knows neither PS256 and its kin nor EdDSA.
constexpr std::array<std::string_view, 3> rsa_algorithms = {"RS256", "RS384", "RS512"};
/// The only type, where a token names one, that libjwt takes.
constexpr std::string_view token_type = "JWT";

/// A curve of JSON Web Keys and the one algorithm that goes with it.
struct Curve {
    std::string_view name;
    const char* group;  ///< as OpenSSL calls it
    std::string_view algorithm;
};
constexpr std::array<Curve, 3> curves = {{{"P-256", "prime256v1", "ES256"},
                                          {"P-384", "secp384r1", "ES384"},
                                          {"P-521", "secp521r1", "ES512"}}};

/// Of a point on a curve.
std::string curve_pem(const Curve& curve, const std::string& x, const std::string& y) {
    constexpr char uncompressed = 4;  // what a point of two coordinates begins with
    const auto across = graph::decode_base64url(x);
    const auto up = graph::decode_base64url(y);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!across || !up || across->size() != up->size() || !builder) return {};
    const std::string point = cat(uncompressed, *across, *up);
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.group,
                                        0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1) {
        return {};
    }
    return pem_of("EC", builder);
}

std::string member(const graph::JsonValue& key, std::string_view name) {
    const graph::JsonValue* value = key.member(name);
    return value == nullptr ? std::string() : value->text;
}

/// The signing key of a member of the set; nothing where it is of another kind or use.
std::optional<SigningKey> signing_key(const graph::JsonValue& key) {
    const std::string use = member(key, "use");
    if (!use.empty() && use != "sig") return std::nullopt;
    SigningKey made;
    made.id = member(key, "kid");
    if (member(key, "kty") == "RSA") {
        made.algorithms.assign(rsa_algorithms.begin(), rsa_algorithms.end());
        made.pem = rsa_pem(member(key, "n"), member(key, "e"));
    } else if (member(key, "kty") == "EC") {
        for (const Curve& curve : curves) {
            if (curve.name != member(key, "crv")) continue;
            made.algorithms = {curve.algorithm};
            made.pem = curve_pem(curve, member(key, "x"), member(key, "y"));
        }
    }
    const std::string only = member(key, "alg");
    if (!only.empty()) {
        const auto other = [&](std::string_view algorithm) { return algorithm != only; };
        auto& kept = made.algorithms;
        kept.erase(std::remove_if(kept.begin(), kept.end(), other), kept.end());
    }
    if (made.pem.empty() || made.algorithms.empty()) return std::nullopt;
    return made;
}

}  // namespace

Outcome<std::vector<SigningKey>> parse_key_set(std::string_view json) {
    const auto set = graph::parse_body(json);
    if (!set) return failure(cat("the issuer's key set: ", set.error().message));
    std::vector<SigningKey> keys;
    const graph::JsonValue* list = set->member("keys");
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        if (auto key = signing_key(list->items[i])) keys.push_back(std::move(*key));
    }
    if (keys.empty()) {
        return failure("the issuer's key set has no RSA or elliptic-curve key that signs");
    }
    return keys;
}

std::string why_not_verifiable(const graph::Token& token) {
    std::string known;
    const auto names = [&](std::string_view algorithm) {
        known += cat(known.empty() ? "" : ", ", algorithm);
        return algorithm == token.algorithm;
    };
    bool found = false;
    for (const std::string_view algorithm : rsa_algorithms) found = names(algorithm) || found;
    for (const Curve& curve : curves) found = names(curve.algorithm) || found;
    if (!found) {
        return cat("the token is signed with '", token.algorithm, "', and only ", known,
                   " can be verified here: let the issuer sign with one of these");
    }
    if (!token.type.empty() && !equals_ignoring_case(token.type, token_type)) {
        return cat("the token is of type '", token.type, "', and only ", token_type,
                   " can be verified here: let the issuer write that, or no type");
    }
    return {};
}

bool is_signed_by(const SigningKey& key, const graph::Token& token, const std::string& text) {
    if (std::find(key.algorithms.begin(), key.algorithms.end(), token.algorithm) ==
        key.algorithms.end()) {
        return false;
    }
    jwt_t* made = nullptr;
    const int error =
        jwt_decode(&made, text.c_str(), reinterpret_cast<const unsigned char*>(key.pem.data()),
                   static_cast<int>(key.pem.size()));
    const Decoded decoded(made);
    // What the header says was checked above must be what was verified.
    return error == 0 && decoded && token.algorithm == jwt_alg_str(jwt_get_alg(decoded.get()));
}

}  // namespace pim::server
