#include "tool/clangd/Conversation.h"
#include "tool/clangd/Address.h"
#include "tool/clangd/Comments.h"
#include "tool/clangd/Configurations.h"
#include "tool/clangd/FixAll.h"
#include "tool/clangd/Includers.h"
#include "tool/clangd/Messages.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

namespace corolint::clangd {

/// What is known of both sides.
class Conversation::Talk {
public:
  Talk(std::function<void()> configurationChanged,
       std::function<void(const std::string &)> toEditor)
      : configurationChanged_(std::move(configurationChanged)), toEditor_(std::move(toEditor)),
        includers_([this](const std::string &header, const Json &version, Json diagnostics) {
          addFromIncluders(header, version, std::move(diagnostics));
        }) {}

  Passed fromEditor(const std::string &message);
  Passed fromServer(const std::string &message);

private:
  /// A file that the editor has open.
  struct Document {
    Json version;
    std::string text;
    std::map<Json, std::uint64_t> hashes{}; ///< of the text of each version not yet diagnosed
    std::uint64_t diagnosedHash = 0;        ///< of the text with the diagnostics below
    Json diagnosedVersion;                  ///< of the diagnostics below
    Json diagnostics = Json::array();       ///< as clangd told them, with their fixes
    std::vector<Json> answers{};            ///< to requests for code actions, until they are known
    Json published{};                       ///< to the editor, without those below
    Json includedVersion{};                 ///< of the diagnostics below
    Json fromIncluders = Json::array();     ///< of a header: found through files that include it
  };
  /// A request for code actions that clangd is asked as well.
  struct Question {
    std::string address;
    Json context;
  };

  void initialize(Json &message);
  void follow(const std::string &method, const Json &parameters, Passed &passed);
  void watchConfigurations(Passed &passed);
  /// Has clangd look again at the open files whose configuration has changed.
  void heedConfigurations(Passed &passed);

  /// Has the headers that are open looked at through the sources that are.
  void lookAtHeaders();
  void addFromIncluders(const std::string &header, const Json &version, Json diagnostics);
  /// Adds what was found in a header through others to its diagnostics.
  static void addFromIncluders(const Document &document, Json &diagnostics);

  void introduce(Json &result);
  void diagnose(Json &parameters, Passed &passed);
  /// Adds our actions to an answer; null where the diagnostics they are made of aren't there yet.
  void addActions(Json &answer, const Question &question);
  /// Whether the diagnostics are those of the text at hand. clangd tells none of a text that is as
  /// it was.
  static bool isDiagnosed(const Document &document) {
    return !document.diagnosedVersion.is_null() &&
           document.diagnosedHash == tool::contentHash(document.text);
  }

  std::function<void()> configurationChanged_;
  std::function<void(const std::string &)> toEditor_;
  std::mutex mutex_;
  Configurations configurations_;
  std::map<std::string, Document> documents_; ///< by address
  std::map<std::string, Question> questions_; ///< by the request's id, as text
  std::string initializeId_;
  bool wantsFixesInDiagnostics_ = false; ///< a client of clangd's own extension
  bool canWatch_ = false;
  Columns columns_ = Columns::Utf16;
  Includers includers_;
};

/// The id of our own request, which is to be told of changed configurations.
static constexpr const char *WatchId = "corolint-watch-configurations";

/// The methods of which we want to hear what the editor says.
static constexpr llvm::StringLiteral Heard[] = {
    "initialize",
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "textDocument/codeAction",
    "workspace/didChangeWatchedFiles",
};

/// The member of a nested object, made where it isn't there.
static Json &memberAt(Json &object, std::initializer_list<const char *> path) {
  Json *at = &object;
  for (const char *name : path)
    at = &(*at)[name];
  return *at;
}

static std::string addressIn(const Json &parameters) {
  return parameters.value("textDocument", Json::object()).value("uri", "");
}

Passed Conversation::Talk::fromEditor(const std::string &message) {
  const bool isHeard = llvm::any_of(
      Heard, [&](llvm::StringRef method) { return llvm::StringRef(message).contains(method); });
  if (!isHeard && message.find(WatchId) == std::string::npos)
    return {{}, {message}};
  Json json = Json::parse(message, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object())
    return {{}, {message}};
  const std::lock_guard lock(mutex_);
  if (json.value("id", Json()) == WatchId)
    return {};
  const std::string method = json.value("method", "");
  Passed passed;
  if (method == "initialize") {
    initialize(json);
    passed.toServer.push_back(textOf(json));
    return passed;
  }
  passed.toServer.push_back(message);
  const Json parameters = json.contains("params") ? json["params"] : Json::object();
  if (method == "textDocument/codeAction")
    questions_[textOf(json["id"])] = {addressIn(parameters),
                                      parameters.value("context", Json::object())};
  follow(method, parameters, passed);
  return passed;
}

/// Has clangd tell the fixes with each diagnostic, and remembers what the client can do.
void Conversation::Talk::initialize(Json &message) {
  initializeId_ = textOf(message["id"]);
  Json &capabilities = memberAt(message, {"params", "capabilities"});
  if (!capabilities.is_object())
    return;
  Json &inDiagnostics =
      memberAt(capabilities, {"textDocument", "publishDiagnostics", "codeActionsInline"});
  wantsFixesInDiagnostics_ = inDiagnostics == true;
  inDiagnostics = true;
  const Json workspace = capabilities.value("workspace", Json::object());
  canWatch_ =
      workspace.value("didChangeWatchedFiles", Json::object()).value("dynamicRegistration", false);
}

void Conversation::Talk::follow(const std::string &method, const Json &parameters, Passed &passed) {
  const std::string address = addressIn(parameters);
  if (method == "initialized")
    watchConfigurations(passed);
  if (method == "textDocument/didOpen" || method == "textDocument/didChange") {
    Document &document = documents_[address];
    document.version = parameters["textDocument"].value("version", Json());
    document.text = parameters["textDocument"].value("text", document.text);
    for (const Json &change : parameters.value("contentChanges", Json::array()))
      applyChange(document.text, change, columns_);
    document.hashes[document.version] = tool::contentHash(document.text);
    if (configurations_.haveChanged(fileOfAddress(address)))
      configurationChanged_();
  }
  if (method == "textDocument/didClose")
    documents_.erase(address);
  if (method == "textDocument/didSave" || method == "workspace/didChangeWatchedFiles")
    heedConfigurations(passed);
  if (method == "textDocument/didSave" || method == "textDocument/didOpen")
    lookAtHeaders();
}

void Conversation::Talk::lookAtHeaders() {
  Includers::Look look;
  look.columns = columns_;
  for (const auto &[address, document] : documents_) {
    const std::string file = fileOfAddress(address);
    const llvm::StringRef extension = llvm::sys::path::extension(file);
    if (extension.starts_with(".h"))
      look.headers[file] = document.version;
    else if (extension.starts_with(".c"))
      look.sources.push_back(file);
  }
  if (!look.headers.empty() && !look.sources.empty())
    includers_.look(std::move(look));
}

void Conversation::Talk::addFromIncluders(const Document &document, Json &diagnostics) {
  if (document.includedVersion != document.version)
    return;
  for (const Json &diagnostic : document.fromIncluders) {
    const bool isKnown = llvm::any_of(diagnostics, [&](const Json &known) {
      return checkOf(known) == checkOf(diagnostic) &&
             known["range"]["start"] == diagnostic["range"]["start"];
    });
    if (!isKnown)
      diagnostics.push_back(diagnostic);
  }
}

void Conversation::Talk::addFromIncluders(const std::string &header, const Json &version,
                                          Json diagnostics) {
  std::string message;
  {
    const std::lock_guard lock(mutex_);
    const auto found = documents_.find(addressOfFile(header));
    if (found == documents_.end() || found->second.version != version)
      return; // changed meanwhile: it will be looked at when it is saved
    Document &document = found->second;
    const bool isSame =
        document.includedVersion == version && document.fromIncluders == diagnostics;
    document.includedVersion = version;
    document.fromIncluders = std::move(diagnostics);
    if (isSame || document.published.is_null() ||
        document.published.value("version", Json()) != version)
      return; // told with what clangd finds
    Json parameters = document.published;
    addFromIncluders(document, parameters["diagnostics"]);
    message = textOf(notification("textDocument/publishDiagnostics", std::move(parameters)));
  }
  toEditor_(message);
}

void Conversation::Talk::watchConfigurations(Passed &passed) {
  if (!canWatch_)
    return;
  Json watchers = Json::array();
  for (const char *glob : {"**/.clang-tidy", "**/.clangd", "**/.corolint.yaml"})
    watchers.push_back({{"globPattern", glob}});
  const Json registration = {{"id", WatchId},
                             {"method", "workspace/didChangeWatchedFiles"},
                             {"registerOptions", {{"watchers", watchers}}}};
  passed.toEditor.push_back(textOf({{"jsonrpc", "2.0"},
                                    {"id", WatchId},
                                    {"method", "client/registerCapability"},
                                    {"params", {{"registrations", {registration}}}}}));
}

void Conversation::Talk::heedConfigurations(Passed &passed) {
  bool areAny = false;
  for (const auto &[address, document] : documents_) {
    if (isConfiguration(fileOfAddress(address)) ||
        !configurations_.haveChanged(fileOfAddress(address)))
      continue;
    areAny = true;
    // clangd takes a file whose text and command are the same for done, unless it is told so.
    passed.toServer.push_back(
        textOf(notification("textDocument/didChange",
                            {{"textDocument", {{"uri", address}, {"version", document.version}}},
                             {"contentChanges", Json::array()},
                             {"wantDiagnostics", true},
                             {"forceRebuild", true}})));
  }
  if (areAny)
    configurationChanged_();
}

Passed Conversation::Talk::fromServer(const std::string &message) {
  const std::lock_guard lock(mutex_);
  const bool isOfInterest =
      !questions_.empty() || !initializeId_.empty() ||
      message.find("\"textDocument/publishDiagnostics\"") != std::string::npos ||
      message.find("\"coro") != std::string::npos;
  if (!isOfInterest)
    return {{message}, {}};
  Json json = Json::parse(message, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object())
    return {{message}, {}};
  Passed passed;
  if (json.value("method", "") == "textDocument/publishDiagnostics") {
    diagnose(json["params"], passed);
    passed.toEditor.insert(passed.toEditor.begin(), textOf(json));
    return passed;
  }
  const std::string id = json.contains("id") && !json.contains("method") ? textOf(json["id"]) : "";
  if (!id.empty() && id == initializeId_) {
    initializeId_.clear();
    if (json.contains("result"))
      introduce(json["result"]);
    return {{textOf(json)}, {}};
  }
  const auto question = questions_.find(id);
  if (id.empty() || question == questions_.end())
    return {{message}, {}};
  const Question asked = std::move(question->second);
  questions_.erase(question);
  if (!json.contains("result"))
    return {{message}, {}};
  if (json["result"].is_null())
    json["result"] = Json::array();
  improveActions(json["result"]);
  const auto document = documents_.find(asked.address);
  if (document == documents_.end())
    return {{textOf(json)}, {}};
  if (wantsFixAll(asked.context.value("only", Json())) && !isDiagnosed(document->second)) {
    document->second.answers.push_back(std::move(json));
    return {};
  }
  addActions(json, asked);
  return {{textOf(json)}, {}};
}

void Conversation::Talk::introduce(Json &result) {
  const Json said = result.value("capabilities", Json::object());
  const bool inBytes = said.value("positionEncoding", "") == "utf-8" ||
                       result.value("offsetEncoding", "") == "utf-8";
  columns_ = inBytes ? Columns::Bytes : Columns::Utf16;
  Json &actions = memberAt(result, {"capabilities", "codeActionProvider"});
  if (actions.is_object() && actions.contains("codeActionKinds"))
    actions["codeActionKinds"].push_back(FixAllKind.str());
}

void Conversation::Talk::addActions(Json &answer, const Question &question) {
  const Document &document = documents_[question.address];
  if (!isDiagnosed(document))
    return;
  const Json only = question.context.value("only", Json());
  const bool wantsFixes = !only.is_array() || only.empty() ||
                          std::find(only.begin(), only.end(), "quickfix") != only.end();
  if (wantsFixes)
    for (Json &action :
         commentFixes(question.context.value("diagnostics", Json::array()), document.diagnostics))
      answer["result"].push_back(std::move(action));
  if (wantsFixes)
    for (Json &action :
         fixAllOfEach(question.context.value("diagnostics", Json::array()), document.diagnostics))
      answer["result"].push_back(std::move(action));
  if (!wantsFixAll(only))
    return;
  if (Json action = fixAll(document.diagnostics); !action.is_null())
    answer["result"].push_back(std::move(action));
}

void Conversation::Talk::diagnose(Json &parameters, Passed &passed) {
  const std::string address = parameters.value("uri", "");
  const std::string file = fileOfAddress(address);
  Json &diagnostics = parameters["diagnostics"];
  if (isConfiguration(file)) {
    if (parameters.contains("version")) // clangd has read it as C++
      diagnostics = configurations_.diagnosticsOf(file);
    else
      configurations_.addToClangdFile(file, diagnostics);
    return;
  }
  const auto document = documents_.find(address);
  const bool isCurrent = document != documents_.end() &&
                         document->second.version == parameters.value("version", Json());
  if (isCurrent)
    for (Json &comment : judgeComments({address, file, document->second.text, columns_}))
      diagnostics.push_back(std::move(comment));
  improveDiagnostics(diagnostics);
  if (document != documents_.end()) {
    document->second.diagnostics = diagnostics;
    document->second.diagnosedVersion = parameters.value("version", Json());
    auto &hashes = document->second.hashes;
    document->second.diagnosedHash = hashes[document->second.diagnosedVersion];
    hashes.erase(hashes.begin(), hashes.find(document->second.diagnosedVersion));
    for (Json &answer : std::exchange(document->second.answers, {})) {
      addActions(answer, {address, {{"only", {FixAllKind.str()}}}});
      passed.toEditor.push_back(textOf(answer));
    }
  }
  if (!wantsFixesInDiagnostics_)
    for (Json &diagnostic : diagnostics)
      diagnostic.erase("codeActions");
  if (document == documents_.end())
    return; // closed: there is nothing to tell any more
  for (ConfigurationDiagnostics &told : configurations_.toTell(file))
    passed.toEditor.push_back(textOf(
        notification("textDocument/publishDiagnostics",
                     {{"uri", addressOfFile(told.file)}, {"diagnostics", told.diagnostics}})));
  std::set<std::string> open;
  for (const auto &[name, known] : documents_)
    open.insert(fileOfAddress(name));
  for (Json &problem : configurations_.atTopOf(file, open))
    diagnostics.push_back(std::move(problem));
  document->second.published = parameters;
  addFromIncluders(document->second, diagnostics);
}

/// What isn't a message of the protocol is none of ours: clangd says what it thinks of it.
static bool isOurAffair(const std::string &message, Passed &passed,
                        llvm::function_ref<Passed(const std::string &)> make) {
  try {
    passed = make(message);
    return true;
  } catch (const Json::exception &) {
    return false;
  }
}

Conversation::Conversation(std::function<void()> configurationChanged,
                           std::function<void(const std::string &)> toEditor)
    : talk_(std::make_unique<Talk>(std::move(configurationChanged), std::move(toEditor))) {}
Conversation::~Conversation() = default;

Passed Conversation::fromEditor(std::string message) {
  Passed passed;
  if (isOurAffair(message, passed, [&](const auto &text) { return talk_->fromEditor(text); }))
    return passed;
  return {{}, {std::move(message)}};
}

Passed Conversation::fromServer(std::string message) {
  Passed passed;
  if (isOurAffair(message, passed, [&](const auto &text) { return talk_->fromServer(text); }))
    return passed;
  return {{std::move(message)}, {}};
}

} // namespace corolint::clangd
