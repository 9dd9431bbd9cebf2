#include "checks/engine/work/Mutation.h"
#include "tests/Snippet.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

static const char *const Head =
    "#include <list>\n#include <map>\n#include <memory>\n#include <optional>\n#include "
    "<string>\n#include <unordered_map>\n#include <vector>\n"
    "struct item { int x; item *next; };\n"
    "struct owner {\n"
    "  std::map<int, item> map; std::vector<item> vector; std::unordered_map<int, item> hashed; "
    "std::optional<item> maybe; std::unique_ptr<item> owned;\n"
    "  std::map<int, std::unique_ptr<item>> owners; std::map<int, std::shared_ptr<item>> shared; "
    "std::map<int, item *> pointers; item *raw; std::list<item> list;\n";

/// The container that the variable `v` of the function `f` refers into.
static std::string refersInto(const std::string &declaration) {
  Snippet snippet(std::string(Head) + "void f(int k, owner &other) { " + declaration + " } };");
  const Borrow borrow = borrowedFrom(*snippet.variable("v").getInit());
  return borrow ? borrow.container.declaration()->getNameAsString() : "";
}

TEST(Mutation, WhatIsReferredTo) {
  EXPECT_EQ(refersInto("auto &v = map[k];"), "map");
  EXPECT_EQ(refersInto("auto v = map.find(k);"), "map");
  EXPECT_EQ(refersInto("auto &v = map.find(k)->second.x;"), "map");
  EXPECT_EQ(refersInto("auto *v = &vector.front();"), "vector");
  EXPECT_EQ(refersInto("auto v = map.emplace(k, item()).first;"), "map");
  EXPECT_EQ(refersInto("auto &v = *maybe;"), "maybe");
  EXPECT_EQ(refersInto("auto *v = owned.get();"), "owned");
  EXPECT_EQ(refersInto("auto *v = owners[k].get();"), "owners");
  EXPECT_EQ(refersInto("auto it = map.begin(); auto &v = it->second;"), "map");
}

TEST(Mutation, WhatLeadsElsewhere) {
  EXPECT_EQ(refersInto("auto &v = *shared[k];"), "") << "others may keep it";
  EXPECT_EQ(refersInto("auto &v = *shared.find(k)->second;"), "");
  EXPECT_EQ(refersInto("auto &v = pointers[k]->x;"), "");
  EXPECT_EQ(refersInto("auto *v = pointers[k];"), "");
  EXPECT_EQ(refersInto("auto &v = map[k].next->x;"), "");
  EXPECT_EQ(refersInto("auto v = map.size();"), "");
  EXPECT_EQ(refersInto("auto &v = other.map[k];"), "") << "perhaps nobody else's";
  EXPECT_EQ(refersInto("std::map<int, item> own; auto &v = own[k];"), "");
}

/// The function that takes away what `f` refers to by its variable `v`.
static std::string takenAwayBy(const std::string &declaration, const std::string &others) {
  Snippet snippet(std::string(Head) + others + "\npublic: void f(int k) { " + declaration +
                  " } };");
  Mutations mutations(snippet.unit());
  Borrow borrow = borrowedFrom(*snippet.variable("v").getInit());
  borrow.reference =
      snippet.variable("v").getType()->isRecordType() ? Reference::Iterator : Reference::Element;
  const Mutation *mutation = mutations.invalidating(borrow, snippet.function("f")).mutation;
  return mutation ? mutation->function->getNameAsString() : "";
}

TEST(Mutation, DependsOnTheContainer) {
  EXPECT_EQ(takenAwayBy("auto &v = map[k];", "void g(int k) { map.erase(k); }"), "g");
  EXPECT_EQ(
      takenAwayBy("auto &v = map[k];", "void g(int k) { map[k].x = 1; map.emplace(k, item()); }"),
      "");
  EXPECT_EQ(takenAwayBy("auto &v = vector[k];", "void g(item i) { vector.push_back(i); }"), "g");
  EXPECT_EQ(takenAwayBy("auto &v = hashed[k];", "void g(int k) { hashed.emplace(k, item()); }"), "")
      << "only iterators go when it grows";
  EXPECT_EQ(takenAwayBy("auto v = hashed.find(k);", "void g(int k) { hashed.emplace(k, item()); }"),
            "g");
  EXPECT_EQ(takenAwayBy("auto &v = *maybe;", "void g() { maybe = std::nullopt; }"), "g");
  EXPECT_EQ(takenAwayBy("auto &v = map[k];", "void g() { auto all = std::move(map); }"), "g");
  EXPECT_EQ(takenAwayBy("auto &v = map[k];",
                        "void g() { std::erase_if(map, [](auto &) { return true; }); }"),
            "g");
}

TEST(Mutation, OfOthersOnly) {
  EXPECT_EQ(takenAwayBy("auto &v = map[k]; map.erase(k);", ""), "") << "its own";
  EXPECT_EQ(takenAwayBy("auto &v = map[k];", "owner() { map.clear(); } ~owner() { map.clear(); }"),
            "");
  EXPECT_EQ(takenAwayBy("g(); auto &v = map[k];", "private: void g() { map.clear(); }"), "")
      << "only called by this one";
  EXPECT_EQ(
      takenAwayBy("g(); auto &v = map[k];", "void h() { g(); } private: void g() { map.clear(); }"),
      "g");
  EXPECT_EQ(takenAwayBy("auto &v = map[k];", "void h() { auto later = [this] { map.clear(); }; }"),
            "h");
}

} // namespace corolint::test
