// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <concepts>
#include <vector>

#include "acl/acl.h"

/// The C structures that Python knows as dicts of their members.
namespace ascend::python {

pybind11::dict to_dict(const aclmdlIODims& dims);
pybind11::dict to_dict(const aclmdlBatch& batch);
pybind11::dict to_dict(const aclmdlHW& sizes);
pybind11::dict to_dict(const aclmdlIODimsRange& ranges);
pybind11::dict to_dict(const aclAippInfo& info);
pybind11::dict to_dict(const aclrtUtilizationInfo& info);
pybind11::dict to_dict(const aclrtPtrAttributes& attributes);
pybind11::dict to_dict(const aclrtMemUceInfo& info);
pybind11::dict to_dict(const aclCANNPackageVersion& version);

/// A C structure made from a dict, alive as long as this. load() throws TypeError for a member that
/// is missing, of another type or out of range.
template <class Struct>
class StructFromDict;

template <>
class StructFromDict<aclmdlIODims> {
  public:
    void load(const pybind11::dict& given);
    const aclmdlIODims* get() const { return &dims_; }

  private:
    aclmdlIODims dims_{};
};

template <>
class StructFromDict<aclrtMallocConfig> {
  public:
    void load(const pybind11::dict& given);
    aclrtMallocConfig* get() { return &config_; }

  private:
    std::vector<aclrtMallocAttribute> attributes_;
    aclrtMallocConfig config_{};
};

template <>
class StructFromDict<aclrtPhysicalMemProp> {
  public:
    void load(const pybind11::dict& given);
    aclrtPhysicalMemProp* get() { return &property_; }

  private:
    aclrtPhysicalMemProp property_{};
};

template <>
class StructFromDict<aclrtMemUceInfo> {
  public:
    void load(const pybind11::dict& given);
    aclrtMemUceInfo* get() { return &info_; }

  private:
    aclrtMemUceInfo info_{};
};

template <class Struct>
concept ReadFromDict = requires(StructFromDict<Struct> read) {
    read.get();
};

template <class Struct>
concept WrittenToDict = requires(const Struct& value) {
    { to_dict(value) } -> std::same_as<pybind11::dict>;
};

template <class Struct>
concept DictStruct = ReadFromDict<Struct> || WrittenToDict<Struct>;

}  // namespace ascend::python
