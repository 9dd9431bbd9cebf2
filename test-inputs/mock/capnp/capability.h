#pragma once
#include <kj/async.h>

namespace capnp {
template <class T> class Response {
public:
  Response(Response &&);
  T *operator->();
};
template <class T> class RemotePromise : public kj::Promise<Response<T>> {
public:
  RemotePromise(RemotePromise &&) = default;
  RemotePromise &operator=(RemotePromise &&) = default;
  kj::Promise<Response<T>> dropPipeline();
};
template <class Params, class Results> class Request {
public:
  RemotePromise<Results> send() KJ_WARN_UNUSED_RESULT;
};
} // namespace capnp
