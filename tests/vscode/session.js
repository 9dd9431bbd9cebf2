// A session of VS Code's own client library with corolint-clangd. Usage: node session.js SERVER FOLDER MODULES; prints what it saw as
// JSON. FOLDER has a.cpp; MODULES has vscode-languageclient.
'use strict';
const Module = require('module');
const fs = require('fs');
const path = require('path');
const { vscode, events, seen } = require('./vscode.js');

const [server, folder, modules] = process.argv.slice(2);
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const { LanguageClient } = require(path.join(modules, 'vscode-languageclient/node'));

const file = path.join(folder, 'a.cpp');
const document = {
  uri: vscode.Uri.file(file), languageId: 'cpp', version: 1, isClosed: false, text: fs.readFileSync(file, 'utf8'),
  getText() { return this.text; },
  offsetAt({ line, character }) { return this.text.split('\n').slice(0, line).reduce((sum, l) => sum + l.length + 1, 0) + character; },
};

/// Makes the edits of an action in the document, last first, as the editor does when one is chosen.
function apply(edits) {
  const sorted = [...edits].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
  const contentChanges = sorted.map(({ range, newText }) => {
    const [begin, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    document.text = document.text.slice(0, begin) + newText + document.text.slice(end);
    return { range, rangeOffset: begin, rangeLength: end - begin, text: newText };
  });
  ++document.version;
  events.onDidChangeTextDocument.fire({ document, contentChanges, reason: undefined });
}

/// The diagnostics of the document once they fulfil a condition.
function diagnostics(what, condition) {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error(`${what} never came`)), 150000);
    const look = () => {
      const now = seen.diagnostics.get(document.uri.toString());
      if (!now || !condition(now))
        return;
      clearTimeout(tooLong);
      subscription.dispose();
      resolve(now);
    };
    const subscription = seen.published.event(look);
    look();
  });
}

const token = new vscode.CancellationTokenSource().token;

async function actions(range, context) {
  const all = await Promise.all(seen.actionProviders.map(({ provider }) => provider.provideCodeActions(document, range, context, token)));
  return all.flat().filter(Boolean);
}

async function session() {
  const saw = {};
  const client = new LanguageClient('clangd', 'corolint', { command: server, args: ['--background-index=false', '--log=error'] },
    { documentSelector: [{ scheme: 'file', language: 'cpp' }], initializationOptions: {} });
  vscode.workspace.textDocuments.push(document);
  await client.start();
  const [finding] = await diagnostics('a finding', (all) => all.length > 0);
  saw.finding = { line: finding.range.start.line, message: finding.message, severity: finding.severity, source: finding.source, code: finding.code };
  saw.kinds = seen.actionProviders.flatMap(({ metadata }) => (metadata.providedCodeActionKinds || []).map((kind) => kind.value));
  saw.watched = seen.watched;

  const offered = await actions(finding.range, { diagnostics: [finding], only: undefined, triggerKind: 1 });
  const fixes = offered.filter((action) => action.kind && action.kind.value === 'quickfix');
  saw.titles = fixes.map((fix) => fix.title);
  saw.preferred = fixes.filter((fix) => fix.isPreferred).map((fix) => fix.title);

  // As on save, with "editor.codeActionsOnSave": {"source.fixAll.corolint": "explicit"}.
  const whole = new vscode.Range(0, 0, document.text.split('\n').length - 1, 0);
  const [all] = await actions(whole, { diagnostics: [], only: new vscode.CodeActionKind('source.fixAll.corolint'), triggerKind: 2 });
  saw.fixAll = all && { title: all.title, kind: all.kind && all.kind.value };
  apply(all.edit.edits);
  await diagnostics('the end of the findings', (now) => now.length === 0);
  saw.text = document.text;
  await client.stop();
  return saw;
}

session().then((saw) => console.log(JSON.stringify(saw)), (problem) => console.log(JSON.stringify({ problem: String(problem.stack || problem), errors: seen.errors }))).finally(() => process.exit(0));
