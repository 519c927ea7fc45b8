import type { WorkspaceFiles } from '../links/files';
import { entityNamed } from '../schema/entities';
import type { Field } from '../schema/types';
import { type Plans } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { ValueCompletion, valueTypes } from './completeValues';
import { type Completion, type CompletionList, MAX_ITEMS } from './completionItem';
import { type CursorContext, contextAt, siblingKeys } from './context';
import { describeKey } from './hover';
import { schemaPlace, taskIdsIn } from './schemaPlace';

const nothing: CompletionList = { items: [], isIncomplete: false };

/** What can be typed at the cursor: keys, references, people, words, dates, paths and symbols. Works in broken files. */
export async function completion(
  snapshot: PlanSnapshot,
  offset: number,
  planFolder: string,
  files: WorkspaceFiles,
  plans?: Plans,
): Promise<CompletionList> {
  const context = contextAt(snapshot.text, offset);
  if (!context) return nothing;
  if (context.place === 'key')
    return {
      items: [...keys(snapshot, offset, context), ...overlaidTasks(snapshot, offset, context)].map((item) => ({
        ...item,
        insert: context.lead + item.insert.replaceAll('\n', `\n${context.lead}`),
      })),
      isIncomplete: false,
    };
  const place = schemaPlace(context.path);
  if (!place) return nothing;
  const { field } = place;
  if (!field) return nothing;
  const types = valueTypes(place.kind === 'value' ? place.type : field.type);
  const value = new ValueCompletion(snapshot, offset, context, field, plans);
  const lists = await Promise.all(types.map((type) => value.of(type, planFolder, files)));
  const items = lists.flat();
  return { items: items.slice(0, MAX_ITEMS), isIncomplete: items.length > MAX_ITEMS };
}

const keyEnd = /[\p{L}\p{M}\p{N}_-]*/uy;

function keys(snapshot: PlanSnapshot, offset: number, context: CursorContext): Completion[] {
  const place = schemaPlace(context.path);
  if (place?.kind !== 'entity' || !/^[\p{L}\p{M}\p{N}_-]*$/u.test(context.typed)) return [];
  const { text } = snapshot;
  const given = siblingKeys(text, offset, context);
  keyEnd.lastIndex = offset;
  const end = offset + (keyEnd.exec(text)?.[0].length ?? 0);
  const hasColon = /^[ \t]*:/.test(text.slice(end, end + 20));
  return entityNamed(place.entity)
    .fields.filter((field) => !given.has(field.key))
    .map((field) => ({
      label: field.key,
      kind: 'key' as const,
      detail: field.summary,
      documentation: describeKey(field),
      ...(hasColon ? { insert: field.key, isSnippet: false } : keyInsert(field, context.inFlow)),
      span: { start: context.start, end },
      retrigger: !hasColon && valueTypes(field.type).length > 0,
    }));
}

/** In a scenario, the ids of the tasks that it may be laid over. */
function overlaidTasks({ plan, text, names }: PlanSnapshot, offset: number, context: CursorContext): Completion[] {
  const [top, , ...path] = context.path;
  if (top !== 'scenarios' || path[path.length - 1] !== 'tasks') return [];
  const ids = taskIdsIn([...path, '']).slice(0, -1);
  const [first, ...rest] = ids;
  let around = first === undefined ? undefined : names.root(first);
  for (const id of rest) around = around?.child(id);
  if (first !== undefined && !around) return [];
  const given = siblingKeys(text, offset, context);
  return (around?.children ?? plan.roots)
    .filter(({ id }) => id !== '' && !given.has(id))
    .map((task) => ({
      label: task.id,
      kind: 'task',
      detail: task.title,
      task: task.path,
      insert: context.inFlow ? `${task.id}: ` : `${task.id}:\n\t$0`,
      isSnippet: !context.inFlow,
      span: { start: context.start, end: offset },
    }));
}

function keyInsert(field: Field, inFlow: boolean): { insert: string; isSnippet: boolean } {
  const { type, key } = field;
  const opens =
    type.kind === 'map' ||
    (type.kind === 'entity' && !type.short) ||
    (type.kind === 'either' && type.of.some(({ kind }) => kind === 'map'));
  if (type.kind === 'scalar' && type.of === 'true') return { insert: `${key}: true`, isSnippet: false };
  if (!opens) return { insert: `${key}: `, isSnippet: false };
  return inFlow ? { insert: `${key}: {$0}`, isSnippet: true } : { insert: `${key}:\n\t$0`, isSnippet: true };
}
