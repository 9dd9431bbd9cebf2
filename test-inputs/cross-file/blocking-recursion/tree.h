#pragma once
void ping(int n);
void pong(int n);
void even(int n);
void odd(int n);
