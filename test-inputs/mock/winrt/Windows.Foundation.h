#pragma once
#include <winrt/base.h>
