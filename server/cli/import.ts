import { promises as fs } from 'node:fs';
import { Command, Option } from 'commander';
import { ImportError, importMsProject } from '../core/features/importing/msProject';
import { fileNameOf } from '../core/features/templates/newPlan';
import { CliError, examples, print, writeNew } from './output';

/** `headway import FILE`: a plan made of what Microsoft Project saved, in a file that was not there. */
export function importCommand(): Command {
  return new Command('import')
    .description('Makes a plan of a project that Microsoft Project saved as XML.')
    .argument('<file>', 'the project: an .xml file')
    .addOption(new Option('-o, --output <file>', 'where it is written; - prints it'))
    .addHelpText('after', examples('headway import shop.xml', 'headway import shop.xml -o shop.plan.yaml'))
    .action(async (file: string, { output }: { readonly output?: string }) => {
      let bytes: Buffer;
      try {
        bytes = await fs.readFile(file);
      } catch (error) {
        throw new CliError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
      }
      const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
      try {
        const { title, text, left } = importMsProject(bytes.toString(isUtf16 ? 'utf16le' : 'utf8'));
        const to = output ?? fileNameOf(title);
        if (to === '-') return print(text);
        await writeNew(to, text);
        for (const sentence of left) process.stderr.write(`${sentence}\n`);
        await print(`${to}\n`);
      } catch (error) {
        throw error instanceof ImportError ? new CliError(`${file}: ${error.message}`) : error;
      }
    });
}
