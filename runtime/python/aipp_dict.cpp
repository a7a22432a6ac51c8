// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "runtime/python/struct_dict.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

struct IntegerMember {
    const char* name;
    std::int32_t aclAippInfo::*member;
};
struct SwitchMember {
    const char* name;
    std::int8_t aclAippInfo::*member;
};
struct RealMember {
    const char* name;
    float aclAippInfo::*member;
};

constexpr IntegerMember kIntegers[] = {
    {"srcImageSizeW", &aclAippInfo::srcImageSizeW},
    {"srcImageSizeH", &aclAippInfo::srcImageSizeH},
    {"loadStartPosW", &aclAippInfo::loadStartPosW},
    {"loadStartPosH", &aclAippInfo::loadStartPosH},
    {"cropSizeW", &aclAippInfo::cropSizeW},
    {"cropSizeH", &aclAippInfo::cropSizeH},
    {"resizeOutputW", &aclAippInfo::resizeOutputW},
    {"resizeOutputH", &aclAippInfo::resizeOutputH},
    {"leftPaddingSize", &aclAippInfo::leftPaddingSize},
    {"rightPaddingSize", &aclAippInfo::rightPaddingSize},
    {"topPaddingSize", &aclAippInfo::topPaddingSize},
    {"bottomPaddingSize", &aclAippInfo::bottomPaddingSize},
    {"matrixR0C0", &aclAippInfo::matrixR0C0},
    {"matrixR0C1", &aclAippInfo::matrixR0C1},
    {"matrixR0C2", &aclAippInfo::matrixR0C2},
    {"matrixR1C0", &aclAippInfo::matrixR1C0},
    {"matrixR1C1", &aclAippInfo::matrixR1C1},
    {"matrixR1C2", &aclAippInfo::matrixR1C2},
    {"matrixR2C0", &aclAippInfo::matrixR2C0},
    {"matrixR2C1", &aclAippInfo::matrixR2C1},
    {"matrixR2C2", &aclAippInfo::matrixR2C2},
    {"outputBias0", &aclAippInfo::outputBias0},
    {"outputBias1", &aclAippInfo::outputBias1},
    {"outputBias2", &aclAippInfo::outputBias2},
    {"inputBias0", &aclAippInfo::inputBias0},
    {"inputBias1", &aclAippInfo::inputBias1},
    {"inputBias2", &aclAippInfo::inputBias2},
    {"meanChn0", &aclAippInfo::meanChn0},
    {"meanChn1", &aclAippInfo::meanChn1},
    {"meanChn2", &aclAippInfo::meanChn2},
    {"meanChn3", &aclAippInfo::meanChn3},
};

constexpr SwitchMember kSwitches[] = {
    {"cropSwitch", &aclAippInfo::cropSwitch},         {"resizeSwitch", &aclAippInfo::resizeSwitch},
    {"paddingSwitch", &aclAippInfo::paddingSwitch},   {"cscSwitch", &aclAippInfo::cscSwitch},
    {"rbuvSwapSwitch", &aclAippInfo::rbuvSwapSwitch}, {"axSwapSwitch", &aclAippInfo::axSwapSwitch},
    {"singleLineMode", &aclAippInfo::singleLineMode},
};

constexpr RealMember kReals[] = {
    {"minChn0", &aclAippInfo::minChn0},         {"minChn1", &aclAippInfo::minChn1},
    {"minChn2", &aclAippInfo::minChn2},         {"minChn3", &aclAippInfo::minChn3},
    {"varReciChn0", &aclAippInfo::varReciChn0}, {"varReciChn1", &aclAippInfo::varReciChn1},
    {"varReciChn2", &aclAippInfo::varReciChn2}, {"varReciChn3", &aclAippInfo::varReciChn3},
};

py::dict to_dict(const aclAippDims& dims) {
    py::dict result;
    result["srcDims"] = python::to_dict(dims.srcDims);
    result["srcSize"] = dims.srcSize;
    result["aippOutdims"] = python::to_dict(dims.aippOutdims);
    result["aippOutSize"] = dims.aippOutSize;
    return result;
}

}  // namespace

py::dict to_dict(const aclAippInfo& info) {
    py::dict result;
    result["inputFormat"] = static_cast<std::int64_t>(info.inputFormat);
    for (const IntegerMember& each : kIntegers) result[each.name] = info.*each.member;
    for (const SwitchMember& each : kSwitches) result[each.name] = int{info.*each.member};
    for (const RealMember& each : kReals) result[each.name] = info.*each.member;
    result["srcFormat"] = static_cast<std::int64_t>(info.srcFormat);
    result["srcDatatype"] = static_cast<std::int64_t>(info.srcDatatype);
    result["srcDimNum"] = info.srcDimNum;
    result["shapeCount"] = info.shapeCount;
    py::list dims;
    for (std::size_t i = 0; i < std::min(info.shapeCount, std::size(info.outDims)); ++i)
        dims.append(to_dict(info.outDims[i]));
    result["outDims"] = dims;
    return result;
}

}  // namespace ascend::python
