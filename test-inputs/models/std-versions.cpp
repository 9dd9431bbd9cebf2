// Names that other standard libraries have, or that C++23 adds, declared as they are there.
namespace std {
struct duration {};
template <class T> class future {
public:
  void wait() const;
  int wait_for(const duration &) const;
  int wait_until(const duration &) const;
};
template <class T> class shared_future {
public:
  void wait() const;
  int wait_for(const duration &) const;
  int wait_until(const duration &) const;
};
template <class T, class E> class expected {};
template <class T> class generator {};
} // namespace std

int waits(std::future<int> one, std::shared_future<int> all, std::duration time) {
  one.wait();
  all.wait();
  return one.wait_for(time) + one.wait_until(time) + all.wait_for(time) + all.wait_until(time);
}
std::expected<int, int> value();
std::generator<int> numbers();
