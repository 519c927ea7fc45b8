/** client → server: the text of a new plan. */
export const newPlanRequest = 'headway/newPlan';

/** What a new plan begins as. */
export type TemplateKind = 'feature' | 'release' | 'migration' | 'scrum' | 'waterfall' | 'portfolio';

export interface NewPlanParams {
  readonly kind: TemplateKind;
  readonly title: string;
  /** The paths of the plans that a portfolio puts together, from its folder in the workspace. */
  readonly include: readonly string[];
}

export interface NewPlanResult {
  readonly text: string;
  /** Made of the title: `web-shop.plan.yaml`. */
  readonly fileName: string;
}
