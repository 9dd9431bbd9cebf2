#pragma once
void back_off(int attempt);
