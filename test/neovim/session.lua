-- Opens the file given in $WEAKREF_LINT_FILE with the language server, and writes what an editor's user would see to $WEAKREF_LINT_REPORT.
local file = os.getenv('WEAKREF_LINT_FILE')
local report = { diagnostics = {}, hover = {}, actions = {}, text = {} }

local function finish(message)
  report.trouble = message
  vim.fn.writefile({ vim.fn.json_encode(report) }, os.getenv('WEAKREF_LINT_REPORT'))
  vim.cmd('qall!')
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    finish('waited in vain for ' .. what)
    return false
  end
  return true
end

local function main()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  -- `vim.lsp.start` came with Neovim 0.8; this works before and after.
  local client_id = vim.lsp.start_client({
    name = 'weakref-lint',
    cmd = { os.getenv('WEAKREF_LINT_NODE'), os.getenv('WEAKREF_LINT_PROGRAM'), 'server', '--stdio' },
    root_dir = vim.fn.fnamemodify(file, ':h'),
  })
  if not client_id then return finish('the server did not start') end
  vim.lsp.buf_attach_client(buffer, client_id)

  if not wait('a diagnostic', function() return #vim.diagnostic.get(buffer) > 0 end) then return end
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(report.diagnostics, { line = each.lnum, column = each.col, message = each.message, source = each.source, code = each.code })
  end

  local first = vim.diagnostic.get(buffer)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local hover = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'), 20000)
  if not hover or not hover[client_id] or not hover[client_id].result then return finish('no hover') end
  report.hover = hover[client_id].result.contents

  local params = vim.lsp.util.make_range_params(0, 'utf-16')
  params.context = { diagnostics = {} }
  local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 20000)
  if not answer or not answer[client_id] or not answer[client_id].result then return finish('no code actions') end
  for _, action in ipairs(answer[client_id].result) do
    table.insert(report.actions, { title = action.title, preferred = action.isPreferred == true })
  end
  vim.lsp.util.apply_workspace_edit(answer[client_id].result[1].edit, 'utf-16')
  if not wait('the diagnostic to go', function() return #vim.diagnostic.get(buffer) == 0 end) then return end
  report.text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  finish(nil)
end

local ok, message = pcall(main)
if not ok then finish(message) end
