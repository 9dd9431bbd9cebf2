#include "tests/LanguageServer.h"
#include "tool/clangd/Address.h"
#include <algorithm>
#include <array>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace corolint::test {

namespace fs = std::filesystem;

std::string addressOf(const fs::path &file) { return clangd::addressOfFile(file.string()); }
fs::path fileOf(const std::string &address) { return clangd::fileOfAddress(address); }

/// How many units of UTF-16 a part of the text takes.
static unsigned unitsOf(const std::string &text, std::size_t from, std::size_t to) {
  unsigned units = 0;
  for (std::size_t i = from; i < to; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    units += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

Position positionOf(const std::string &text, std::size_t offset) {
  const auto line =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  return {static_cast<unsigned>(line), unitsOf(text, begin, offset)};
}

std::size_t offsetOf(const std::string &text, const Json &position) {
  std::size_t begin = 0;
  for (unsigned line = position["line"]; line > 0; --line)
    begin = text.find('\n', begin) + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  for (std::size_t offset = begin; offset <= end; ++offset)
    if (unitsOf(text, begin, offset) >= position["character"] &&
        (offset == end || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80))
      return offset;
  return end;
}

Json LanguageServer::usualCapabilities() {
  const Json actions = {
      {"codeActionLiteralSupport", {{"codeActionKind", {{"valueSet", {"quickfix"}}}}}},
      {"isPreferredSupport", true}};
  const Json publish = {
      {"relatedInformation", true}, {"codeDescriptionSupport", true}, {"versionSupport", true}};
  return {{"textDocument", {{"codeAction", actions}, {"publishDiagnostics", publish}}}};
}

LanguageServer::LanguageServer(const std::vector<std::string> &command, const fs::path &folder,
                               const Json &capabilities) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()),
            0); // a pipe would kill us when the server is gone
  EXPECT_EQ(::pipe2(out.data(), O_CLOEXEC), 0);
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    if (!std::getenv("COROLINT_SHOW_SERVER"))
      ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
      ::setenv(name, folder.c_str(), 1);
    ::unsetenv("CLANGD_FLAGS");
    std::vector<char *> values;
    for (const std::string &word : command)
      values.push_back(const_cast<char *>(word.c_str()));
    values.push_back(nullptr);
    if (::chdir(folder.c_str()) == 0)
      ::execv(values.front(), values.data());
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  in_ = in[1];
  out_ = out[0];
  introduction_ = request(
      "initialize",
      {{"processId", ::getpid()}, {"rootUri", addressOf(folder)}, {"capabilities", capabilities}});
  notify("initialized", Json::object());
}

LanguageServer::~LanguageServer() {
  if (alive()) {
    request("shutdown", nullptr);
    notify("exit", nullptr);
  }
  ::close(in_);
  // What it still says on its way out is read: nobody at the other end would kill it.
  for (std::array<char, 4096> rest{}; ::read(out_, rest.data(), rest.size()) > 0;)
    ;
  ::close(out_);
  int status = 0;
  ::waitpid(process_, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
      << "the language server ended with status " << status;
}

bool LanguageServer::alive() const {
  siginfo_t state{};
  return ::waitid(P_PID, static_cast<id_t>(process_), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         state.si_pid == 0;
}

void LanguageServer::send(Json message) {
  message["jsonrpc"] = "2.0";
  const std::string body = message.dump();
  const std::string whole = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  for (std::size_t sent = 0; sent < whole.size();) {
    const ssize_t count = ::send(in_, whole.data() + sent, whole.size() - sent, MSG_NOSIGNAL);
    if (count <= 0)
      return;
    sent += static_cast<std::size_t>(count);
  }
}

Json LanguageServer::read() {
  constexpr int SilentFor = 180'000; // milliseconds; only a server that hangs is silent for so long
  for (;;) {
    if (const auto end = pending_.find("\r\n\r\n"); end != std::string::npos) {
      const std::size_t size = std::stoul(pending_.substr(std::string("Content-Length: ").size()));
      if (pending_.size() >= end + 4 + size) {
        Json message = Json::parse(pending_.substr(end + 4, size));
        pending_.erase(0, end + 4 + size);
        return message;
      }
    }
    pollfd waiting{out_, POLLIN, 0};
    std::array<char, 65536> buffer;
    ssize_t count = 0;
    if (::poll(&waiting, 1, SilentFor) != 1 ||
        (count = ::read(out_, buffer.data(), buffer.size())) <= 0) {
      ADD_FAILURE() << "the language server says nothing more";
      return nullptr;
    }
    pending_.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Json LanguageServer::waitFor(const std::function<bool(const Json &)> &wanted) {
  for (;;) {
    Json message = read();
    if (message.is_null() || wanted(message))
      return message;
    if (message.contains("method") && !message.contains("id"))
      received_.push_back(std::move(message));
    else if (message.contains("method")) {
      const bool edits = message["method"] == "workspace/applyEdit";
      send({{"id", message["id"]}, {"result", edits ? Json{{"applied", true}} : Json()}});
      asked_.push_back(std::move(message));
    }
  }
}

Json LanguageServer::ask(const std::string &method, const Json &parameters) {
  const int id = ++lastId_;
  Json message = {{"id", id}, {"method", method}};
  if (!parameters.is_null())
    message["params"] = parameters;
  send(message);
  return waitFor([&](const Json &received) {
    return !received.contains("method") && received.value("id", 0) == id;
  });
}

Json LanguageServer::request(const std::string &method, const Json &parameters) {
  const Json answer = ask(method, parameters);
  if (answer.is_object() && answer.contains("error"))
    ADD_FAILURE() << method << ": " << answer["error"];
  return answer.is_object() ? answer.value("result", Json()) : Json();
}

void LanguageServer::notify(const std::string &method, const Json &parameters) {
  Json message = {{"method", method}};
  if (!parameters.is_null())
    message["params"] = parameters;
  send(message);
}

void LanguageServer::open(const fs::path &file, const std::string &text) {
  Document &document = documents_[file.string()];
  document.text = text;
  notify("textDocument/didOpen", {{"textDocument",
                                   {{"uri", addressOf(file)},
                                    {"languageId", "cpp"},
                                    {"version", ++document.version},
                                    {"text", text}}}});
}

void LanguageServer::change(const fs::path &file, const std::string &text) {
  Document &document = documents_[file.string()];
  document.text = text;
  notify("textDocument/didChange",
         {{"textDocument", {{"uri", addressOf(file)}, {"version", ++document.version}}},
          {"contentChanges", {{{"text", text}}}},
          {"wantDiagnostics", true}});
}

void LanguageServer::close(const fs::path &file) {
  notify("textDocument/didClose", {{"textDocument", {{"uri", addressOf(file)}}}});
}

Json LanguageServer::diagnostics(const fs::path &file) {
  const std::string address = addressOf(file);
  const int version = documents_[file.string()].version;
  const auto current = [&](const Json &message) {
    return message.value("method", "") == "textDocument/publishDiagnostics" &&
           message["params"]["uri"] == address && message["params"].value("version", 0) == version;
  };
  const auto last = std::find_if(received_.rbegin(), received_.rend(), current);
  if (last != received_.rend())
    return (*last)["params"]["diagnostics"];
  Json message = waitFor(current);
  if (message.is_null())
    return Json::array();
  received_.push_back(message);
  return message["params"]["diagnostics"];
}

std::vector<Json> LanguageServer::findings(const fs::path &file, const std::string &prefix) {
  std::vector<Json> result;
  for (const Json &diagnostic : diagnostics(file))
    if (diagnostic.contains("code") && diagnostic["code"].get<std::string>().starts_with(prefix))
      result.push_back(diagnostic);
  return result;
}

std::vector<Json> LanguageServer::quickFixes(const fs::path &file, const Json &diagnostic) {
  const Json actions =
      request("textDocument/codeAction",
              {{"textDocument", {{"uri", addressOf(file)}}},
               {"range", diagnostic["range"]},
               {"context", {{"diagnostics", {diagnostic}}, {"only", {"quickfix"}}}}});
  return {actions.begin(), actions.end()};
}

std::string LanguageServer::applied(const fs::path &file, const Json &action) {
  std::string result = text(file);
  Json edits = action["edit"]["changes"][addressOf(file)];
  std::sort(edits.begin(), edits.end(), [&](const Json &one, const Json &other) {
    return offsetOf(result, one["range"]["start"]) > offsetOf(result, other["range"]["start"]);
  });
  EXPECT_FALSE(edits.empty()) << action;
  const std::string before = result;
  for (const Json &edit : edits) {
    const std::size_t begin = offsetOf(before, edit["range"]["start"]);
    result.replace(begin, offsetOf(before, edit["range"]["end"]) - begin,
                   edit["newText"].get<std::string>());
  }
  return result;
}

} // namespace corolint::test
