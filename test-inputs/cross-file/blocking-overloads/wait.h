#pragma once
namespace timing {
void pause(int seconds);
void pause(double share);
} // namespace timing
