// Names of libunifex where nothing stands between them and their namespace, as in its documentation.
namespace unifex {
struct sender {};
class async_scope {
public:
  void detached_spawn(sender);
  sender spawn(sender);
  sender complete();
  sender cleanup();
};
} // namespace unifex

void uses(unifex::async_scope &scope) {
  scope.detached_spawn(scope.spawn({}));
  scope.complete();
  scope.cleanup();
}
