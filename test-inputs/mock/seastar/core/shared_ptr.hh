#pragma once
#include <cstdlib>
#include <cstddef>
#include <utility>

namespace seastar {
template <class T> class lw_shared_ptr {
public:
  lw_shared_ptr() noexcept;
  lw_shared_ptr(std::nullptr_t) noexcept;
  lw_shared_ptr(const lw_shared_ptr &) noexcept;
  lw_shared_ptr(lw_shared_ptr &&) noexcept;
  lw_shared_ptr &operator=(const lw_shared_ptr &) noexcept;
  ~lw_shared_ptr();
  T &operator*() const noexcept;
  T *operator->() const noexcept;
  explicit operator bool() const noexcept;
};
template <class T> class shared_ptr : public lw_shared_ptr<T> {
public:
  using lw_shared_ptr<T>::lw_shared_ptr;
};
template <class T, class... A> lw_shared_ptr<T> make_lw_shared(A &&...) { ::std::abort(); }
template <class T, class... A> shared_ptr<T> make_shared(A &&...) { ::std::abort(); }
template <class T> class enable_lw_shared_from_this {
public:
  lw_shared_ptr<T> shared_from_this() noexcept;
};
template <class T> class enable_shared_from_this {
public:
  shared_ptr<T> shared_from_this() noexcept;
};
} // namespace seastar
