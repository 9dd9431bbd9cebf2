#pragma once
#include <cstdlib>
#include <cstdint>
#include <seastar/core/future.hh>
#include <seastar/core/iostream.hh>
#include <seastar/core/seastar.hh>

namespace seastar {
class file {
public:
  file() noexcept;
  file(file &&) noexcept;
  file(const file &);
  future<> flush() noexcept;
  future<> close() noexcept;
  future<> truncate(uint64_t) noexcept;
  future<uint64_t> size() const noexcept;
  template <class CharType> future<size_t> dma_read(uint64_t, CharType *, size_t) noexcept { ::std::abort(); }
  template <class CharType> future<size_t> dma_write(uint64_t, const CharType *, size_t) noexcept { ::std::abort(); }
};
} // namespace seastar
