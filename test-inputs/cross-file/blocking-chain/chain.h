#pragma once
void first();
void second();
void third();
