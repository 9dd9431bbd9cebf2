#pragma once
#include <drogon/orm/DbClient.h>
#include <vector>

namespace drogon::orm {
class Criteria {};
template <class T> class Mapper {
public:
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
};
} // namespace drogon::orm
