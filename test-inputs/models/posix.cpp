// flags: -isystem /usr/include/postgresql
// Names everything of POSIX and of well-known C libraries that checks/models/posix.yaml models.
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <cstdio>
#include <cstdlib>
#include <curl/curl.h>
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <mysql/mysql.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <resolv.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <sqlite3.h>
#include <locale.h>
#include <string.h>
#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/fsuid.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void waits(pthread_t thread, pthread_cond_t *condition, pthread_mutex_t *mutex, pthread_barrier_t *barrier, sem_t *semaphore) {
  timespec time{};
  sigset_t signals{};
  int signal = 0;
  sleep(1);
  usleep(1);
  nanosleep(&time, nullptr);
  clock_nanosleep(CLOCK_MONOTONIC, 0, &time, nullptr);
  pause();
  sched_yield();
  waitpid(0, nullptr, 0);
  fflush(stdin);
  sigwait(&signals, &signal);
  sigwaitinfo(&signals, nullptr);
  sigsuspend(&signals);
  poll(nullptr, 0, -1);
  select(0, nullptr, nullptr, nullptr, nullptr);
  pselect(0, nullptr, nullptr, nullptr, &time, &signals);
  ppoll(nullptr, 0, &time, &signals);
  epoll_wait(0, nullptr, 0, -1);
  pthread_join(thread, nullptr);
  pthread_create(&thread, nullptr, [](void *) -> void * { return nullptr; }, nullptr);
  pthread_mutex_lock(mutex);
  pthread_cond_wait(condition, mutex);
  pthread_cond_timedwait(condition, mutex, &time);
  pthread_mutex_unlock(mutex);
  pthread_barrier_wait(barrier);
  sem_wait(semaphore);
  sem_timedwait(semaphore, &time);
  sem_post(semaphore);
  lockf(0, F_LOCK, 0);
}

void names() {
  addrinfo *found = nullptr;
  hostent entry{};
  hostent *result = nullptr;
  char buffer[64];
  unsigned char answer[64];
  int error = 0;
  getaddrinfo("a", "b", nullptr, &found);
  getnameinfo(found->ai_addr, found->ai_addrlen, buffer, 64, nullptr, 0, 0);
  gethostbyname("a");
  gethostbyname2("a", AF_INET);
  gethostbyname_r("a", &entry, buffer, 64, &result, &error);
  gethostbyaddr(buffer, 4, AF_INET);
  res_query("a", 1, 1, answer, 64);
  res_search("a", 1, 1, answer, 64);
}

int processes() {
  FILE *pipe = popen("a", "r");
  return system("a") + pclose(pipe) + wait(nullptr);
}

void files() {
  char buffer[64];
  char *line = nullptr;
  size_t size = 0;
  int number = 0;
  FILE *file = freopen("a", "r", fopen("a", "r"));
  (void)!fread(buffer, 1, 64, file);
  (void)!fgets(buffer, 64, file);
  (void)(fgetc(file) + getc(file) + getchar());
  (void)!getline(&line, &size, file);
  (void)!getdelim(&line, &size, ';', file);
  (void)!scanf("%d", &number);
  (void)!fscanf(file, "%d", &number);
  fclose(file);
  int descriptor = open("a", O_RDONLY);
  fsync(descriptor);
  fdatasync(descriptor);
  sync();
  close(descriptor);
  close(socket(AF_INET, SOCK_STREAM, 0));
  closedir(opendir("a"));
  free(malloc(1));
}

void children() {
  if (fork() == 0)
    (void)vfork();
}

void libraries(CURLM *multi, MYSQL *mysql, MYSQL_STMT *prepared, redisContext *redis) {
  CURL *curl = curl_easy_init();
  curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  curl_multi_wait(multi, nullptr, 0, 0, nullptr);
  curl_multi_poll(multi, nullptr, 0, 0, nullptr);
  sqlite3 *database = nullptr;
  sqlite3_stmt *statement = nullptr;
  sqlite3_open("a", &database);
  sqlite3_open_v2("a", &database, 0, nullptr);
  sqlite3_exec(database, "a", nullptr, nullptr, nullptr);
  sqlite3_prepare_v2(database, "a", 1, &statement, nullptr);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  sqlite3_close(database);
  sqlite3_close_v2(database);
  PGconn *postgres = PQconnectdb("a");
  PQreset(postgres);
  PQexec(postgres, "a");
  PQprepare(postgres, "a", "b", 0, nullptr);
  PQexecParams(postgres, "a", 0, nullptr, nullptr, nullptr, nullptr, 0);
  PQexecPrepared(postgres, "a", 0, nullptr, nullptr, nullptr, 0);
  PQfinish(postgres);
  mysql_real_connect(mysql, "a", "b", "c", "d", 0, nullptr, 0);
  mysql_query(mysql, "a");
  mysql_real_query(mysql, "a", 1);
  mysql_store_result(mysql);
  mysql_stmt_execute(prepared);
  redisCommand(redisConnect("a", 1), "a");
  redisCommand(redis, "a");
}

void locks(pthread_mutex_t *mutex, pthread_rwlock_t *either, pthread_spinlock_t *spins) {
  pthread_mutex_lock(mutex);
  pthread_mutex_unlock(mutex);
  pthread_rwlock_rdlock(either);
  pthread_rwlock_wrlock(either);
  pthread_rwlock_unlock(either);
  pthread_spin_lock(spins);
  pthread_spin_unlock(spins);
}

void looks_at_the_disk(const char *path) {
  struct stat info;
  struct statvfs volume;
  struct statfs system;
  (void)(::stat(path, &info) + ::lstat(path, &info) + ::statvfs(path, &volume) + ::statfs(path, &system));
  struct statvfs64 volume64;
  struct statfs64 system64;
  (void)(::statvfs64(path, &volume64) + ::statfs64(path, &system64));
  (void)!::access(path, R_OK);
  ::opendir(path);
  (void)!::realpath(path, nullptr);
  (void)(::mkdir(path, 0) + ::rmdir(path) + ::unlink(path) + ::rename(path, path));
  (void)!(::truncate(path, 0) + ::symlink(path, path) + ::link(path, path));
}

void asks_who_there_is(passwd *user, group *users, char *text) {
  passwd *found = nullptr;
  group *several = nullptr;
  ::getpwnam("a");
  ::getpwuid(0);
  ::getpwnam_r("a", user, text, 1, &found);
  ::getpwuid_r(0, user, text, 1, &found);
  ::getgrnam("a");
  ::getgrgid(0);
  ::getgrnam_r("a", users, text, 1, &several);
  ::getgrgid_r(0, users, text, 1, &several);
}

void keeps_what_the_next_call_overwrites(in_addr address, time_t now, DIR *folder) {
  (void)(::inet_ntoa(address), ::asctime(::localtime(&now)), ::ctime(&now), ::gmtime(&now));
  (void)(::strerror(1), ::strsignal(1), ::getservbyname("a", "tcp"), ::readdir(folder));
  (void)(::ttyname(0), ::ptsname(0), ::tmpnam(nullptr));
}

void sets_a_state_of_the_thread(sigset_t *signals, locale_t language) {
  ::setns(0, 0);
  ::pthread_sigmask(0, signals, nullptr);
  ::uselocale(language);
  ::setfsuid(0);
  ::pthread_setcancelstate(0, nullptr);
}
