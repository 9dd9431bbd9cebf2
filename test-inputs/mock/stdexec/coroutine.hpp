#pragma once
#include <coroutine>
#include <utility>
