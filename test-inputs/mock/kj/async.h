// Declarations of kj's promises, for tests. As in kj, a promise is awaitable only through its awaiter's coroutine type.
#pragma once
#include <cstdlib>
#include <coroutine>
#include <kj/array.h>
#include <kj/exception.h>
#include <kj/memory.h>
#include <kj/refcount.h>

namespace kj {
class EventLoop;
class WaitScope;
template <class T> class Promise;
template <class T> class ForkedPromise;
namespace _ {
struct Void {};
template <class T> struct FixVoid_ { using Type = T; };
template <> struct FixVoid_<void> { using Type = Void; };
template <class T> using FixVoid = typename FixVoid_<T>::Type;
template <class T> struct JoinPromises_ { using Type = Promise<T>; };
template <class T> struct JoinPromises_<Promise<T>> { using Type = Promise<T>; };
template <class Func, class T> struct ReturnType_ { using Type = std::invoke_result_t<Func, T &&>; };
template <class Func> struct ReturnType_<Func, void> { using Type = std::invoke_result_t<Func>; };
struct ReadyNow {
  operator Promise<void>() const;
};
struct NeverDone {
  template <class T> operator Promise<T>() const { ::std::abort(); }
};
class PromiseBase {};
} // namespace _
template <class Func, class T>
using PromiseForResult = typename _::JoinPromises_<typename _::ReturnType_<Func, T>::Type>::Type;

template <class T> class [[nodiscard]] Promise : protected _::PromiseBase {
public:
  Promise(_::FixVoid<T>);
  Promise(kj::Exception &&);
  Promise(decltype(nullptr));
  Promise(Promise &&) noexcept;
  Promise &operator=(Promise &&) noexcept;
  ~Promise() noexcept(false);
  template <class Func> PromiseForResult<Func, T> then(Func &&) { ::std::abort(); }
  template <class Func, class ErrorFunc> PromiseForResult<Func, T> then(Func &&, ErrorFunc &&) { ::std::abort(); }
  Promise<void> ignoreResult() KJ_WARN_UNUSED_RESULT;
  template <class ErrorFunc> Promise<T> catch_(ErrorFunc &&) { ::std::abort(); }
  T wait(WaitScope &);
  bool poll(WaitScope &);
  ForkedPromise<T> fork() KJ_WARN_UNUSED_RESULT;
  Promise<T> exclusiveJoin(Promise<T> &&) KJ_WARN_UNUSED_RESULT;
  template <class... A> Promise<T> attach(A &&...) { ::std::abort(); }
  template <class ErrorFunc> Promise<T> eagerlyEvaluate(ErrorFunc &&) { ::std::abort(); }
  Promise<T> eagerlyEvaluate(decltype(nullptr)) KJ_WARN_UNUSED_RESULT;
  template <class ErrorFunc> void detach(ErrorFunc &&) { ::std::abort(); }
};
template <class T> class ForkedPromise {
public:
  ForkedPromise(decltype(nullptr));
  ForkedPromise(ForkedPromise &&) noexcept;
  ~ForkedPromise();
  Promise<T> addBranch();
  bool hasBranches();
};
inline constexpr _::ReadyNow READY_NOW = _::ReadyNow();
inline constexpr _::NeverDone NEVER_DONE = _::NeverDone();

namespace _ {
template <class T> class PromiseAwaiter {
public:
  bool await_ready() const;
  bool await_suspend(std::coroutine_handle<>);
  T await_resume();
};
class CoroutineBase {
public:
  std::suspend_never initial_suspend();
  std::suspend_always final_suspend() noexcept;
};
template <class Self, class T> class CoroutineMixin {
public:
  void return_value(T);
};
template <class Self> class CoroutineMixin<Self, void> {
public:
  void return_void();
};
template <class T> class Coroutine final : public CoroutineBase, public CoroutineMixin<Coroutine<T>, T> {
public:
  Promise<T> get_return_object();
  void unhandled_exception();
  template <class U> PromiseAwaiter<U> await_transform(Promise<U> &) { ::std::abort(); }
  template <class U> PromiseAwaiter<U> await_transform(Promise<U> &&) { ::std::abort(); }
  template <class U> PromiseAwaiter<U> await_transform(ForkedPromise<U> &) { ::std::abort(); }
};
} // namespace _

template <class Func> PromiseForResult<Func, void> evalLater(Func &&) { ::std::abort(); }
template <class Func> PromiseForResult<Func, void> evalNow(Func &&) { ::std::abort(); }
template <class Func> PromiseForResult<Func, void> evalLast(Func &&) { ::std::abort(); }
template <class Func> PromiseForResult<Func, void> retryOnDisconnect(Func &&) { ::std::abort(); }
template <class Func> PromiseForResult<Func, WaitScope &> startFiber(size_t, Func &&) { ::std::abort(); }
Promise<void> yield();
template <class T> Promise<Array<T>> joinPromises(Array<Promise<T>> &&) { ::std::abort(); }
Promise<void> joinPromises(Array<Promise<void>> &&);
template <class T> Promise<Array<T>> joinPromisesFailFast(Array<Promise<T>> &&) { ::std::abort(); }
Promise<void> joinPromisesFailFast(Array<Promise<void>> &&);
template <class T> Promise<T> raceSuccessful(Array<Promise<T>> &&) { ::std::abort(); }
template <class Functor> auto coCapture(Functor &&f) { return kj::fwd<Functor>(f); }

template <class T> class PromiseFulfiller {
public:
  virtual void fulfill(_::FixVoid<T> && = {}) = 0;
  virtual void reject(Exception &&) = 0;
  virtual bool isWaiting() = 0;
};
template <class T> struct PromiseFulfillerPair {
  Promise<T> promise;
  Own<PromiseFulfiller<T>> fulfiller;
};
template <class T> PromiseFulfillerPair<T> newPromiseAndFulfiller() { ::std::abort(); }

class Canceler {
public:
  template <class T> Promise<T> wrap(Promise<T>) { ::std::abort(); }
  void cancel(StringPtr);
  void release();
};
class TaskSet {
public:
  class ErrorHandler {
  public:
    virtual void taskFailed(kj::Exception &&) = 0;
  };
  explicit TaskSet(ErrorHandler &);
  ~TaskSet() noexcept(false);
  void add(Promise<void> &&);
  bool isEmpty();
  Promise<void> onEmpty();
  void clear();
};
class Executor {
public:
  template <class Func> PromiseForResult<Func, void> executeAsync(Func &&) const { ::std::abort(); }
  template <class Func> std::invoke_result_t<Func> executeSync(Func &&) const { ::std::abort(); }
};
const Executor &getCurrentThreadExecutor();
class EventLoop {
public:
  void run(uint = ~0u);
};
class WaitScope {
public:
  explicit WaitScope(EventLoop &);
  uint poll(uint = ~0u);
  void cancelAllDetached();
};
} // namespace kj

template <class T, class... A> struct std::coroutine_traits<kj::Promise<T>, A...> {
  using promise_type = kj::_::Coroutine<T>;
};
