// Reports made up for the page's test: an ordinary one, a comparison, a hostile, an empty, a long.

const session = `#include "net/session.h"

namespace net {

// Greets the peer, then reads until it closes.
awaitable<void> Session::run() {
  std::unique_lock lock(mutex_);
  auto hello = co_await read_line(socket_);
  if (hello.empty())
    co_return;
  ping();
  co_await write(socket_, "welcome to \\"chat\\"\\n");
  for (int turn = 0; turn < 1'000; ++turn)
    co_await relay(hello, turn);
}

} // namespace net`.split("\n");

const server = `void Server::accept(tcp::socket peer) {
  auto executor = peer.get_executor();
  auto session = std::make_shared<Session>(std::move(peer));
  co_spawn(executor, session->run(), detached);
}`.split("\n");

const explanation = `coro-unawaited-task

a task is made and dropped, so its code never runs

* Severity: warning
* Default: on
* Fix: puts \`co_await\` in front (safe where the caller
  is a coroutine)

A lazy task runs only once it is awaited. A call that drops the task that it returns looks as if it
did the work, and does nothing.

    // warns:
    task<void> ping();
    task<void> run() {
      ping(); // nothing happens

      co_return;
    }

    // is fine:
    task<void> run() { co_await ping(); }

Silent are tasks that are cast to \`void\`.
`;

const around = (lines, line, before = 3, after = 3) =>
  lines
    .map((text, index) => ({ number: index + 1, text }))
    .slice(Math.max(0, line - 1 - before), line + after);

function finding(patch) {
  return {
    id: "0",
    check: "coro-unawaited-task",
    severity: "warning",
    confidence: "high",
    message: "the task that 'ping' returns is dropped, so its code never runs",
    path: "src/net/session.cpp",
    line: 11,
    column: 3,
    endLine: 11,
    endColumn: 9,
    function: "net::Session::run",
    library: "asio",
    suppressed: null,
    change: null,
    code: around(session, 11),
    steps: [],
    fixes: [],
    ...patch,
  };
}

const unawaited = finding({
  id: "unawaited",
  severity: "error",
  steps: [
    {
      message: "'ping' only makes the task here",
      path: "src/net/session.cpp",
      line: 11,
      column: 3,
      text: "  ping();",
    },
    {
      message: "the task is destroyed at the end of the statement, before it ran",
      path: "src/net/session.cpp",
      line: 11,
      column: 9,
      text: null,
    },
  ],
  fixes: [
    {
      title: "await it",
      safety: "safe",
      lines: [
        { sign: " ", number: 10, text: "    co_return;" },
        { sign: "-", number: 11, text: "  ping();" },
        { sign: "+", number: null, text: "  co_await ping();" },
        { sign: " ", number: 12, text: '  co_await write(socket_, "welcome to \\"chat\\"\\n");' },
      ],
    },
  ],
});

const held = finding({
  id: "held",
  check: "coro-held-across-suspension",
  message: "'lock' is held while the coroutine is suspended: other threads may wait for it",
  line: 7,
  column: 20,
  endLine: 7,
  endColumn: 24,
  code: around(session, 7, 4, 6),
  steps: [
    ["'accept' starts the session", "src/server.cpp", 4, 22, server[3]],
    ["the mutex is locked", "src/net/session.cpp", 7, 20, session[6]],
    ["the coroutine is suspended here, with the mutex locked", "src/net/session.cpp", 8, 16, null],
    ["'read_line' waits for the peer", "src/net/io.cpp", 41, 3, "  co_await read(socket, line);"],
    ["it is unlocked only where the coroutine ends", "src/net/session.cpp", 15, 1, "}"],
  ].map(([message, path, line, column, text]) => ({ message, path, line, column, text })),
});

const detached = finding({
  id: "detached",
  check: "coro-detached-task",
  message: "nobody learns of what the session throws: 'detached' drops its exceptions",
  path: "src/server.cpp",
  line: 4,
  column: 38,
  endLine: 4,
  endColumn: 46,
  function: "Server::accept",
  code: around(server, 4),
  fixes: [
    {
      title: "pass a handler that rethrows",
      safety: "unsafe",
      lines: [
        { sign: "-", number: 4, text: server[3] },
        { sign: "+", number: null, text: "  co_spawn(executor, session->run(), rethrow);" },
      ],
    },
  ],
});

const blocking = finding({
  id: "blocking",
  check: "coro-blocking-call",
  severity: "note",
  confidence: "medium",
  message: "'sleep_for' blocks the thread that also runs the other coroutines",
  path: "src/jobs/daily/report.cpp",
  line: 88,
  column: 8,
  endLine: 88,
  endColumn: 30,
  function: "jobs::daily",
  library: "",
  code: [],
});

/// Columns count bytes, not characters.
const unicode = finding({
  id: "unicode",
  message: "the task that 'grüße' returns is dropped",
  path: "src/jobs/grüße.cpp",
  line: 3,
  column: 18,
  endLine: 3,
  endColumn: 25,
  code: [{ number: 3, text: '  say("🙂ß"); grüße();' }],
});

const suppressed = finding({
  id: "suppressed",
  check: "coro-blocking-call",
  severity: "note",
  message: "'getaddrinfo' blocks the thread that also runs the other coroutines",
  path: "src/net/io.cpp",
  line: 12,
  suppressed: { by: "comment", reason: "only at the start" },
  code: [],
});

const abouts = {
  "coro-unawaited-task": "a task is made and dropped, so its code never runs",
  "coro-held-across-suspension": "a lock is held while the coroutine is suspended",
  "coro-detached-task": "work is started in the background, and nobody learns that it failed",
  "coro-blocking-call": "a call blocks the thread that runs the other coroutines",
};

function report(findings, patch = {}) {
  const checks = [...new Set(findings.map((one) => one.check))].map((id) => ({
    id,
    count: findings.filter((one) => one.check === id).length,
    about: abouts[id] ?? "a made-up check",
    explanation: explanation.replace("coro-unawaited-task", id),
    page: id === "coro-detached-task" ? `https://example.org/checks/${id}/` : "",
  }));
  const files = new Set(findings.map((one) => one.path)).size;
  return {
    version: "0.1.0",
    summary: `${findings.length} findings in ${files} of 120 files; 4 files were not analysed`,
    inventory: {
      coroutines: 1234,
      taskTypes: [
        { type: "boost::asio::awaitable", library: "asio", coroutines: 902 },
        { type: "cppcoro::task", library: "cppcoro", coroutines: 301 },
        { type: "jobs::Job", library: "", coroutines: 31 },
      ],
      starts: [
        { function: "boost::asio::co_spawn", library: "asio", count: 112, detached: 47 },
        { function: "cppcoro::sync_wait", library: "cppcoro", count: 9, detached: 0 },
        { function: "jobs::start", library: "", count: 5, detached: 5 },
      ],
      suppressions: { withReason: 13, withoutReason: 2 },
    },
    files: {
      files: 120,
      analysed: 80,
      withoutCoroutines: 32,
      notCpp20: 1,
      excluded: 3,
      notAnalysed: 4,
    },
    notAnalysed: [
      { path: "src/legacy/bridge.cpp", reason: "error: 'x.h' file not found, and 3 more errors" },
      { path: "src/legacy/pump.cpp", reason: "error: 'x.h' file not found" },
      { path: "src/gen/tables.cpp", reason: "took longer than 120 seconds" },
      { path: "src/gen/names.cpp", reason: "no compile command" },
    ],
    checks,
    findings,
    comparison: null,
    ...patch,
  };
}

const folders = ["src/net", "src/net/tls", "src/jobs", "src/jobs/daily", "src/store", "app"];
const checkIds = Object.keys(abouts);

/// As many findings as asked, over folders, files, checks and severities.
function filler(count) {
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(((index * index) % 101) / 17);
    return finding({
      id: `filler-${index}`,
      check: checkIds[(index * 7) % 11 % checkIds.length],
      severity: ["warning", "warning", "note", "error"][(index * 5) % 7 % 4],
      confidence: ["high", "medium", "low"][index % 3],
      message: `the task that 'job_${index}' returns is dropped, so its code never runs`,
      path: `${folders[at]}/file${index % 9}.cpp`,
      function: `job_${index}`,
      library: ["asio", "cppcoro", ""][index % 3],
    });
  });
}

export const ordinary = () =>
  report([unawaited, held, detached, blocking, unicode, suppressed, ...filler(40)]);

export const long = (count) => report(filler(count));

const files = { files: 112, analysed: 80, withoutCoroutines: 32, notCpp20: 0, excluded: 0 };

export const empty = () =>
  report([], {
    summary: "No findings in 80 files",
    files: { ...files, notAnalysed: 0 },
    notAnalysed: [],
  });

const compared = { old: "last-week.json", new: "today.json" };

export const comparison = () =>
  report(
    [
      { ...unawaited, change: "unchanged" },
      { ...held, change: "introduced" },
      { ...detached, change: "fixed" },
      { ...blocking, change: "introduced" },
      ...filler(6).map((one) => ({ ...one, change: "unchanged" })),
    ],
    { comparison: { ...compared, introduced: 2, fixed: 1, unchanged: 7 } },
  );

export const hostileText =
  "</script><img src=x onerror=globalThis.pwned=1> <!-- ]]> &amp; \u2028 \u202e turned \u202c";

/// Wherever text may stand, text that would break out of it.
export function hostile() {
  const text = hostileText;
  const one = finding({
    id: text,
    check: text,
    message: text,
    path: `src/${text}.cpp`,
    function: text,
    library: text,
    column: 1,
    endColumn: 12,
    suppressed: { by: "baseline", reason: text },
    change: "introduced",
    code: [{ number: 11, text }],
    steps: [{ message: text, path: text, line: 11, column: 1, text }],
    fixes: [{ title: text, safety: "unsafe", lines: [{ sign: "+", number: null, text }] }],
  });
  const data = report([one], { version: text, summary: text });
  data.checks = [
    { id: text, count: 1, about: text, explanation: text, page: "javascript:globalThis.pwned=1" },
  ];
  data.notAnalysed = [{ path: text, reason: text }];
  data.inventory.taskTypes = [{ type: text, library: text, coroutines: 1 }];
  data.inventory.starts = [{ function: text, library: text, count: 1, detached: 1 }];
  data.comparison = { old: text, new: text, introduced: 1, fixed: 0, unchanged: 0 };
  return data;
}

/// The page with this data, written as corolint writes it.
export const fill = (template, data) =>
  template.replace("@REPORT@", () => JSON.stringify(data).replaceAll("<", "\\u003c"));
