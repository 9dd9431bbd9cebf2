#pragma once

namespace coro {
enum class poll_op { read, write, read_write };
enum class poll_status { event, read, write, timeout, error, closed, cancelled };
} // namespace coro
