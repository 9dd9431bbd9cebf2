#pragma once
void settle();
void other();
