#include "server/key_set.hpp"

#include <jwt.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <memory>

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

/// The key of a modulus and an exponent as PEM; empty where they make none.
std::string rsa_pem(const std::string& modulus, const std::string& exponent) {
    const Number n = number_of(modulus);
    const Number e = number_of(exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
        return {};
    }
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
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

std::string member(const graph::JsonValue& key, std::string_view name) {
    const graph::JsonValue* value = key.member(name);
    return value == nullptr ? std::string() : value->text;
}

bool is_rsa(const std::string& algorithm) {
    return algorithm == "RS256" || algorithm == "RS384" || algorithm == "RS512";
}

}  // namespace

Outcome<std::vector<SigningKey>> parse_key_set(std::string_view json) {
    const auto set = graph::parse_body(json);
    if (!set) return failure(cat("the issuer's key set: ", set.error().message));
    std::vector<SigningKey> keys;
    const graph::JsonValue* list = set->member("keys");
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        const graph::JsonValue& key = list->items[i];
        const std::string use = member(key, "use");
        if (member(key, "kty") != "RSA" || (!use.empty() && use != "sig")) continue;
        std::string pem = rsa_pem(member(key, "n"), member(key, "e"));
        if (!pem.empty()) keys.push_back({member(key, "kid"), std::move(pem)});
    }
    if (keys.empty()) return failure("the issuer's key set has no RSA key that signs");
    return keys;
}

bool is_signed_by(const SigningKey& key, const graph::Token& token, const std::string& text) {
    if (!is_rsa(token.algorithm)) return false;
    jwt_t* made = nullptr;
    const int error =
        jwt_decode(&made, text.c_str(), reinterpret_cast<const unsigned char*>(key.pem.data()),
                   static_cast<int>(key.pem.size()));
    const Decoded decoded(made);
    // What the header says was checked above must be what was verified.
    return error == 0 && decoded && token.algorithm == jwt_alg_str(jwt_get_alg(decoded.get()));
}

}  // namespace pim::server
