import {
  assignmentFields,
  budgetFields,
  calendarFields,
  handlesFields,
  personFields,
  sprintFields,
  sprintSeriesFields,
  stakeholderFields,
  statusFields,
} from './personFields';
import { planFields } from './planFields';
import { taskFields } from './taskFields';
import {
  charterFields,
  costFields,
  decisionFields,
  dependencyFields,
  ideaFields,
  impactFields,
  residualFields,
  riskFields,
} from './taskPartFields';
import type { Entity, EntityName, Field } from './types';

function declare(name: EntityName, label: string, summary: string, fields: readonly Field[]): Entity {
  return { name, label, summary, fields };
}

/** Every kind of map with fixed keys in the plan language, in the order of the reference. */
export const entities: readonly Entity[] = [
  declare('plan', 'a plan', 'The top level of a plan file.', planFields),
  declare('task', 'a task', 'A piece of work, a milestone, or a summary of tasks.', taskFields),
  declare('dependency', 'a dependency', 'The long form of an entry of `after` or `before`.', dependencyFields),
  declare('assignment', 'an assignment', 'The long form of an entry of `assign`.', assignmentFields),
  declare('cost', 'a cost', 'The long form of `cost`.', costFields),
  declare('person', 'a person', 'Who does the work; also equipment and material.', personFields),
  declare('handles', 'handles', 'Names of a person in other systems.', handlesFields),
  declare('calendar', 'a calendar', 'Working time. A bare string is short for `hours`.', calendarFields),
  declare('status', 'a status', 'A status of the plan’s own workflow.', statusFields),
  declare('sprint', 'a sprint', 'A sprint. A bare range is short for `dates`.', sprintFields),
  declare('sprintSeries', 'a series of sprints', 'Sprints of equal length, one after the other.', sprintSeriesFields),
  declare('budget', 'a budget', 'What the plan may cost.', budgetFields),
  declare('charter', 'a charter', 'Why the project exists and what belongs to it.', charterFields),
  declare('risk', 'a risk', 'Something that may happen and what it would do.', riskFields),
  declare('impact', 'an impact', 'What a risk does when it happens.', impactFields),
  declare('residual', 'a residual risk', 'What is left of a risk after the response.', residualFields),
  declare('idea', 'an idea', 'Something that may become a task.', ideaFields),
  declare('decision', 'a decision', 'Something that was decided.', decisionFields),
  declare('stakeholder', 'a stakeholder', 'Somebody with an interest in the plan.', stakeholderFields),
];

const byName = new Map(entities.map((entity) => [entity.name, entity]));
const fieldsByName = new Map(
  entities.map((entity) => [entity.name, new Map(entity.fields.map((field) => [field.key, field]))]),
);

export function entityNamed(name: EntityName): Entity {
  return byName.get(name) as Entity;
}

/** The declaration of a key of an entity, or undefined for an unknown one. */
export function fieldOf(name: EntityName, key: string): Field | undefined {
  return fieldsByName.get(name)?.get(key);
}
