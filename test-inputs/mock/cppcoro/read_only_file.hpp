#pragma once
#include <cppcoro/file_read_operation.hpp>
#include <cppcoro/io_service.hpp>
#include <string>

namespace cppcoro {
class readable_file {
public:
  [[nodiscard]] file_read_operation read(std::uint64_t, void *, std::size_t) const noexcept;
  [[nodiscard]] file_read_operation_cancellable read(std::uint64_t, void *, std::size_t,
                                                     cancellation_token) const noexcept;
};
class read_only_file : public readable_file {
public:
  [[nodiscard]] static read_only_file open(io_service &, const std::string &);
};
} // namespace cppcoro
