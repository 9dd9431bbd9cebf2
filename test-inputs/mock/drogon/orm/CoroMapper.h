#pragma once
#include <drogon/orm/Mapper.h>

namespace drogon::orm {
namespace internal {
template <class T> struct [[nodiscard]] MapperAwaiter : public CallbackAwaiter<T> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal
template <class T> class CoroMapper : public Mapper<T> {
public:
  explicit CoroMapper(DbClientPtr);
  internal::MapperAwaiter<T> findByPrimaryKey(const int &);
  internal::MapperAwaiter<std::vector<T>> findAll();
  internal::MapperAwaiter<T> findOne(const Criteria &);
  internal::MapperAwaiter<std::vector<T>> findBy(const Criteria &);
  internal::MapperAwaiter<T> insert(const T &);
};
} // namespace drogon::orm
