// flags: -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
// Asio without Boost, 1.22: the names of asio.cpp once more.
#define STANDALONE_ASIO
#include "asio.cpp"
