// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
// ARGUMENTS: --model {zoo}/resnet18.onnx --loop 3
#include <sys/time.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "acl/acl.h"
#include "common.h"

// An inference tool: loads a model, says what it takes and gives, chooses a gear, reads its inputs
// from files, executes it, times it with gettimeofday, and writes its outputs to files.
namespace {

using Options = std::map<std::string, std::string>;
using Numbers = std::vector<int64_t>;

Options read_options(int argc, char** argv) {
    Options options = {{"device", "0"}, {"loop", "1"}};
    for (int i = 1; i + 1 < argc; i += 2) {
        CHECK(std::strncmp(argv[i], "--", 2) == 0);
        options[argv[i] + 2] = argv[i + 1];
    }
    CHECK(options.count("model") == 1);
    return options;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    return parts;
}

Numbers parse_numbers(const std::string& text) {
    Numbers numbers;
    for (const std::string& part : split(text, ',')) numbers.push_back(std::stoll(part));
    return numbers;
}

std::vector<char> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    CHECK(file.good());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

double milliseconds(const timeval& from, const timeval& to) {
    return 1e3 * static_cast<double>(to.tv_sec - from.tv_sec) +
           1e-3 * static_cast<double>(to.tv_usec - from.tv_usec);
}

std::string text_of(const aclmdlIODims& dims) {
    std::string text;
    for (size_t i = 0; i < dims.dimCount; ++i)
        text += (i > 0 ? "," : "") + std::to_string(dims.dims[i]);
    return text;
}

class Model {
  public:
    explicit Model(const std::string& path) {
        size_t work = 0, weights = 0;
        OK(aclmdlQuerySize(path.c_str(), &work, &weights));
        std::printf("work %zu weights %zu\n", work, weights);
        OK(aclmdlLoadFromFile(path.c_str(), &id_));
        OK(aclmdlGetDesc(desc_, id_));
        add_buffers(inputs_, aclmdlGetNumInputs(desc_), aclmdlGetInputSizeByIndex);
        add_buffers(outputs_, aclmdlGetNumOutputs(desc_), aclmdlGetOutputSizeByIndex);
    }
    ~Model() {
        destroy(inputs_);
        destroy(outputs_);
        OK(aclmdlUnload(id_));
        OK(aclmdlDestroyDesc(desc_));
    }
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    void print() const {
        for (size_t i = 0; i < aclmdlGetNumInputs(desc_); ++i) {
            aclmdlIODims dims;
            OK(aclmdlGetInputDims(desc_, i, &dims));
            std::printf("input %zu %s [%s] type %d format %d size %zu\n", i,
                        aclmdlGetInputNameByIndex(desc_, i), text_of(dims).c_str(),
                        static_cast<int>(aclmdlGetInputDataType(desc_, i)),
                        static_cast<int>(aclmdlGetInputFormat(desc_, i)),
                        aclmdlGetInputSizeByIndex(desc_, i));
        }
    }

    void print_outputs() const {
        for (size_t i = 0; i < aclmdlGetNumOutputs(desc_); ++i) {
            aclmdlIODims dims;
            OK(aclmdlGetCurOutputDims(desc_, i, &dims));
            std::printf("output %zu %s [%s] type %d size %zu\n", i,
                        aclmdlGetOutputNameByIndex(desc_, i), text_of(dims).c_str(),
                        static_cast<int>(aclmdlGetOutputDataType(desc_, i)),
                        aclmdlGetOutputSizeByIndex(desc_, i));
        }
    }

    void choose_gear(const Options& options) {
        size_t index = 0;
        const aclError dynamic = aclmdlGetInputIndexByName(desc_, ACL_DYNAMIC_TENSOR_NAME, &index);
        if (options.count("batch") == 1) {
            OK(dynamic);
            const auto batch = static_cast<uint64_t>(std::stoull(options.at("batch")));
            aclmdlBatch gears;
            OK(aclmdlGetDynamicBatch(desc_, &gears));
            CHECK(gears.batchCount > 0);
            OK(aclmdlSetDynamicBatchSize(id_, inputs_, index, batch));
        } else if (options.count("image") == 1) {
            OK(dynamic);
            const Numbers size = parse_numbers(options.at("image"));
            OK(aclmdlSetDynamicHWSize(id_, inputs_, index, static_cast<uint64_t>(size[0]),
                                      static_cast<uint64_t>(size[1])));
        } else if (options.count("dims") == 1) {
            OK(dynamic);
            set_dims(index, parse_numbers(options.at("dims")));
        }
    }

    /// Parameters of dynamic AIPP: RGB images of this size.
    void describe_images(uint64_t batch, const Numbers& size) {
        size_t index = 0;
        OK(aclmdlGetInputIndexByName(desc_, ACL_DYNAMIC_AIPP_NAME, &index));
        aclmdlAIPP* aipp = aclmdlCreateAIPP(batch);
        OK(aclmdlSetAIPPInputFormat(aipp, ACL_RGB888_U8));
        OK(aclmdlSetAIPPSrcImageSize(aipp, static_cast<int32_t>(size[1]),
                                     static_cast<int32_t>(size[0])));
        OK(aclmdlSetInputAIPP(id_, inputs_, index, aipp));
        OK(aclmdlDestroyAIPP(aipp));
    }

    void fill_inputs(const std::vector<std::string>& files) {
        for (size_t i = 0; i < files.size(); ++i) {
            const std::vector<char> bytes = read_file(files[i]);
            aclDataBuffer* buffer = aclmdlGetDatasetBuffer(inputs_, i);
            CHECK(bytes.size() <= aclGetDataBufferSizeV2(buffer));
            OK(aclrtMemcpy(aclGetDataBufferAddr(buffer), bytes.size(), bytes.data(), bytes.size(),
                           ACL_MEMCPY_HOST_TO_DEVICE));
        }
    }

    /// Milliseconds of each execution.
    std::vector<double> execute(int loops) {
        std::vector<double> times;
        for (int i = 0; i < loops; ++i) {
            timeval start, end;
            gettimeofday(&start, nullptr);
            OK(aclmdlExecute(id_, inputs_, outputs_));
            gettimeofday(&end, nullptr);
            times.push_back(milliseconds(start, end));
        }
        return times;
    }

    void write_outputs(const std::string& folder) const {
        for (size_t i = 0; i < aclmdlGetDatasetNumBuffers(outputs_); ++i) {
            aclDataBuffer* buffer = aclmdlGetDatasetBuffer(outputs_, i);
            const size_t size = aclGetDataBufferSizeV2(buffer);
            void* host = nullptr;
            OK(aclrtMallocHost(&host, size));
            OK(aclrtMemcpy(host, size, aclGetDataBufferAddr(buffer), size,
                           ACL_MEMCPY_DEVICE_TO_HOST));
            std::ofstream file(folder + "/output_" + std::to_string(i) + ".bin", std::ios::binary);
            file.write(static_cast<const char*>(host), static_cast<std::streamsize>(size));
            CHECK(file.good());
            OK(aclrtFreeHost(host));
        }
    }

  private:
    void add_buffers(aclmdlDataset* set, size_t count, size_t (*size_of)(aclmdlDesc*, size_t)) {
        for (size_t i = 0; i < count; ++i) {
            void* data = nullptr;
            const size_t size = size_of(desc_, i);
            CHECK(size > 0);
            OK(aclrtMalloc(&data, size, ACL_MEM_MALLOC_HUGE_FIRST));
            OK(aclmdlAddDatasetBuffer(set, aclCreateDataBuffer(data, size)));
        }
    }

    static void destroy(aclmdlDataset* set) {
        for (size_t i = 0; i < aclmdlGetDatasetNumBuffers(set); ++i) {
            aclDataBuffer* buffer = aclmdlGetDatasetBuffer(set, i);
            OK(aclrtFree(aclGetDataBufferAddr(buffer)));
            OK(aclDestroyDataBuffer(buffer));
        }
        OK(aclmdlDestroyDataset(set));
    }

    /// Of all inputs, one behind the other; must be one of the gears.
    void set_dims(size_t index, const Numbers& wanted) {
        size_t count = 0;
        OK(aclmdlGetInputDynamicGearCount(desc_, static_cast<size_t>(-1), &count));
        std::vector<aclmdlIODims> gears(count);
        OK(aclmdlGetInputDynamicDims(desc_, static_cast<size_t>(-1), gears.data(), count));
        for (const aclmdlIODims& gear : gears)
            if (Numbers(gear.dims, gear.dims + gear.dimCount) == wanted)
                return (void)aclmdlSetInputDynamicDims(id_, inputs_, index, &gear);
        CHECK(!"a gear of these dimensions");
    }

    uint32_t id_ = 0;
    aclmdlDesc* desc_ = aclmdlCreateDesc();
    aclmdlDataset* inputs_ = aclmdlCreateDataset();
    aclmdlDataset* outputs_ = aclmdlCreateDataset();
};

void infer(const Options& options) {
    Model model(options.at("model"));
    model.print();
    model.choose_gear(options);
    if (options.count("source") == 1) model.describe_images(1, parse_numbers(options.at("source")));
    if (options.count("input") == 1) model.fill_inputs(split(options.at("input"), ','));
    const std::vector<double> times = model.execute(std::stoi(options.at("loop")));
    model.print_outputs();
    double sum = 0;
    for (const double time : times) {
        CHECK(time > 0);
        sum += time;
    }
    std::printf("average %.3f ms, last %.3f ms\n", sum / static_cast<double>(times.size()),
                times.back());
    if (options.count("output") == 1) model.write_outputs(options.at("output"));
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = read_options(argc, argv);
    const int device = std::stoi(options.at("device"));
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(device));
    infer(options);
    OK(aclrtResetDevice(device));
    OK(aclFinalize());
    return 0;
}
