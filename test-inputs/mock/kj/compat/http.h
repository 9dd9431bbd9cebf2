#pragma once
#include <kj/async-io.h>
#include <kj/one-of.h>

namespace kj {
class WebSocket {
public:
  typedef kj::OneOf<kj::String, kj::Array<byte>> Message;
  virtual Promise<void> send(ArrayPtr<const byte>) = 0;
  virtual Promise<void> send(ArrayPtr<const char>) = 0;
  virtual Promise<void> close(uint16_t, StringPtr) = 0;
  virtual Promise<void> disconnect() = 0;
  virtual Promise<void> whenAborted() = 0;
  virtual Promise<Message> receive(size_t = 1u << 20) = 0;
};
class HttpClient {
public:
  struct Response {
    uint statusCode;
  };
  struct WebSocketResponse {
    uint statusCode;
  };
  virtual Promise<WebSocketResponse> openWebSocket(StringPtr) = 0;
};
} // namespace kj
