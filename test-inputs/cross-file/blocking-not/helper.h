#pragma once
int settle(int n);
void later();
