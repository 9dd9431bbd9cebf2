// Names of QCoro's newer versions and of its optional parts, declared as they are there.
#include <coroutine>

namespace QCoro {
namespace detail {
template <class T> class TaskBase {
public:
  template <class Then, class Error> TaskBase then(Then &&then, Error &&error) { return then(), error(), *this; }
};
} // namespace detail
template <class T> class LazyTask : public detail::TaskBase<T> {};
struct QmlTask {};
} // namespace QCoro

QCoro::QmlTask forQml();
void uses(QCoro::LazyTask<int> task) {
  task.then([] {}, [] {});
}
