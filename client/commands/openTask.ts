import type { ScheduleRow } from '../../server/protocol/schedule';
import { revealTask } from '../links/revealTask';
import type { HeadwayCommand } from './command';

export const openTask: HeadwayCommand = {
  id: 'headway.openTask',
  run: (_, { uri, row }: { uri: string; row: ScheduleRow }) => revealTask(uri, row.line, { preserveFocus: true }),
};
