// The functions of MySQL's client library that the models name.
#pragma once

typedef struct MYSQL MYSQL;
typedef struct MYSQL_RES MYSQL_RES;
typedef struct MYSQL_STMT MYSQL_STMT;
extern "C" {
MYSQL *mysql_real_connect(MYSQL *, const char *, const char *, const char *, const char *, unsigned int, const char *,
                          unsigned long);
int mysql_query(MYSQL *, const char *);
int mysql_real_query(MYSQL *, const char *, unsigned long);
MYSQL_RES *mysql_store_result(MYSQL *);
int mysql_stmt_execute(MYSQL_STMT *);
}
