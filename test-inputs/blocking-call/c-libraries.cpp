// Databases, transfers and what is left of POSIX, by the names of their C functions.
#include "task.h"
#include <cstdio>
#include <netdb.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

extern "C" {
struct sqlite3;
struct sqlite3_stmt;
int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
int sqlite3_step(sqlite3_stmt *);
struct PGconn;
struct PGresult;
PGconn *PQconnectdb(const char *);
PGresult *PQexec(PGconn *, const char *);
PGresult *PQexecParams(PGconn *, const char *, int, const unsigned *, const char *const *, const int *, const int *, int);
struct MYSQL;
MYSQL *mysql_real_connect(MYSQL *, const char *, const char *, const char *, const char *, unsigned, const char *, unsigned long);
int mysql_query(MYSQL *, const char *);
int mysql_real_query(MYSQL *, const char *, unsigned long);
struct redisContext;
redisContext *redisConnect(const char *, int);
void *redisCommand(redisContext *, const char *, ...);
struct CURL;
int curl_easy_perform(CURL *);
}

task<void> databases(sqlite3 *file, sqlite3_stmt *statement, PGconn *postgres, MYSQL *mysql, redisContext *redis, CURL *transfer) {
  sqlite3_exec(file, "", nullptr, nullptr, nullptr); // want: 'sqlite3_exec' waits for the database
  while (sqlite3_step(statement) == 100) {           // want: 'sqlite3_step'
  }
  PQconnectdb("");                                   // want: 'PQconnectdb'
  PQexec(postgres, "");                              // want: 'PQexec'
  PQexecParams(postgres, "", 0, nullptr, nullptr, nullptr, nullptr, 0);         // want: 'PQexecParams'
  mysql_real_connect(mysql, nullptr, nullptr, nullptr, nullptr, 0, nullptr, 0); // want: 'mysql_real_connect'
  mysql_query(mysql, "");                            // want: 'mysql_query'
  mysql_real_query(mysql, "", 0);                    // want: 'mysql_real_query'
  redisConnect("localhost", 1);                      // want: 'redisConnect'
  redisCommand(redis, "GET x");                      // want: 'redisCommand'
  curl_easy_perform(transfer);                       // want: 'curl_easy_perform' is blocking I/O
  co_return;
}

task<void> rest(int descriptor, sem_t *semaphore, pthread_cond_t *changed, pthread_mutex_t *mutex, const sockaddr *address, const timespec *until) {
  fdatasync(descriptor);                            // want: 'fdatasync'
  sem_timedwait(semaphore, until);                  // want: 'sem_timedwait'
  pthread_cond_timedwait(changed, mutex, until);    // want: 'pthread_cond_timedwait'
  char host[16], service[16];
  getnameinfo(address, 16, host, 16, service, 16, 0); // want: 'getnameinfo'
  getnameinfo(address, 16, host, 16, service, 16, NI_NUMERICHOST | NI_NUMERICSERV);
  getnameinfo(address, 16, host, 16, service, 16, NI_NUMERICSERV); // want: 'getnameinfo'
  gethostbyaddr(address, 4, AF_INET);               // want: 'gethostbyaddr'
  int n = 0;
  n += std::scanf("%d", &n);                        // want: 'scanf'
  co_return;
}
