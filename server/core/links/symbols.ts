import type { CodeSymbol } from './files';

/** How the declarations of one family of languages look; the first group of each pattern is the name. */
interface Family {
  readonly extensions: readonly string[];
  readonly declarations: readonly (readonly [kind: string, pattern: string])[];
}

const name = '([\\p{L}_$][\\p{L}\\p{N}_$]*)';
const at = (kind: string, pattern: string): [string, string] => [kind, `^\\s*${pattern}`];

const families: readonly Family[] = [
  {
    extensions: ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte'],
    declarations: [
      at('class', `(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?class\\s+${name}`),
      at('interface', `(?:export\\s+)?(?:declare\\s+)?interface\\s+${name}`),
      at('enum', `(?:export\\s+)?(?:declare\\s+)?(?:const\\s+)?enum\\s+${name}`),
      at('type', `(?:export\\s+)?(?:declare\\s+)?type\\s+${name}\\s*[=<]`),
      at('namespace', `(?:export\\s+)?(?:declare\\s+)?(?:namespace|module)\\s+${name}`),
      at('function', `(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:async\\s+)?function\\s*\\*?\\s*${name}`),
      at('variable', `(?:export\\s+)?(?:declare\\s+)?(?:const|let|var)\\s+${name}`),
      at(
        'method',
        `(?:(?:public|private|protected|static|readonly|override|async|get|set)\\s+)*(?!(?:if|for|while|switch|catch|return|function|constructor|else|do|new|throw|await|typeof|super)\\b)#?${name}\\s*(?:<[^>]*>)?\\([^;]*\\{\\s*$`,
      ),
      at('property', `(?:(?:public|private|protected|static|readonly|override)\\s+)+${name}\\s*[?!]?\\s*[:=;]`),
    ],
  },
  {
    extensions: ['py', 'pyi'],
    declarations: [
      at('class', `class\\s+${name}`),
      at('function', `(?:async\\s+)?def\\s+${name}`),
      ['variable', `^${name}\\s*(?::[^=]+)?=(?!=)`],
    ],
  },
  {
    extensions: ['go'],
    declarations: [
      at('function', `func\\s+(?:\\([^)]*\\)\\s*)?${name}`),
      at('type', `type\\s+${name}`),
      at('variable', `(?:var|const)\\s+${name}`),
    ],
  },
  {
    extensions: ['rs'],
    declarations: [
      at('function', `(?:pub(?:\\([^)]*\\))?\\s+)?(?:const\\s+)?(?:async\\s+)?(?:unsafe\\s+)?fn\\s+${name}`),
      at('type', `(?:pub(?:\\([^)]*\\))?\\s+)?(?:struct|enum|trait|type|union|mod)\\s+${name}`),
      at('type', `impl(?:<[^>]*>)?\\s+(?:[^{]*\\sfor\\s+)?${name}`),
      at('variable', `(?:pub(?:\\([^)]*\\))?\\s+)?(?:const|static)\\s+${name}`),
    ],
  },
  {
    extensions: ['java', 'kt', 'kts', 'cs', 'scala', 'swift', 'dart'],
    declarations: [
      at('class', `(?:[a-z]+\\s+)*(?:class|interface|enum|record|object|trait|struct|protocol|extension)\\s+${name}`),
      at('function', `(?:[a-z@]+\\s+)*(?:fun|func|def)\\s+${name}`),
      at(
        'method',
        `(?:(?:public|private|protected|internal|static|final|override|abstract|async|virtual)\\s+)+[\\p{L}\\w<>\\[\\],.?]+\\s+${name}\\s*\\(`,
      ),
    ],
  },
  {
    extensions: ['c', 'h', 'cc', 'cpp', 'hpp', 'cxx'],
    declarations: [
      at('type', `(?:typedef\\s+)?(?:class|struct|enum(?:\\s+class)?|union|namespace)\\s+${name}\\s*[:{]`),
      ['function', `^[\\p{L}_][\\p{L}\\w\\s*&:<>,]*?[\\s*&]${name}\\s*\\([^;]*$`],
    ],
  },
  {
    extensions: ['rb'],
    declarations: [at('class', `(?:class|module)\\s+${name}`), at('function', `def\\s+(?:self\\.)?${name}`)],
  },
  {
    extensions: ['php'],
    declarations: [
      at('class', `(?:abstract\\s+|final\\s+)*(?:class|interface|trait|enum)\\s+${name}`),
      at('function', `(?:(?:public|private|protected|static)\\s+)*function\\s+${name}`),
    ],
  },
];

/** Languages whose symbols are not found by patterns. */
const otherSources = new Set(
  'sh bash zsh ps1 sql pl pm lua r jl ex exs erl hs ml mli fs fsx clj cljs lisp el groovy m mm pas zig nim d v sol tf proto graphql css scss less html'.split(
    ' ',
  ),
);
const knownSources = new Set(families.flatMap(({ extensions }) => extensions));

/** Whether a file is written by programmers, by its name. */
export function isSourceFile(path: string): boolean {
  const extension = /\.([^./]+)$/.exec(path)?.[1].toLowerCase() ?? '';
  return knownSources.has(extension) || otherSources.has(extension);
}

/** Made of each family when it is needed: with all letters in them, patterns take their time. */
const patterns = new Map<Family, readonly { readonly kind: string; readonly pattern: RegExp }[]>();

function patternsOf(family: Family): NonNullable<ReturnType<typeof patterns.get>> {
  const known = patterns.get(family);
  if (known) return known;
  const made = family.declarations.map(([kind, pattern]) => ({ kind, pattern: new RegExp(pattern, 'u') }));
  patterns.set(family, made);
  return made;
}

/** Files larger than this are not searched for symbols. */
export const MAX_SYMBOL_FILE = 5_000_000;

/**
 * The symbols of a source text, for editors without a language extension: declarations as ctags finds them, nested by
 * their indentation. Undefined for languages that it does not know.
 */
export function scanSymbols(path: string, text: string): CodeSymbol[] | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1].toLowerCase() ?? '';
  const family = families.find((candidate) => candidate.extensions.includes(extension));
  if (!family || text.length > MAX_SYMBOL_FILE) return undefined;
  const declarations = patternsOf(family);
  const symbols: CodeSymbol[] = [];
  const around: { indent: number; path: string }[] = [];
  text.split(/\r?\n/).forEach((line, number) => {
    if (line.length > 2000 || line.trim() === '') return;
    const indent = line.length - line.trimStart().length;
    for (const { kind, pattern } of declarations) {
      const match = pattern.exec(line);
      if (!match) continue;
      while (around.length > 0 && around[around.length - 1].indent >= indent) around.pop();
      const outer = around[around.length - 1];
      // What is declared inside of functions is of no use to anybody outside.
      if (outer === undefined && indent > 0 && (kind === 'method' || kind === 'property')) return;
      const symbolPath = outer ? `${outer.path}.${match[1]}` : match[1];
      symbols.push({ path: symbolPath, kind, line: number, column: line.indexOf(match[1], match.index) });
      around.push({ indent, path: symbolPath });
      return;
    }
  });
  return symbols;
}

/** The symbol that a link names: by its whole path, else by its end when only one fits. */
export function findSymbol(symbols: readonly CodeSymbol[], wanted: string): CodeSymbol | undefined {
  const exact = symbols.find((symbol) => symbol.path === wanted);
  if (exact) return exact;
  const ending = symbols.filter((symbol) => symbol.path.endsWith(`.${wanted}`));
  return ending.length === 1 ? ending[0] : undefined;
}
