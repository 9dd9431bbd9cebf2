#pragma once
void flush_log();
void note(int n);
