#pragma once
#include <seastar/core/file.hh>

namespace seastar {
input_stream<char> make_file_input_stream(file, uint64_t, uint64_t);
future<output_stream<char>> make_file_output_stream(file) noexcept;
} // namespace seastar
