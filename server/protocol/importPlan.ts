/** client → server: a plan made of a file of another program. */
export const importPlanRequest = 'headway/importPlan';

export interface ImportPlanParams {
  /** The text of the file: a project in the XML format of Microsoft Project. */
  readonly text: string;
}

export type ImportPlanResult =
  | {
      readonly text: string;
      /** Made of the title: `web-shop.plan.yaml`. */
      readonly fileName: string;
      /** How many tasks there are. */
      readonly tasks: number;
      /** Sentences on what the file says and the plan does not. */
      readonly left: readonly string[];
    }
  | { readonly refused: string };
