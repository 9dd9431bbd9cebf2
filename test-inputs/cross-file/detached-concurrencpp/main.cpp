#include "work.h"

concurrencpp::null_result on_timer() { co_await refresh(); }
concurrencpp::null_result on_signal() { // want: nobody can await 'on_signal'
  co_await refresh_or_throw();
}
