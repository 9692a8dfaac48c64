#include "server/key_set.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
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
using Digest = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using CurveSignature = std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>>;

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of_bytes(std::string_view bytes) {
    return Number(BN_bin2bn(octets_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Number number_of(const std::string& base64url) {
    const auto bytes = graph::decode_base64url(base64url);
    if (!bytes || bytes->empty()) return nullptr;
    return number_of_bytes(*bytes);
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
        made.algorithms = {"RS256", "RS384", "RS512"};
        made.pem = rsa_pem(member(key, "n"), member(key, "e"));
    } else if (member(key, "kty") == "EC") {
        for (const Curve& curve : curves) {
            if (curve.name != member(key, "crv")) continue;
            made.algorithms = {curve.algorithm};
            made.pem = curve_pem(curve, member(key, "x"), member(key, "y"));
        }
    }
    if (made.pem.empty()) return std::nullopt;
    return made;
}

/// A token has the two numbers of a curve's signature side by side, OpenSSL wants them as DER.
std::optional<std::string> der_of(std::string_view numbers, std::size_t size) {
    if (numbers.size() != 2 * size) return std::nullopt;
    const CurveSignature signature(ECDSA_SIG_new());
    Number r = number_of_bytes(numbers.substr(0, size));
    Number s = number_of_bytes(numbers.substr(size));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) {
        return std::nullopt;
    }
    // They are the signature's now.
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    const int length = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (length <= 0) return std::nullopt;
    std::string der(static_cast<std::size_t>(length), '\0');
    auto* to = reinterpret_cast<unsigned char*>(der.data());
    if (i2d_ECDSA_SIG(signature.get(), &to) != length) return std::nullopt;
    return der;
}

/// The digest of an algorithm that some key has.
const EVP_MD* digest_of(std::string_view algorithm) {
    const std::string_view bits = algorithm.substr(2);
    if (bits == "256") return EVP_sha256();
    return bits == "384" ? EVP_sha384() : EVP_sha512();
}

bool verifies(EVP_PKEY* key, const EVP_MD* digest, std::string_view signature,
              std::string_view content) {
    const Digest context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), octets_of(signature), signature.size(),
                            octets_of(content), content.size()) == 1;
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

bool is_signed_by(const SigningKey& key, const graph::Token& token, const std::string& text) {
    if (std::find(key.algorithms.begin(), key.algorithms.end(), token.algorithm) ==
        key.algorithms.end()) {
        return false;
    }
    const std::size_t dot = text.rfind('.');
    if (dot == std::string::npos) return false;
    auto signature = graph::decode_base64url(std::string_view(text).substr(dot + 1));
    const Bio in(BIO_new_mem_buf(key.pem.data(), static_cast<int>(key.pem.size())));
    const Key read(in ? PEM_read_bio_PUBKEY(in.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!read || !signature) return false;
    if (token.algorithm.front() == 'E') {
        const int bits = EVP_PKEY_get_bits(read.get());
        signature = der_of(*signature, static_cast<std::size_t>(bits + 7) / 8);
    }
    return signature && verifies(read.get(), digest_of(token.algorithm), *signature,
                                 std::string_view(text).substr(0, dot));
}

}  // namespace pim::server
