import type { SeverityOverrides } from '../core/features/diagnostics';

/** What a person can choose, as `headway.…` in the settings of the editor. */
export interface Settings {
  readonly severities: SeverityOverrides;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
}

export const defaultSettings: Settings = { severities: {}, inlayHints: true, codeLens: true };

/** Reads the section `headway` of an editor's configuration; what is not as it should be counts as not given. */
export function readSettings(section: unknown): Settings {
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  const flag = (key: string, usual: boolean): boolean => {
    const value = at(at(section, key), 'enabled');
    return typeof value === 'boolean' ? value : usual;
  };
  return {
    severities: severitiesIn(at(at(section, 'problems'), 'severity')),
    inlayHints: flag('inlayHints', defaultSettings.inlayHints),
    codeLens: flag('codeLens', defaultSettings.codeLens),
  };
}

/** The severities by code in an object; anything else is left out. */
export function severitiesIn(value: unknown): SeverityOverrides {
  if (typeof value !== 'object' || value === null) return {};
  const severities: Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'> = {};
  for (const [code, severity] of Object.entries(value)) {
    if (
      severity === 'error' ||
      severity === 'warning' ||
      severity === 'information' ||
      severity === 'hint' ||
      severity === 'off'
    )
      severities[code] = severity;
  }
  return severities;
}
