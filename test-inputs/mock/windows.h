// The functions of the Windows API that the models name.
#pragma once

typedef unsigned long DWORD;
typedef int BOOL;
typedef void *HANDLE;
typedef struct { void *owner; } CRITICAL_SECTION;
typedef struct { void *owner; } SRWLOCK;
#define INFINITE 0xFFFFFFFF
extern "C" {
void Sleep(DWORD);
DWORD SleepEx(DWORD, BOOL);
DWORD WaitForSingleObject(HANDLE, DWORD);
DWORD WaitForSingleObjectEx(HANDLE, DWORD, BOOL);
DWORD WaitForMultipleObjects(DWORD, const HANDLE *, BOOL, DWORD);
void EnterCriticalSection(CRITICAL_SECTION *);
void LeaveCriticalSection(CRITICAL_SECTION *);
void AcquireSRWLockExclusive(SRWLOCK *);
void ReleaseSRWLockExclusive(SRWLOCK *);
void AcquireSRWLockShared(SRWLOCK *);
void ReleaseSRWLockShared(SRWLOCK *);
}
