import type { VNode } from 'preact';
import { ROW_HEIGHT } from '../layout/bars';
import type { Draft, Store } from '../state/store';
import { t } from '../strings';

/** Takes the title of a new task where it will stand: Enter adds it, Escape does not. */
export function DraftRow({ store, draft }: { store: Store; draft: Draft }): VNode {
  const { position, depth } = draft;
  let isOver = false;
  const end = (title: string): void => {
    if (isOver) return;
    isOver = true;
    store.endDraft(title.trim());
  };
  return (
    <div class="draft" style={{ top: `${position * ROW_HEIGHT}px`, paddingInlineStart: `${depth * 14 + 20}px` }}>
      <input
        class="cell-editor"
        placeholder={t('New task')}
        aria-label={t('Title of the new task')}
        dir="auto"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          end(event.key === 'Enter' ? event.currentTarget.value : '');
        }}
        onBlur={(event) => end(event.currentTarget.value)}
      />
    </div>
  );
}
