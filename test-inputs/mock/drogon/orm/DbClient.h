#pragma once
#include <cstdlib>
#include <drogon/orm/Exception.h>
#include <drogon/utils/coroutine.h>
#include <functional>
#include <memory>
#include <string>

namespace drogon::orm {
class Transaction;
class Result {
public:
  size_t size() const noexcept;
};
namespace internal {
struct [[nodiscard]] SqlAwaiter : public CallbackAwaiter<Result> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] TransactionAwaiter : public CallbackAwaiter<std::shared_ptr<Transaction>> {
  void await_suspend(std::coroutine_handle<>);
};
class SqlBinder {
public:
  template <class T> SqlBinder &operator<<(T &&) { ::std::abort(); }
  void exec() noexcept(false);
};
} // namespace internal
class DbClient : public trantor::NonCopyable {
public:
  virtual ~DbClient();
  template <class F, class... A> void execSqlAsync(const std::string &, F &&, A &&...) noexcept { ::std::abort(); }
  template <class... A> std::future<Result> execSqlAsyncFuture(const std::string &, A &&...) noexcept {
    ::std::abort();
  }
  template <class... A> Result execSqlSync(const std::string &, A &&...) noexcept(false) { ::std::abort(); }
  template <class... A> internal::SqlAwaiter execSqlCoro(const std::string &, A &&...) noexcept { ::std::abort(); }
  internal::SqlBinder operator<<(const std::string &);
  std::shared_ptr<Transaction> newTransaction();
  internal::TransactionAwaiter newTransactionCoro();
};
class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
};
using DbClientPtr = std::shared_ptr<DbClient>;
using ExceptionCallback = std::function<void(const DrogonDbException &)>;
} // namespace drogon::orm
