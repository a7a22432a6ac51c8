// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/soc/soc_fields.h"

namespace ascend::sim {

/// Adds the members of one nested struct of SocSpec to the table of fields, under one prefix and
/// one condition.
template <class Struct>
class SocFieldSection {
  public:
    using Access = std::function<Struct&(SocSpec&)>;
    using Condition = std::function<bool(const SocSpec&)>;

    SocFieldSection(std::vector<SocField>& fields, std::string prefix, Access access,
                    Condition needed)
        : fields_(fields),
          prefix_(std::move(prefix)),
          access_(std::move(access)),
          needed_(std::move(needed)) {}

    template <class Member>
    void add(std::string_view name, Member Struct::*member, std::string_view unit, double min,
             double max) {
        auto store = [access = access_, member](SocSpec& spec, double value) {
            access(spec).*member = to_member<Member>(value);
        };
        fields_.push_back({prefix_ + std::string(name), unit, min, max, kind_of<Member>(),
                           std::move(store), needed_});
    }

    void add_flag(std::string_view name, bool Struct::*member) { add(name, member, "bool", 0, 1); }

    /// A struct inside this one, under the same condition.
    template <class Inner>
    SocFieldSection<Inner> inner(std::string_view name, Inner Struct::*member) const {
        auto access = [outer = access_, member](SocSpec& spec) -> Inner& {
            return outer(spec).*member;
        };
        return {fields_, prefix_ + std::string(name) + ".", std::move(access), needed_};
    }

    /// The same struct, for members that are needed on another condition.
    SocFieldSection when(Condition needed) const {
        return {fields_, prefix_, access_, std::move(needed)};
    }

  private:
    template <class Member>
    static constexpr FieldKind kind_of() {
        if (std::is_same_v<Member, bool>) return FieldKind::kFlag;
        if (std::is_same_v<Member, Bytes>) return FieldKind::kBytes;
        return std::is_same_v<Member, std::int64_t> ? FieldKind::kInteger : FieldKind::kReal;
    }

    template <class Member>
    static Member to_member(double value) {
        if constexpr (std::is_same_v<Member, Bytes>)
            return Bytes(static_cast<std::int64_t>(value));
        else
            return static_cast<Member>(value);
    }

    std::vector<SocField>& fields_;
    std::string prefix_;
    Access access_;
    Condition needed_;
};

}  // namespace ascend::sim
