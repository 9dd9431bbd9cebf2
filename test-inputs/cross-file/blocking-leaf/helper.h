#pragma once
void settle();
