// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ge_ir.pb.h"
#include "models/om/attribute_dictionary.h"
#include "models/om/attributes.h"

/// Between protobuf messages and our attributes and tensor descriptors.
namespace ascend::models::om {

using ProtoAttributes = google::protobuf::Map<std::string, ge::proto::AttrDef>;

/// Throws Error{kMalformed} (without a place) as AttributeDictionary::expand() and for a number
/// that is no element type.
Attributes decode_attributes(const ProtoAttributes& from, const AttributeDictionary& dictionary);
TensorDesc decode_desc(const ge::proto::TensorDescriptor& from,
                       const AttributeDictionary& dictionary);

/// `dictionary` null: attributes stay in plain.
void encode_attributes(const Attributes& from, AttributeDictionary* dictionary,
                       ProtoAttributes& to);
void encode_desc(const TensorDesc& from, AttributeDictionary* dictionary,
                 ge::proto::TensorDescriptor& to);

}  // namespace ascend::models::om
