// Names everything of C++/WinRT, WIL and Windows that checks/models/winrt.yaml models.
// Its functions are inline, so that the constructors that take their lambdas need no definition.
#include <wil/coroutine.h>
#include <windows.h>
#include <winrt/Windows.Foundation.h>
#include <winrt/Windows.System.Threading.h>
#include <winrt/Windows.System.h>
#include <winrt/Windows.UI.Core.h>

using namespace winrt;
using namespace winrt::Windows::Foundation;

IAsyncAction work();
IAsyncOperation<int> number();
IAsyncActionWithProgress<int> progress();
IAsyncOperationWithProgress<int, int> both();
wil::task<int> task();
wil::com_task<int> comTask();

inline fire_and_forget onClick(event<delegate<int>> &clicked) {
  clicked.add([](int) {});
  delegate<int> handler([](int) {});
  EventHandler<int> plain([](int, int) {});
  TypedEventHandler<int, int> typed([](int, int) {});
  co_await work();
}

inline IAsyncAction tasks(Windows::System::DispatcherQueue queue, Windows::UI::Core::CoreDispatcher dispatcher) {
  if (work().Status() == AsyncStatus::Error)
    co_return;
  (void)work().ErrorCode();
  (void)work().Id();
  co_await resume_background();
  co_await when_all(work(), work());
  co_await when_any(work(), work());
  co_await task();
  co_await comTask();
  co_await resume_after(std::chrono::seconds(1));
  co_await Windows::System::Threading::ThreadPool::RunAsync([](const IAsyncAction &) {});
  Windows::System::Threading::ThreadPoolTimer::CreateTimer([](auto &&) {}, std::chrono::seconds(1));
  Windows::System::Threading::ThreadPoolTimer::CreatePeriodicTimer([](auto &&) {}, std::chrono::seconds(1));
  co_await dispatcher.RunAsync(Windows::UI::Core::CoreDispatcherPriority::Normal, [] {});
  queue.TryEnqueue([] {});
  work().Completed([](auto &&...) {});
  number().Completed([](auto &&...) {});
}

inline void blocks(slim_mutex &mutex, slim_condition_variable &condition, HANDLE handle) {
  work().get();
  number().get();
  progress().get();
  both().get();
  work().wait_for(std::chrono::seconds(1));
  number().wait_for(std::chrono::seconds(1));
  task().get();
  condition.wait(mutex, [] { return true; });
  condition.wait_for(mutex, std::chrono::seconds(1), [] { return true; });
  ::Sleep(1);
  ::SleepEx(1, 0);
  ::WaitForSingleObject(handle, INFINITE);
  ::WaitForSingleObjectEx(handle, INFINITE, 0);
  ::WaitForMultipleObjects(1, &handle, 0, INFINITE);
}

inline void locks(slim_mutex &mutex, CRITICAL_SECTION *section, SRWLOCK *slim) {
  ::EnterCriticalSection(section);
  ::LeaveCriticalSection(section);
  ::AcquireSRWLockExclusive(slim);
  ::ReleaseSRWLockExclusive(slim);
  ::AcquireSRWLockShared(slim);
  ::ReleaseSRWLockShared(slim);
  init_apartment();
  slim_lock_guard guard(mutex);
  slim_shared_lock_guard shared(mutex);
  mutex.lock();
  mutex.unlock();
  uninit_apartment();
}

bool cancelled() try {
  throw hresult_canceled();
} catch (const hresult_canceled &) {
  return true;
} catch (const hresult_error &) {
  return false;
}
