#pragma once
#include <seastar/core/future.hh>
