// Generators that outlive what their coroutine was given by reference.
#include "task.h"
#include <string>
#include <string_view>
#include <vector>

std::vector<int> numbers();
std::string text();
generator<int> each(const std::vector<int> &of) {
  for (int number : of)
    co_yield number;
}
generator<int> each_by_value(std::vector<int> of) {
  for (int number : of)
    co_yield number;
}
generator<char> letters(std::string_view of) {
  for (char letter : of)
    co_yield letter;
}
generator<int> declared(const std::vector<int> &of);
int use(generator<int> of);

// ---- Found ----

int loop() {
  int sum = 0;
  for (int number : each(numbers())) // want: 'of' refers to a temporary that is destroyed before the generator of 'each' uses it
    sum += number;
  return sum;
}
int loop_over_declared() {
  int sum = 0;
  for (int number : declared(numbers())) // want: 'of' refers to a temporary
    sum += number;
  return sum;
}
int kept() {
  int sum = 0;
  auto all = each(numbers()); // want: 'of' refers to a temporary
  for (int number : all)
    sum += number;
  return sum;
}
int letters_of_temporary() {
  int sum = 0;
  auto all = letters(text() + "!"); // want: 'of' refers to a temporary
  for (char letter : all)
    sum += letter;
  return sum;
}
generator<int> of_local() {
  std::vector<int> own = numbers();
  return each(own); // want: 'own' is destroyed when the function returns, but the generator of 'each' still refers to it
}
generator<char> of_parameter(std::string own) {
  return letters(own); // want: 'own' is destroyed when the function returns
}
generator<int> forwarded_by_coroutine() {
  for (int number : each(numbers())) // want: 'of' refers to a temporary
    co_yield number;
}
int invoked_lambda(int upto) {
  int sum = 0;
  auto all = [upto]() -> generator<int> { // want: the captures of this lambda are destroyed at the end of this expression
    for (int i = 0; i < upto; ++i)
      co_yield i;
  }();
  for (int number : all)
    sum += number;
  return sum;
}

// ---- Silent ----

int named() {
  int sum = 0;
  const std::vector<int> all = numbers();
  for (int number : each(all))
    sum += number;
  auto again = each(all);
  for (int number : again)
    sum += number;
  for (int number : each_by_value(numbers()))
    sum += number;
  for (char letter : letters("a literal"))
    sum += letter;
  return sum;
}
generator<int> reference_passed_on(const std::vector<int> &of) { return each(of); }
generator<int> given_away(std::vector<int> of) { return each_by_value(std::move(of)); }
int used_up_at_once() { return use(each(numbers())); }
void never_used() { auto all = each(numbers()); }
int lambda_that_stays(int upto) {
  int sum = 0;
  auto count = [upto]() -> generator<int> {
    for (int i = 0; i < upto; ++i)
      co_yield i;
  };
  for (int number : count())
    sum += number;
  return sum;
}
