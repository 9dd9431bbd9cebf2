// The functions of the Windows API that the models name.
#pragma once

typedef unsigned long DWORD;
typedef int BOOL;
typedef void *HANDLE;
#define INFINITE 0xFFFFFFFF
extern "C" {
void Sleep(DWORD);
DWORD SleepEx(DWORD, BOOL);
DWORD WaitForSingleObject(HANDLE, DWORD);
DWORD WaitForSingleObjectEx(HANDLE, DWORD, BOOL);
DWORD WaitForMultipleObjects(DWORD, const HANDLE *, BOOL, DWORD);
}
