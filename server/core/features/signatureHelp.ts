import { entityNamed } from '../schema/entities';
import type { ScalarKind, ValueType } from '../schema/types';
import type { PlanSnapshot } from '../workspace/snapshot';
import { contextAt } from './context';
import { schemaPlace } from './schemaPlace';

/** How a value is written, with the part that the cursor is in. */
export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  /** Parts of the label, as offsets in it, each with what it means. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly documentation: string }[];
  readonly active: number;
}

interface Form {
  /** Parts in brackets of the form `‹part›` are the parameters. */
  readonly label: string;
  readonly meanings: readonly string[];
  /** The number of the part that comes next, told from what is typed. */
  readonly active: (typed: string) => number;
}

const durations = 'A number with `min`, `h`, `d`, `w` or `mo`; `ed` counts nights and weekends.';
const dates = '`2026-02-03`, `2026-02-03 14:00`, `2026-W06`, `2026-03` or `2026-Q2`.';

const hours: Form = {
  label: '‹days› ‹from-to›, ‹from-to›',
  meanings: ['`Mon-Fri` or `Sat, Sun`; `24/7` is all hours.', 'Such as `09:00-12:30`.', 'More spans of the same days.'],
  active: (typed) => (/\d\s*,\s*/.test(typed) ? 2 : /^[A-Za-z, -]+\s\S*$|\d/.test(typed) ? 1 : 0),
};

const forms: Partial<Record<ScalarKind, Form>> = {
  dependency: {
    label: '‹task› ‹FS|SS|FF|SF› ‹± lag›',
    meanings: [
      'The other task, by its path or the end of it.',
      'Which end waits for which: finish-to-start when left out.',
      `Time to wait, or a lead after a minus: a duration, elapsed (\`3ed\`), or a percentage of the other task.`,
    ],
    active: (typed) => (/[+-]/.test(typed.replace(/^\S+/, '')) ? 2 : /^\S+\s/.test(typed) ? 1 : 0),
  },
  assignment: {
    label: '‹2 of› ‹person or team› ‹or other› ‹50%›',
    meanings: [
      'How many of a team or pool are chosen; all when left out.',
      'Who works on it.',
      'Somebody else who could do it: who is done first is chosen.',
      'The share of working time.',
    ],
    active: (typed) =>
      /\sor\s/.test(typed)
        ? /\sor\s+\S+\s/.test(typed)
          ? 3
          : 2
        : /^\d+\s*(?:o|of)?$/.test(typed)
          ? 0
          : /^(?:\d+\s+of\s+)?\S+\s/.test(typed)
            ? 3
            : 1,
  },
  estimate: {
    label: '‹optimistic› / ‹likely› / ‹pessimistic›',
    meanings: [
      `A duration alone is exact, \`2d..5d\` a range. ${durations}`,
      'What is most likely.',
      'What happens if much goes wrong.',
    ],
    active: (typed) => Math.min(2, typed.split(/\.\.|\//).length - 1 + (typed.includes('..') ? 1 : 0)),
  },
  duration: { label: '‹number and unit›', meanings: [durations], active: () => 0 },
  date: { label: '‹date›', meanings: [dates], active: () => 0 },
  dateRange: {
    label: '‹first›..‹last›',
    meanings: [dates, 'Included.'],
    active: (typed) => (typed.includes('..') ? 1 : 0),
  },
  dateSpan: {
    label: '‹first›..‹last›',
    meanings: [dates, 'Included.'],
    active: (typed) => (typed.includes('..') ? 1 : 0),
  },
  startBound: {
    label: '‹after|at|by› ‹date›',
    meanings: ['`after` (when left out): not before; `at`: exactly then; `by`: not later.', dates],
    active: (typed) => (/^(?:after|at|by)\s|^\d/.test(typed) ? 1 : 0),
  },
  finishBound: {
    label: '‹by|at|after› ‹date›',
    meanings: ['`by` (when left out): not later; `at`: exactly then; `after`: not before.', dates],
    active: (typed) => (/^(?:after|at|by)\s|^\d/.test(typed) ? 1 : 0),
  },
  calendar: hours,
  hours,
  codeLink: {
    label: '‹path›#‹symbol›',
    meanings: [
      'From the workspace folder, or from the plan with `./`; a folder ends in `/`, a glob has `*`.',
      'A function, class or member: `Cart.total`.',
    ],
    active: (typed) => (typed.includes('#') ? 1 : 0),
  },
  money: { label: '‹amount›', meanings: ['`1200`, `1200.50`, `12k` or `1.2M`.'], active: () => 0 },
  rate: {
    label: '‹amount›/‹h|d|w|mo›',
    meanings: ['What it costs.', 'For so much work.'],
    active: (typed) => (typed.includes('/') ? 1 : 0),
  },
  limit: {
    label: '‹work›/‹d|w|mo›',
    meanings: [durations, 'In each day, week or month.'],
    active: (typed) => (typed.includes('/') ? 1 : 0),
  },
  repeat: {
    label: 'every ‹days› ‹time› for ‹length› until ‹date›',
    meanings: ['`Mon, Thu`, `2 weeks`, `weekday`.', 'Such as `10:00`.', durations, dates],
    active: (typed) => (/until\s/.test(typed) ? 3 : /\sfor\s/.test(typed) ? 2 : /every\s+\S+\s/.test(typed) ? 1 : 0),
  },
  lag: {
    label: '‹± duration or percent›',
    meanings: [`${durations} A percentage is of the other task.`],
    active: () => 0,
  },
};

/** How the value under the cursor is written, told from the text before it, so that it helps in broken files. */
export function signatureHelp({ text }: PlanSnapshot, offset: number): SignatureHelp | undefined {
  const context = contextAt(text, offset);
  if (context?.place !== 'value') return undefined;
  const place = schemaPlace(context.path);
  const field = place?.field;
  const of = place && scalarOf(place.kind === 'value' ? place.type : field?.type);
  const form = of === undefined ? undefined : forms[of];
  if (!form || !field) return undefined;
  const parameters: { start: number; end: number; documentation: string }[] = [];
  let label = `${field.key}: `;
  for (const part of form.label.split(/(‹[^›]*›)/)) {
    const inside = /^‹(.*)›$/.exec(part)?.[1];
    if (inside === undefined) label += part;
    else {
      parameters.push({
        start: label.length,
        end: label.length + inside.length,
        documentation: form.meanings[parameters.length],
      });
      label += inside;
    }
  }
  return { label, documentation: field.summary, parameters, active: form.active(context.typed) };
}

function scalarOf(type: ValueType | undefined): ScalarKind | undefined {
  switch (type?.kind) {
    case 'scalar':
      return type.of;
    case 'list':
    case 'map':
      return scalarOf(type.of);
    case 'either':
      return type.of.map(scalarOf).find((of) => of !== undefined && of !== 'text');
    case 'entity': {
      if (!type.short) return undefined;
      if ('scalar' in type.short) return type.short.scalar;
      if ('name' in type.short) return undefined;
      const { key } = type.short;
      return scalarOf(entityNamed(type.of).fields.find((field) => field.key === key)?.type);
    }
    default:
      return undefined;
  }
}
