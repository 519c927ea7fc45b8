-- Drives the language server from Neovim: opens a plan, asks for what an editor asks for, and prints the answers as JSON.
-- Called as: nvim --headless -u NONE -l … is newer than what Debian has, hence: nvim --headless -u NONE -S neovim.lua
local server = vim.env.HEADWAY_SERVER
local plan = vim.env.HEADWAY_PLAN
local out = vim.env.HEADWAY_OUT
local results = {}

local function finish()
  local file = assert(io.open(out, 'w'))
  file:write(vim.json and vim.json.encode(results) or vim.fn.json_encode(results))
  file:close()
  vim.cmd('qall!')
end

local function ask(buffer, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 5000)
  for _, answer in pairs(answers or {}) do
    if answer.error then return { error = answer.error.message } end
    return answer.result
  end
end

-- As in docs/editors.md.
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = { '*.plan.yaml', '*.plan.yml' },
  callback = function(event)
    vim.bo[event.buf].filetype = 'headway'
    local client = vim.lsp.start_client({
      name = 'headway',
      cmd = { 'node', server, '--stdio' },
      root_dir = vim.fn.fnamemodify(plan, ':h'),
    })
    vim.lsp.buf_attach_client(event.buf, client)
  end,
})

local ok, failure = pcall(function()
  vim.cmd('edit ' .. vim.fn.fnameescape(plan))
  local buffer = vim.api.nvim_get_current_buf()
  results.filetype = vim.bo.filetype

  vim.wait(10000, function() return #vim.diagnostic.get(buffer) > 0 end, 50)
  results.diagnostics = {}
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(results.diagnostics, { code = found.code or (found.user_data and found.user_data.lsp.code), line = found.lnum, from = found.col, to = found.end_col })
  end

  local document = { uri = vim.uri_from_bufnr(buffer) }
  local function at(needle, by)
    local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
    for number, line in ipairs(lines) do
      local start = line:find(needle, 1, true)
      if start then return { line = number - 1, character = start - 1 + by } end
    end
    error('no ' .. needle)
  end

  local completions = ask(buffer, 'textDocument/completion', { textDocument = document, position = at('after: desing', 7) })
  results.completions = {}
  for _, item in ipairs(completions.items) do table.insert(results.completions, item.label) end

  local hover = ask(buffer, 'textDocument/hover', { textDocument = document, position = at('build:', 1) })
  results.hover = hover.contents.value

  local definition = ask(buffer, 'textDocument/definition', { textDocument = document, position = at('[design]', 2) })
  results.definition = (definition[1].targetSelectionRange or definition[1].range).start

  vim.api.nvim_win_set_cursor(0, { at('design:', 1).line + 1, at('design:', 1).character })
  vim.lsp.buf.rename('sketch')
  vim.wait(5000, function()
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n'):find('sketch', 1, true) ~= nil
  end, 50)
  results.text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end)
if not ok then results.failure = tostring(failure) end
finish()
