#include "checks/Models.h"
#include "checks/EmbeddedFile.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint {

struct Models::Index {
  template <class R> using Section = llvm::StringMap<Known<R>>;
  Section<TaskRow> tasks;
  Section<Row> guards, markers, generators, joins, cancellations, entryPoints, mutexes, safeGuards,
      localStreams, timeouts, consumers, neverFails, cancellationTokens, errorBases,
      failsWhenClosed, views, reusedBuffers;
  Section<HopRow> hops;
  Section<SpawnerRow> spawners;
  Section<TokenRow> discardingTokens;
  Section<AggregateRow> aggregates;
  Section<BlockingRow> blocking;
  Section<NetworkRow> network;
  Section<CallableRow> offloaders, keepers, forgetters, callers, callbacks;
  Section<ResultRow> errorResults;
  Section<ErrorAwaitRow> errorValueAwaits;
  Section<ContinuationRow> continuations;
  Section<ThreadBoundRow> threadBound;
  llvm::StringMap<const Library *> namespaces;
};

template <class R>
static void enter(llvm::StringMap<Known<R>> &section, const std::vector<R> &rows,
                  const Library &library) {
  for (const R &row : rows) {
    if (llvm::StringRef(row.name).starts_with("::")) {
      section.try_emplace(llvm::StringRef(row.name).drop_front(2), Known<R>{&row, &library});
      continue;
    }
    if (library.namespaces.empty())
      section.try_emplace(row.name, Known<R>{&row, &library});
    for (const std::string &space : library.namespaces)
      section.try_emplace(space + "::" + row.name, Known<R>{&row, &library});
  }
}

Models::Models(std::vector<Library> libraries, std::shared_ptr<const Models> fallback)
    : libraries_(std::move(libraries)), index_(std::make_unique<Index>()),
      fallback_(std::move(fallback)) {
  for (const Library &library : libraries_) {
    enter(index_->tasks, library.tasks, library);
    enter(index_->guards, library.guards, library);
    enter(index_->markers, library.markers, library);
    enter(index_->generators, library.generators, library);
    enter(index_->spawners, library.spawners, library);
    enter(index_->discardingTokens, library.discardingTokens, library);
    enter(index_->joins, library.joins, library);
    enter(index_->aggregates, library.aggregates, library);
    enter(index_->blocking, library.blocking, library);
    enter(index_->offloaders, library.offloaders, library);
    enter(index_->hops, library.hops, library);
    enter(index_->cancellations, library.cancellations, library);
    enter(index_->errorResults, library.errorResults, library);
    enter(index_->errorValueAwaits, library.errorValueAwaits, library);
    enter(index_->continuations, library.continuations, library);
    enter(index_->entryPoints, library.entryPoints, library);
    enter(index_->mutexes, library.mutexes, library);
    enter(index_->safeGuards, library.safeGuards, library);
    enter(index_->threadBound, library.threadBound, library);
    enter(index_->network, library.network, library);
    enter(index_->localStreams, library.localStreams, library);
    enter(index_->timeouts, library.timeouts, library);
    enter(index_->consumers, library.consumers, library);
    enter(index_->neverFails, library.neverFails, library);
    enter(index_->views, library.views, library);
    enter(index_->reusedBuffers, library.reusedBuffers, library);
    enter(index_->cancellationTokens, library.cancellationTokens, library);
    enter(index_->errorBases, library.errorBases, library);
    enter(index_->failsWhenClosed, library.failsWhenClosed, library);
    enter(index_->keepers, library.keepers, library);
    enter(index_->forgetters, library.forgetters, library);
    enter(index_->callers, library.callers, library);
    enter(index_->callbacks, library.callbacks, library);
    for (const std::string &space : library.namespaces)
      index_->namespaces.try_emplace(space, &library);
  }
}

Models::~Models() = default;

extern const EmbeddedFile embeddedModels[];
extern const std::size_t embeddedModelsCount;

std::shared_ptr<const Models> Models::builtin() {
  static const std::shared_ptr<const Models> Builtin = [] {
    std::vector<Library> libraries;
    for (std::size_t i = 0; i < embeddedModelsCount; ++i) {
      llvm::Expected<Library> library =
          parseLibrary(llvm::MemoryBufferRef(embeddedModels[i].text, embeddedModels[i].name));
      // A test reads each of them: one that can't be read never ships.
      if (!library)
        llvm::report_fatal_error(library.takeError());
      libraries.push_back(std::move(*library));
    }
    return std::shared_ptr<const Models>(new Models(std::move(libraries), nullptr));
  }();
  return Builtin;
}

std::shared_ptr<const Models> Models::withUser(Library user, std::vector<std::string> own) {
  std::vector<Library> libraries;
  libraries.push_back(std::move(user));
  std::shared_ptr<Models> models(new Models(std::move(libraries), builtin()));
  models->own_ = std::move(own);
  return models;
}

std::string Models::configurationFor(llvm::StringRef path, llvm::vfs::FileSystem &files) {
  llvm::SmallString<256> absolute(path);
  if (files.makeAbsolute(absolute))
    return {};
  llvm::sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
  for (llvm::StringRef folder = llvm::sys::path::parent_path(absolute); !folder.empty();
       folder = llvm::sys::path::parent_path(folder)) {
    llvm::SmallString<256> candidate(folder);
    llvm::sys::path::append(candidate, ".corolint.yaml");
    if (files.exists(candidate))
      return candidate.str().str();
  }
  return {};
}

llvm::Expected<std::shared_ptr<const Models>> Models::forFile(llvm::StringRef path,
                                                              llvm::vfs::FileSystem &files) {
  const std::string configuration = configurationFor(path, files);
  if (configuration.empty())
    return builtin();
  auto text = files.getBufferForFile(configuration);
  if (!text)
    return llvm::createStringError(text.getError(),
                                   configuration + ": " + text.getError().message());
  llvm::Expected<Configuration> parsed =
      parseConfiguration(llvm::MemoryBufferRef((*text)->getBuffer(), configuration));
  if (!parsed)
    return parsed.takeError();
  std::vector<std::string> own;
  for (const std::string &folder : parsed->own) {
    llvm::SmallString<256> full(folder);
    llvm::sys::path::make_absolute(llvm::sys::path::parent_path(configuration), full);
    llvm::sys::path::remove_dots(full, /*remove_dot_dot=*/true);
    own.push_back(full.str().rtrim('/').str());
  }
  return withUser(std::move(parsed->models), std::move(own));
}

std::string modelName(const clang::NamedDecl &declaration) {
  // A constructor's own name has the template arguments of its class.
  const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&declaration);
  llvm::SmallVector<std::string, 6> parts{constructor ? constructor->getParent()->getNameAsString()
                                                      : declaration.getNameAsString()};
  for (const clang::DeclContext *context = declaration.getDeclContext(); context;
       context = context->getParent()) {
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(context)) {
      if (!space->isInline() && !space->isAnonymousNamespace())
        parts.push_back(space->getNameAsString());
    } else if (const auto *named = llvm::dyn_cast<clang::TagDecl>(context)) {
      parts.push_back(named->getNameAsString());
    }
  }
  return llvm::join(llvm::reverse(parts), "::");
}

template <class R>
Known<R> Models::find(llvm::StringMap<Known<R>> Index::*section,
                      const clang::NamedDecl &declaration) const {
  // Operators and conversions have names too; a declaration without any can't be in a model.
  if (declaration.getDeclName().isEmpty())
    return {};
  const std::string name = modelName(declaration);
  for (const Models *models = this; models; models = models->fallback_.get())
    if (const auto found = ((*models->index_).*section).find(name);
        found != ((*models->index_).*section).end())
      return found->second;
  return {};
}

Known<TaskRow> Models::task(const clang::NamedDecl &d) const { return find(&Index::tasks, d); }
Known<Row> Models::guard(const clang::NamedDecl &d) const { return find(&Index::guards, d); }
Known<Row> Models::marker(const clang::NamedDecl &d) const { return find(&Index::markers, d); }
Known<Row> Models::generator(const clang::NamedDecl &d) const {
  return find(&Index::generators, d);
}
Known<SpawnerRow> Models::spawner(const clang::NamedDecl &d) const {
  return find(&Index::spawners, d);
}
Known<TokenRow> Models::discardingToken(const clang::NamedDecl &d) const {
  return find(&Index::discardingTokens, d);
}
Known<Row> Models::join(const clang::NamedDecl &d) const { return find(&Index::joins, d); }
Known<AggregateRow> Models::aggregate(const clang::NamedDecl &d) const {
  return find(&Index::aggregates, d);
}
Known<BlockingRow> Models::blocking(const clang::NamedDecl &d) const {
  const Known<BlockingRow> found = find(&Index::blocking, d);
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&d);
  return found && found.library->linkage == "C" && function && !function->isExternC()
             ? Known<BlockingRow>()
             : found;
}
Known<CallableRow> Models::offloader(const clang::NamedDecl &d) const {
  return find(&Index::offloaders, d);
}
Known<HopRow> Models::hop(const clang::NamedDecl &d) const { return find(&Index::hops, d); }
Known<Row> Models::cancellation(const clang::NamedDecl &d) const {
  return find(&Index::cancellations, d);
}
Known<Row> Models::cancellationToken(const clang::NamedDecl &d) const {
  return find(&Index::cancellationTokens, d);
}
Known<Row> Models::failsWhenClosed(const clang::NamedDecl &d) const {
  return find(&Index::failsWhenClosed, d);
}
Known<Row> Models::errorBase(const clang::NamedDecl &d) const {
  return find(&Index::errorBases, d);
}
Known<ResultRow> Models::errorResult(const clang::NamedDecl &d) const {
  return find(&Index::errorResults, d);
}
Known<ErrorAwaitRow> Models::errorValueAwait(const clang::NamedDecl &d) const {
  return find(&Index::errorValueAwaits, d);
}
Known<ContinuationRow> Models::continuation(const clang::NamedDecl &d) const {
  return find(&Index::continuations, d);
}
Known<Row> Models::entryPoint(const clang::NamedDecl &d) const {
  return find(&Index::entryPoints, d);
}
Known<Row> Models::mutex(const clang::NamedDecl &d) const { return find(&Index::mutexes, d); }
Known<Row> Models::safeGuard(const clang::NamedDecl &d) const {
  return find(&Index::safeGuards, d);
}
Known<ThreadBoundRow> Models::threadBound(const clang::NamedDecl &d) const {
  return find(&Index::threadBound, d);
}
Known<NetworkRow> Models::network(const clang::NamedDecl &d) const {
  return find(&Index::network, d);
}
Known<Row> Models::localStream(const clang::NamedDecl &d) const {
  return find(&Index::localStreams, d);
}
Known<Row> Models::timeout(const clang::NamedDecl &d) const { return find(&Index::timeouts, d); }
Known<Row> Models::consumer(const clang::NamedDecl &d) const { return find(&Index::consumers, d); }
Known<Row> Models::neverFails(const clang::NamedDecl &d) const {
  return find(&Index::neverFails, d);
}
Known<Row> Models::view(const clang::NamedDecl &d) const { return find(&Index::views, d); }
Known<Row> Models::reusedBuffer(const clang::NamedDecl &d) const {
  return find(&Index::reusedBuffers, d);
}
Known<CallableRow> Models::keeper(const clang::NamedDecl &d) const {
  return find(&Index::keepers, d);
}
Known<CallableRow> Models::forgetter(const clang::NamedDecl &d) const {
  return find(&Index::forgetters, d);
}
Known<CallableRow> Models::caller(const clang::NamedDecl &d) const {
  return find(&Index::callers, d);
}
Known<CallableRow> Models::callback(const clang::NamedDecl &d) const {
  return find(&Index::callbacks, d);
}

const Library *Models::libraryOf(const clang::NamedDecl &declaration) const {
  llvm::SmallVector<llvm::StringRef, 4> inner;
  for (const clang::DeclContext *context = declaration.getDeclContext(); context;
       context = context->getParent()) {
    const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(context);
    if (!space)
      continue;
    const std::string name = modelName(*space);
    for (const Models *models = this; models; models = models->fallback_.get())
      if (const auto found = models->index_->namespaces.find(name);
          found != models->index_->namespaces.end())
        return llvm::any_of(inner,
                            [&](llvm::StringRef passed) {
                              return llvm::is_contained(found->second->usersNamespaces, passed);
                            })
                   ? nullptr
                   : found->second;
    inner.push_back(space->getName());
  }
  return nullptr;
}

/// Whether a path is one of these headers, or below one of these folders, wherever that stands.
static bool isHeaderOf(llvm::StringRef path, const std::vector<std::string> &headers) {
  const auto begins = [&](size_t at) { return at == 0 || path[at - 1] == '/'; };
  return llvm::any_of(headers, [&](llvm::StringRef header) {
    if (!header.ends_with("/"))
      return path.ends_with(header) && begins(path.size() - header.size());
    size_t at = path.find(header);
    while (at != llvm::StringRef::npos && !begins(at))
      at = path.find(header, at + 1);
    return at != llvm::StringRef::npos;
  });
}

const Library *Models::libraryOfHeader(llvm::StringRef path) const {
  for (const Library *library : libraries())
    if (isHeaderOf(path, library->headers))
      return library;
  return nullptr;
}

bool Models::isTestHeader(llvm::StringRef path) const {
  return llvm::any_of(
             libraries_,
             [&](const Library &library) { return isHeaderOf(path, library.testHeaders); }) ||
         (fallback_ && fallback_->isTestHeader(path));
}

std::vector<const Library *> Models::libraries() const {
  std::vector<const Library *> result;
  for (const Models *models = this; models; models = models->fallback_.get())
    for (const Library &library : models->libraries_)
      result.push_back(&library);
  return result;
}

} // namespace corolint
