// What the operations of a library throw derives from one class: whoever catches it has caught all.
#include <functional>
#include <winrt/base.h>

using namespace winrt::Windows::Foundation;

struct Picture : winrt::implements<Picture> {
  winrt::fire_and_forget show(int source);
  winrt::fire_and_forget showRaw(int source);
  winrt::fire_and_forget showOther(int source);
  winrt::fire_and_forget showChecked(int source);

  std::function<void(bool)> loaded_;
};
IAsyncOperation<int> fetch(int source);
void check(int size);
void log(winrt::hstring const &text);

winrt::fire_and_forget Picture::show(int source) {
  auto self = get_strong();
  try {
    int size = co_await fetch(source);
    loaded_(size > 0);
  } catch (winrt::hresult_error const &error) {
    log(error.message());
    loaded_(false);
  }
}

winrt::fire_and_forget Picture::showRaw(int source) { // want: nobody can await 'showRaw'
  auto self = get_strong();
  int size = co_await fetch(source);
  loaded_(size > 0);
}

winrt::fire_and_forget Picture::showChecked(int source) { // want: nobody can await 'showChecked'
  auto self = get_strong();
  try {
    check(co_await fetch(source));
    throw source;
  } catch (winrt::hresult_error const &error) {
    log(error.message());
  }
}

/// A comment says otherwise.
winrt::fire_and_forget Picture::showOther(int source) { // want: nobody can await 'showOther'
  auto self = get_strong();
  try {
    int size = co_await fetch(source); // also throws types of its own
    loaded_(size > 0);
  } catch (winrt::hresult_error const &error) {
    log(error.message());
    loaded_(false);
  }
}
