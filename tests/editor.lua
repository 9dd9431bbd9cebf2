-- A session of a real editor: run by LspTest in a headless Neovim with a file open. Waits for the finding, applies the first quick fix that is
-- offered at it, waits until the finding is gone, and writes what it saw as JSON to the file named by COROLINT_SEEN.
local seen = {}

local function await(what, condition)
  assert(vim.wait(150000, condition, 20), what .. " never happened")
end

local function session()
  local client = vim.lsp.start_client({
    name = "corolint",
    cmd = { os.getenv("COROLINT_PROGRAM"), "lsp", "--background-index=false", "--log=error" },
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(0, client)
  await("a finding", function() return #vim.diagnostic.get(0) > 0 end)
  local finding = vim.diagnostic.get(0)[1]
  seen.message, seen.line, seen.source, seen.code = finding.message, finding.lnum + 1, finding.source, finding.code

  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.ui.select = function(items, options, choose)
    seen.titles = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  local tick = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.code_action()
  await("the fix", function() return vim.api.nvim_buf_get_changedtick(0) ~= tick end)
  await("the end of the finding", function() return #vim.diagnostic.get(0) == 0 end)
  seen.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local ok, problem = pcall(session)
seen.problem = not ok and tostring(problem) or nil
vim.fn.writefile({ vim.fn.json_encode(seen) }, os.getenv("COROLINT_SEEN"))
vim.cmd("qall!")
