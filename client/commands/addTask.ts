import type { PlanEdit } from '../../server/protocol/edits';
import { makeEdit } from '../links/applyEdit';
import type { PlanStore, PlanTask } from '../plans';
import type { Services } from './command';

/** How long a new task is waited for. */
const PATIENCE_MS = 5000;

/** Adds a task to a plan; returns it once it is scheduled, or nothing when it is refused or does not come. */
export async function addTask(
  { client, plans }: Pick<Services, 'client' | 'plans'>,
  uri: string,
  task: Omit<Extract<PlanEdit, { kind: 'addTask' }>, 'kind'>,
): Promise<PlanTask | undefined> {
  const before = new Set(plans.get(uri)?.rows.map(({ path }) => path));
  const added = nextAdded(plans, uri, before);
  if (await makeEdit(client, uri, { kind: 'addTask', ...task })) return added.task;
  added.cancel();
  return undefined;
}

/** The first task that a plan gets which it did not have before. */
function nextAdded(
  plans: PlanStore,
  uri: string,
  before: ReadonlySet<string>,
): { readonly task: Promise<PlanTask | undefined>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const task = new Promise<PlanTask | undefined>((resolve) => {
    const finish = (found?: PlanTask): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(found);
    };
    const timer = setTimeout(finish, PATIENCE_MS);
    const subscription = plans.onDidChange(({ uri: changed, view }) => {
      const row = changed === uri ? view?.rows.find(({ path }) => !before.has(path)) : undefined;
      if (view && row) finish({ view, row });
    });
    cancel = finish;
  });
  return { task, cancel };
}
