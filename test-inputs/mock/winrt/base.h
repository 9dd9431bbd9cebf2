// Declarations of the coroutine surface of C++/WinRT, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <atomic>
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace winrt {
struct hresult {
  std::int32_t value{};
  constexpr operator std::int32_t() const noexcept { return value; }
};
struct hstring {
  hstring() noexcept;
  hstring(const wchar_t *);
  hstring(const hstring &);
  hstring(hstring &&) noexcept;
  hstring &operator=(const hstring &);
  hstring &operator=(hstring &&) noexcept;
  ~hstring();
  bool empty() const noexcept;
  operator std::wstring_view() const noexcept;
};
struct hresult_error {
  hresult code() const noexcept;
  hstring message() const noexcept;
};
struct hresult_canceled : hresult_error {};
struct hresult_illegal_method_call : hresult_error {};
struct hresult_illegal_delegate_assignment : hresult_error {};
hresult to_hresult() noexcept;
hstring to_message();
[[noreturn]] void throw_hresult(hresult);
void check_hresult(hresult);
[[noreturn]] void terminate() noexcept;

enum class apartment_type : std::int32_t { multi_threaded, single_threaded };
void init_apartment(apartment_type = apartment_type::multi_threaded);
void uninit_apartment() noexcept;

struct slim_mutex {
  void lock() noexcept;
  void lock_shared() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
struct slim_lock_guard {
  explicit slim_lock_guard(slim_mutex &) noexcept;
  ~slim_lock_guard() noexcept;
};
struct slim_shared_lock_guard {
  explicit slim_shared_lock_guard(slim_mutex &) noexcept;
  ~slim_shared_lock_guard() noexcept;
};
struct slim_condition_variable {
  template <class T> void wait(slim_mutex &, T &&) { ::std::abort(); }
  template <class T> bool wait_for(slim_mutex &, std::chrono::milliseconds, T &&) { ::std::abort(); }
  void notify_one() noexcept;
};

template <class T> struct com_ptr {
  com_ptr() noexcept;
  com_ptr(std::nullptr_t) noexcept;
  com_ptr(const com_ptr &) noexcept;
  com_ptr(com_ptr &&) noexcept;
  ~com_ptr() noexcept;
  T *operator->() const noexcept;
  T &operator*() const noexcept;
  T *get() const noexcept;
  explicit operator bool() const noexcept;
};
template <class T> struct weak_ref {
  weak_ref(std::nullptr_t = nullptr) noexcept;
  weak_ref(const weak_ref &);
  ~weak_ref();
  com_ptr<T> get() const noexcept;
};
template <class T> struct agile_ref {
  agile_ref(std::nullptr_t = nullptr) noexcept;
  T get() const noexcept;
};
template <class D, class... I> struct implements {
  com_ptr<D> get_strong() noexcept;
  com_ptr<const D> get_strong() const noexcept;
  weak_ref<D> get_weak() noexcept;
};
template <class D, class... A> com_ptr<D> make_self(A &&...) { ::std::abort(); }
struct event_token {
  std::int64_t value{};
};
namespace Windows::Foundation {
struct IUnknown {
  IUnknown(std::nullptr_t = nullptr) noexcept;
  IUnknown(const IUnknown &) noexcept;
  IUnknown(IUnknown &&) noexcept;
  IUnknown &operator=(const IUnknown &) noexcept;
  ~IUnknown() noexcept;
  explicit operator bool() const noexcept;
};
} // namespace Windows::Foundation
template <class... T> struct delegate : Windows::Foundation::IUnknown {
  delegate(std::nullptr_t = nullptr) noexcept;
  template <class L> delegate(L handler);
  template <class F> delegate(F *handler);
  template <class O, class M> delegate(O *object, M method);
  void operator()(const T &...) const;
};
template <class Delegate> struct event {
  event_token add(const Delegate &delegate);
  void remove(event_token);
  template <class... A> void operator()(const A &...) { ::std::abort(); }
};

namespace Windows::Foundation {
using TimeSpan = std::chrono::duration<std::int64_t, std::ratio<1, 10000000>>;
enum class AsyncStatus : std::int32_t { Canceled = 2, Completed = 1, Error = 3, Started = 0 };
struct IInspectable : IUnknown {
  IInspectable(std::nullptr_t = nullptr) noexcept;
};
struct IAsyncAction;
struct AsyncActionCompletedHandler : IUnknown {
  AsyncActionCompletedHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> AsyncActionCompletedHandler(L handler);
  template <class F> AsyncActionCompletedHandler(F *handler);
  template <class O, class M> AsyncActionCompletedHandler(O *object, M method);
  void operator()(const IAsyncAction &asyncInfo, const AsyncStatus &asyncStatus) const;
};
template <class TResult> struct IAsyncOperation;
template <class TResult> struct AsyncOperationCompletedHandler : IUnknown {
  AsyncOperationCompletedHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> AsyncOperationCompletedHandler(L handler);
  template <class F> AsyncOperationCompletedHandler(F *handler);
  template <class O, class M> AsyncOperationCompletedHandler(O *object, M method);
  void operator()(const IAsyncOperation<TResult> &sender, const AsyncStatus &args) const;
};
} // namespace Windows::Foundation

namespace impl {
template <class D> struct consume_Windows_Foundation_IAsyncInfo {
  std::uint32_t Id() const;
  Windows::Foundation::AsyncStatus Status() const;
  winrt::hresult ErrorCode() const;
  void Cancel() const;
  void Close() const;
};
template <class D> struct consume_Windows_Foundation_IAsyncAction {
  void Completed(const Windows::Foundation::AsyncActionCompletedHandler &handler) const;
  void GetResults() const;
  void get() const;
  Windows::Foundation::AsyncStatus wait_for(const Windows::Foundation::TimeSpan &) const;
};
template <class D, class TProgress> struct consume_Windows_Foundation_IAsyncActionWithProgress {
  template <class L> void Progress(L &&) const { ::std::abort(); }
  template <class L> void Completed(L &&) const { ::std::abort(); }
  void GetResults() const;
  void get() const;
  Windows::Foundation::AsyncStatus wait_for(const Windows::Foundation::TimeSpan &) const;
};
template <class D, class TResult> struct consume_Windows_Foundation_IAsyncOperation {
  void Completed(const Windows::Foundation::AsyncOperationCompletedHandler<TResult> &handler) const;
  TResult GetResults() const;
  TResult get() const;
  Windows::Foundation::AsyncStatus wait_for(const Windows::Foundation::TimeSpan &) const;
};
template <class D, class TResult, class TProgress> struct consume_Windows_Foundation_IAsyncOperationWithProgress {
  template <class L> void Progress(L &&) const { ::std::abort(); }
  template <class L> void Completed(L &&) const { ::std::abort(); }
  TResult GetResults() const;
  TResult get() const;
  Windows::Foundation::AsyncStatus wait_for(const Windows::Foundation::TimeSpan &) const;
};
} // namespace impl

namespace Windows::Foundation {
struct IAsyncInfo : IInspectable, impl::consume_Windows_Foundation_IAsyncInfo<IAsyncInfo> {
  using IInspectable::IInspectable;
};
struct IAsyncAction : IInspectable,
                      impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction>,
                      impl::consume_Windows_Foundation_IAsyncInfo<IAsyncAction> {
  using IInspectable::IInspectable;
};
template <class TProgress>
struct IAsyncActionWithProgress
    : IInspectable,
      impl::consume_Windows_Foundation_IAsyncActionWithProgress<IAsyncActionWithProgress<TProgress>, TProgress>,
      impl::consume_Windows_Foundation_IAsyncInfo<IAsyncActionWithProgress<TProgress>> {
  using IInspectable::IInspectable;
};
template <class TResult>
struct IAsyncOperation : IInspectable,
                         impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<TResult>, TResult>,
                         impl::consume_Windows_Foundation_IAsyncInfo<IAsyncOperation<TResult>> {
  using IInspectable::IInspectable;
};
template <class TResult, class TProgress>
struct IAsyncOperationWithProgress
    : IInspectable,
      impl::consume_Windows_Foundation_IAsyncOperationWithProgress<IAsyncOperationWithProgress<TResult, TProgress>,
                                                                   TResult, TProgress>,
      impl::consume_Windows_Foundation_IAsyncInfo<IAsyncOperationWithProgress<TResult, TProgress>> {
  using IInspectable::IInspectable;
};
template <class T> struct EventHandler : IUnknown {
  EventHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> EventHandler(L handler);
  template <class F> EventHandler(F *handler);
  template <class O, class M> EventHandler(O *object, M method);
  void operator()(const IInspectable &sender, const T &args) const;
};
template <class TSender, class TArgs> struct TypedEventHandler : IUnknown {
  TypedEventHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> TypedEventHandler(L handler);
  template <class F> TypedEventHandler(F *handler);
  template <class O, class M> TypedEventHandler(O *object, M method);
  void operator()(const TSender &sender, const TArgs &args) const;
};
} // namespace Windows::Foundation

namespace impl {
template <class R> struct await_adapter {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  R await_resume() const;
};
struct promise_base {
  std::suspend_never initial_suspend() const noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception() noexcept;
};
template <class Async> struct action_promise : promise_base {
  Async get_return_object() const noexcept;
  void return_void() const noexcept;
};
template <class Async, class TResult> struct operation_promise : promise_base {
  Async get_return_object() const noexcept;
  void return_value(const TResult &) noexcept;
  void return_value(TResult &&) noexcept;
};
struct plain_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};
struct timespan_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct signal_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  bool await_resume();
};
struct apartment_awaiter {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  void await_resume() const;
};
} // namespace impl

namespace Windows::Foundation {
impl::await_adapter<void> operator co_await(const IAsyncAction &);
template <class TProgress> impl::await_adapter<void> operator co_await(const IAsyncActionWithProgress<TProgress> &) {
  ::std::abort();
}
template <class TResult> impl::await_adapter<TResult> operator co_await(const IAsyncOperation<TResult> &) {
  ::std::abort();
}
template <class TResult, class TProgress>
impl::await_adapter<TResult> operator co_await(const IAsyncOperationWithProgress<TResult, TProgress> &) {
  ::std::abort();
}
} // namespace Windows::Foundation

struct fire_and_forget {};
struct apartment_context {
  apartment_context();
  apartment_context(std::nullptr_t);
};
impl::apartment_awaiter operator co_await(const apartment_context &);
[[nodiscard]] impl::plain_awaiter resume_background() noexcept;
template <class T> [[nodiscard]] impl::plain_awaiter resume_background(const T &) noexcept { ::std::abort(); }
[[nodiscard]] impl::timespan_awaiter resume_after(Windows::Foundation::TimeSpan) noexcept;
impl::timespan_awaiter operator co_await(Windows::Foundation::TimeSpan);
[[nodiscard]] impl::signal_awaiter resume_on_signal(void *, Windows::Foundation::TimeSpan = {}) noexcept;
template <class Async> impl::await_adapter<void> resume_agile(Async &&) { ::std::abort(); }
struct thread_pool {
  void thread_limits(std::uint32_t, std::uint32_t);
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const noexcept;
};
template <class... T> Windows::Foundation::IAsyncAction when_all(T...) { ::std::abort(); }
template <class T, class... Rest> T when_any(const T &, const Rest &...) { ::std::abort(); }
struct get_cancellation_token_t {};
get_cancellation_token_t get_cancellation_token() noexcept;
struct get_progress_token_t {};
get_progress_token_t get_progress_token() noexcept;
} // namespace winrt

template <class... A> struct std::coroutine_traits<winrt::fire_and_forget, A...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object() const noexcept;
    void return_void() const noexcept;
    std::suspend_never initial_suspend() const noexcept;
    std::suspend_never final_suspend() const noexcept;
    void unhandled_exception() const noexcept { winrt::terminate(); }
  };
};
template <class... A> struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction, A...> {
  struct promise_type final : winrt::impl::action_promise<winrt::Windows::Foundation::IAsyncAction> {};
};
template <class TProgress, class... A>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncActionWithProgress<TProgress>, A...> {
  struct promise_type final
      : winrt::impl::action_promise<winrt::Windows::Foundation::IAsyncActionWithProgress<TProgress>> {};
};
template <class TResult, class... A>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncOperation<TResult>, A...> {
  struct promise_type final
      : winrt::impl::operation_promise<winrt::Windows::Foundation::IAsyncOperation<TResult>, TResult> {};
};
template <class TResult, class TProgress, class... A>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncOperationWithProgress<TResult, TProgress>, A...> {
  struct promise_type final
      : winrt::impl::operation_promise<winrt::Windows::Foundation::IAsyncOperationWithProgress<TResult, TProgress>,
                                       TResult> {};
};
