// Names of stdexec where nothing stands between them and their namespace, as in the drafts of its documentation.
namespace exec {
struct sender {};
class async_scope {
public:
  void spawn(sender);
  sender spawn_future(sender);
  sender on_empty();
};
template <class... S> sender when_any(S &&...) { return {}; }
} // namespace exec

void uses(exec::async_scope &scope) {
  scope.spawn(exec::when_any(scope.spawn_future({}), scope.on_empty()));
}
