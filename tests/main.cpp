// The test program: GoogleTest's tests, and one for each annotated input.
#include "tests/Inputs.h"

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  corolint::test::registerInputTests();
  return RUN_ALL_TESTS();
}
