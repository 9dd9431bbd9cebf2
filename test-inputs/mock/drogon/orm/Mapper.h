#pragma once
#include <drogon/orm/DbClient.h>
#include <functional>
#include <vector>

namespace drogon::orm {
class Criteria {};
template <class T> class Mapper {
public:
  using SingleRowCallback = std::function<void(T)>;
  using MultipleRowsCallback = std::function<void(std::vector<T>)>;
  using CountCallback = std::function<void(const size_t)>;
  explicit Mapper(DbClientPtr);
  T findByPrimaryKey(const int &) noexcept(false);
  std::vector<T> findAll() noexcept(false);
  T findOne(const Criteria &) noexcept(false);
  std::vector<T> findBy(const Criteria &) noexcept(false);
  size_t count(const Criteria & = Criteria()) noexcept(false);
  void insert(T &) noexcept(false);
  size_t update(const T &) noexcept(false);
  size_t deleteOne(const T &) noexcept(false);
  size_t deleteBy(const Criteria &) noexcept(false);
  size_t deleteByPrimaryKey(const int &) noexcept(false);
  template <class... Arguments> size_t updateBy(const std::vector<std::string> &colNames, const Criteria &criteria, Arguments &&...args) noexcept(false);
  void findByPrimaryKey(const int &, const SingleRowCallback &, const ExceptionCallback &) noexcept;
  void count(const Criteria &, const CountCallback &, const ExceptionCallback &) noexcept;
};
} // namespace drogon::orm
