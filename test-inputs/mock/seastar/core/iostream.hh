#pragma once
#include <seastar/core/future.hh>
#include <string>

namespace seastar {
template <class CharType> class temporary_buffer {
public:
  temporary_buffer(temporary_buffer &&) noexcept;
  ~temporary_buffer();
  const CharType *get() const noexcept;
  size_t size() const noexcept;
  bool empty() const noexcept;
};
template <class CharType> class input_stream final {
public:
  input_stream() noexcept;
  input_stream(input_stream &&) noexcept;
  future<temporary_buffer<CharType>> read() noexcept;
  future<temporary_buffer<CharType>> read_up_to(size_t) noexcept;
  future<temporary_buffer<CharType>> read_exactly(size_t) noexcept;
  bool eof() const noexcept;
  future<> close() noexcept;
};
template <class CharType> class output_stream final {
public:
  output_stream() noexcept;
  output_stream(output_stream &&) noexcept;
  future<> write(const CharType *) noexcept;
  future<> write(const std::basic_string<CharType> &) noexcept;
  future<> write(temporary_buffer<CharType>) noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;
};
} // namespace seastar
