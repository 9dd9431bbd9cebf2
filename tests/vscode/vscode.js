// As much of the `vscode` module as VS Code's client library needs outside of VS Code: one window with one document, which the
// session edits. What isn't here answers as a class, a function or a namespace that does nothing.
'use strict';
const { EventEmitter: Emitter } = require('events');
const { pathToFileURL, fileURLToPath } = require('url');

class Disposable {
  constructor(end) { this.end = end; }
  dispose() { if (this.end) this.end(); }
  static from(...all) { return new Disposable(() => all.forEach((one) => one.dispose())); }
}
class EventEmitter {
  constructor() {
    this.emitter = new Emitter();
    this.event = (listener, self) => {
      const bound = self ? listener.bind(self) : listener;
      this.emitter.on('fire', bound);
      return new Disposable(() => this.emitter.off('fire', bound));
    };
  }
  fire(value) { this.emitter.emit('fire', value); }
  dispose() { this.emitter.removeAllListeners(); }
}
class Uri {
  constructor(text) { Object.assign(this, { text, scheme: text.split(':')[0], path: decodeURIComponent(new URL(text).pathname) }); this.fsPath = this.path; }
  toString() { return this.text; }
  with() { return this; }
  static parse(text) { return new Uri(text); }
  static file(path) { return new Uri(pathToFileURL(path).href); }
}
class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range {
  constructor(a, b, c, d) { [this.start, this.end] = typeof a === 'number' ? [new Position(a, b), new Position(c, d)] : [a, b]; }
}
class Location { constructor(uri, range) { Object.assign(this, { uri, range }); } }
class Diagnostic { constructor(range, message, severity) { Object.assign(this, { range, message, severity }); } }
class DiagnosticRelatedInformation { constructor(location, message) { Object.assign(this, { location, message }); } }
class TextEdit { constructor(range, newText) { Object.assign(this, { range, newText }); } }
class WorkspaceEdit {
  constructor() { this.edits = []; }
  replace(uri, range, newText) { this.edits.push(new TextEdit(range, newText)); }
  insert(uri, position, newText) { this.replace(uri, new Range(position, position), newText); }
  delete(uri, range) { this.replace(uri, range, ''); }
  set(uri, edits) { this.edits.push(...edits.map((edit) => (Array.isArray(edit) ? edit[0] : edit))); }
}
class CodeAction { constructor(title, kind) { Object.assign(this, { title, kind }); } }
class CodeActionKind {
  constructor(value) { this.value = value; }
  append(part) { return new CodeActionKind(this.value ? `${this.value}.${part}` : part); }
}
CodeActionKind.Empty = new CodeActionKind('');
for (const [name, value] of Object.entries({ QuickFix: 'quickfix', Refactor: 'refactor', Source: 'source', SourceFixAll: 'source.fixAll',
  SourceOrganizeImports: 'source.organizeImports', RefactorExtract: 'refactor.extract', RefactorInline: 'refactor.inline', RefactorRewrite: 'refactor.rewrite' }))
  CodeActionKind[name] = new CodeActionKind(value);
class CancellationTokenSource {
  constructor() { this.token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event }; }
  cancel() {}
  dispose() {}
}

/// Answers whatever is asked of it: a namespace of classes, functions and events that do nothing.
function nothing(known) {
  return new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === 'symbol')
        return target[name];
      if (name.startsWith('on'))
        return (target[name] = new EventEmitter().event);
      return (target[name] = /^[A-Z]/.test(name) ? class {} : () => new Disposable());
    },
  });
}

const events = {};
for (const name of ['onDidOpenTextDocument', 'onDidChangeTextDocument', 'onDidCloseTextDocument', 'onDidSaveTextDocument'])
  events[name] = new EventEmitter();
const emitted = Object.fromEntries(Object.entries(events).map(([name, emitter]) => [name, emitter.event]));

/// What the session looks at: diagnostics as the client publishes them, and who provides code actions.
const seen = { errors: [], diagnostics: new Map(), published: new EventEmitter(), actionProviders: [], watched: [] };

const languages = nothing({
  match: () => 10,
  createDiagnosticCollection: () => ({
    set(uri, diagnostics) { seen.diagnostics.set(uri.toString(), diagnostics); seen.published.fire(uri.toString()); },
    delete() {}, clear() {}, has: () => false, get: () => [], forEach() {}, dispose() {},
  }),
  registerCodeActionsProvider(selector, provider, metadata) { seen.actionProviders.push({ provider, metadata }); return new Disposable(); },
});
const channel = nothing({ append() {}, appendLine(line) { seen.errors.push(line); }, clear() {}, show() {}, dispose() {}, logLevel: 1 });
const workspace = nothing({
  ...emitted,
  textDocuments: [], notebookDocuments: [], workspaceFolders: undefined,
  getConfiguration: () => ({ get: (key, value) => value }),
  createFileSystemWatcher(pattern) {
    seen.watched.push(typeof pattern === 'string' ? pattern : pattern.pattern);
    const changed = new EventEmitter();
    seen.fileChanged = (path) => changed.fire(Uri.file(path));
    return { onDidCreate: new EventEmitter().event, onDidChange: changed.event, onDidDelete: new EventEmitter().event, dispose() {} };
  },
});
const shown = async (message) => { seen.errors.push(message); };
const window = nothing({
  showErrorMessage: shown, showWarningMessage: shown, showInformationMessage: shown,
  createOutputChannel: () => channel, visibleTextEditors: [], activeTextEditor: undefined, tabGroups: { all: [], onDidChangeTabs: new EventEmitter().event } });

const vscode = nothing({
  version: '1.90.0', Disposable, EventEmitter, Uri, Position, Range, Location, Diagnostic, DiagnosticRelatedInformation, TextEdit, WorkspaceEdit, CodeAction, CodeActionKind,
  CancellationTokenSource, languages, workspace, window,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  TextDocumentSaveReason: { Manual: 1, AfterDelay: 2, FocusOut: 3 },
  TextDocumentChangeReason: { Undo: 1, Redo: 2 },
  l10n: { t: (text) => text },
  env: nothing({ language: 'en', appName: 'test' }),
  commands: nothing({}), extensions: nothing({ all: [] }),
});
for (const name of ['CompletionItemKind', 'SymbolKind', 'SymbolTag', 'CompletionItemTag', 'CompletionTriggerKind', 'InlayHintKind', 'FoldingRangeKind', 'SignatureHelpTriggerKind', 'DocumentHighlightKind', 'InlineCompletionTriggerKind', 'FileType', 'FileChangeType', 'NotebookCellKind', 'ProgressLocation', 'StatusBarAlignment', 'UIKind', 'LogLevel', 'ViewColumn'])
  vscode[name] = nothing({});

module.exports = { vscode, events, seen, fileURLToPath };
