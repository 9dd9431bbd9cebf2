// Names everything of Drogon that checks/models/drogon.yaml models.
#include <drogon/drogon.h>

drogon::Task<int> number();
drogon::Task<> work();
drogon::AsyncTask onRequest(drogon::HttpRequestPtr request);

drogon::Task<int> awaits(trantor::EventLoop *loop, drogon::Mutex &mutex, drogon::HttpClientPtr client, drogon::WebSocketClient &socket,
                         drogon::orm::DbClientPtr database, drogon::orm::CoroMapper<int> &mapper, drogon::nosql::RedisClientPtr redis) {
  drogon::internal::TimerAwaiter timer = drogon::sleepCoro(loop, 1.0);
  co_await timer;
  drogon::internal::HttpRespAwaiter response = client->sendRequestCoro(nullptr);
  client->sendRequest(nullptr);
  co_await response;
  drogon::internal::WebSocketConnectionAwaiter connection = socket.connectToServerCoro(nullptr);
  co_await connection;
  drogon::orm::internal::SqlAwaiter rows = database->execSqlCoro("a");
  co_await rows;
  drogon::orm::internal::TransactionAwaiter transaction = database->newTransactionCoro();
  co_await transaction;
  drogon::orm::internal::MapperAwaiter<int> found = mapper.findByPrimaryKey(1);
  co_await found;
  drogon::nosql::internal::RedisAwaiter reply = redis->execCommandCoro("a");
  co_await reply;
  co_await drogon::app().forwardCoro(nullptr);
  co_await drogon::queueInLoopCoro(loop, [] {});
  co_await drogon::switchThreadCoro(loop);
  drogon::internal::WhenAllAwaiter<drogon::Task<int>, drogon::Task<>> both = drogon::when_all(number(), work());
  co_await both;
  co_await mutex.lock();
  mutex.unlock();
  co_return co_await number();
}

void starts(trantor::EventLoop *loop) {
  drogon::async_run([] { return work(); });
  drogon::async_func([] { return work(); })();
  drogon::co_future(work()).get();
  drogon::app().registerHandler("/", onRequest);
  drogon::app().registerBeginningAdvice([] {});
  loop->runInLoop([] {});
  loop->queueInLoop([] {});
  loop->runAfter(1.0, [] {});
  loop->runEvery(1.0, [] {});
}

void blocks(drogon::orm::DbClientPtr database, drogon::nosql::RedisClientPtr redis, trantor::EventLoop *loop) {
  drogon::sync_wait(number());
  database->execSqlSync("a");
  database->newTransaction();
  drogon::orm::Mapper<int> rows(database);
  rows.count();
  rows.deleteBy({});
  rows.deleteByPrimaryKey(1);
  rows.deleteOne(1);
  rows.findAll();
  rows.findBy({});
  rows.findByPrimaryKey(1);
  rows.findOne({});
  int row = 0;
  rows.insert(row);
  rows.update(row);
  rows.updateBy({"a"}, {}, 1);
  redis->execCommandSync<int>([](const drogon::nosql::RedisResult &) { return 1; }, "a");
  drogon::app().run();
  loop->loop();
}
