#pragma once
#include <concurrencpp/concurrencpp.h>
#include <exception>
void log_failure(std::exception_ptr error);
concurrencpp::result<int> query();
concurrencpp::lazy_result<int> refresh();
concurrencpp::lazy_result<int> refresh_or_throw();
