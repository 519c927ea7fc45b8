import { createRequire } from 'node:module';
import { Command } from 'commander';
import { examples } from './output';

/** `headway lsp`: the language server on standard input and output, for every editor that speaks LSP. */
export function lspCommand(): Command {
  return new Command('lsp')
    .description('Runs the language server for an editor, on standard input and output.')
    .option('--stdio', 'the way to talk to it; there is no other')
    .addHelpText('after', examples('headway lsp --stdio'))
    .action(() => {
      // The server reads the way to talk from the arguments of the process.
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      createRequire(__filename)('./server.js');
    });
}
