#pragma once
#include <cstdint>
#include <seastar/core/future.hh>
#include <string_view>

namespace seastar {
class file;
class socket_address {};
class connected_socket;
enum class transport { TCP, SCTP };
enum class open_flags { rw, ro, wo, create };
future<connected_socket> connect(socket_address);
future<connected_socket> connect(socket_address, socket_address, transport);
future<file> open_file_dma(std::string_view, open_flags) noexcept;
future<> remove_file(std::string_view) noexcept;
future<> rename_file(std::string_view, std::string_view) noexcept;
future<> sync_directory(std::string_view) noexcept;
future<uint64_t> file_size(std::string_view) noexcept;
future<bool> file_exists(std::string_view) noexcept;
future<> make_directory(std::string_view) noexcept;
future<> recursive_touch_directory(std::string_view) noexcept;
} // namespace seastar
