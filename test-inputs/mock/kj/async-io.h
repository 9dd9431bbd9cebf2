#pragma once
#include <kj/async.h>
#include <kj/timer.h>

namespace kj {
class AsyncInputStream {
public:
  Promise<size_t> read(ArrayPtr<byte>, size_t);
  Promise<size_t> read(void *, size_t, size_t);
  virtual Promise<size_t> tryRead(void *, size_t, size_t) = 0;
  Promise<Array<byte>> readAllBytes(uint64_t = ~0ull);
  Promise<String> readAllText(uint64_t = ~0ull);
};
class AsyncOutputStream {
public:
  virtual Promise<void> write(ArrayPtr<const byte>) KJ_WARN_UNUSED_RESULT = 0;
  virtual Promise<void> whenWriteDisconnected() = 0;
};
class AsyncIoStream : public AsyncInputStream, public AsyncOutputStream {
public:
  virtual void shutdownWrite() = 0;
};
class ConnectionReceiver {
public:
  virtual Promise<Own<AsyncIoStream>> accept() = 0;
};
class NetworkAddress {
public:
  virtual Promise<Own<AsyncIoStream>> connect() = 0;
  virtual Own<ConnectionReceiver> listen() = 0;
};
class Network {
public:
  virtual Promise<Own<NetworkAddress>> parseAddress(StringPtr, uint = 0) = 0;
};
class AsyncIoProvider {
public:
  virtual Network &getNetwork() = 0;
  virtual Timer &getTimer() = 0;
};
struct AsyncIoContext {
  Own<AsyncIoProvider> provider;
  WaitScope &waitScope;
};
AsyncIoContext setupAsyncIo();
} // namespace kj
