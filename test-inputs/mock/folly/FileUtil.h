#pragma once
#include <cstdlib>

namespace folly {
template <class Container> bool readFile(const char *, Container &) { ::std::abort(); }
template <class Container> bool writeFile(const Container &, const char *) { ::std::abort(); }
void writeFileAtomic(const char *, const char *);
} // namespace folly
