#pragma once

#include <optional>
#include <string>

#include "core/tenant.hpp"
#include "storage/frame.hpp"

namespace pim::storage {

/// Writes a tenant piece by piece: the single values first, then table after table. The tenant must
/// not change between the pieces.
class TenantWriter {
public:
    explicit TenantWriter(const Tenant& tenant) : tenant_(tenant) {}

    /// The payload of the next rows record, a little longer than `size` bytes at most by one row;
    /// nothing when all is written.
    [[nodiscard]] std::optional<std::string> next(std::size_t size);

private:
    [[nodiscard]] bool write_row(std::string& out);

    const Tenant& tenant_;
    std::size_t table_ = 0;
    std::size_t row_ = 0;
    std::optional<Guid> policy_;  ///< the last one written
};

/// Builds a tenant from what TenantWriter wrote.
class TenantReader {
public:
    /// Adds one rows record of any version; the error names the table, the row and the member.
    [[nodiscard]] Outcome<void> add(const Record& record);
    /// The tenant, with everything derived. The reader is empty afterwards.
    [[nodiscard]] Tenant take();

private:
    Tenant tenant_;
};

}  // namespace pim::storage
