export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad'

const TONES: Readonly<Record<string, Tone>> = {
  active: 'ok',
  won: 'ok',
  accepted: 'ok',
  confirmed: 'ok',
  completed: 'ok',
  resolved: 'ok',
  paid: 'ok',
  effective: 'ok',
  succeeded: 'ok',
  approved: 'ok',
  engaged: 'accent',
  open: 'accent',
  following: 'accent',
  sent: 'accent',
  running: 'accent',
  new: 'accent',
  pending: 'warn',
  silent: 'warn',
  paused: 'warn',
  overdue: 'bad',
  lost: 'bad',
  rejected: 'bad',
  failed: 'bad',
  voided: 'bad',
  invalid: 'bad',
}

/** A colour that helps the eye for codes that mean the same everywhere; never the only sign. */
export function toneOf(code: string): Tone {
  return TONES[code] ?? 'neutral'
}
