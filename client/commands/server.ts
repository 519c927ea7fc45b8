import type { HeadwayCommand } from './command';

export const restartServer: HeadwayCommand = { id: 'headway.restartServer', run: ({ client }) => client.restart() };

export const showLog: HeadwayCommand = { id: 'headway.showLog', run: ({ output }) => output.show() };
