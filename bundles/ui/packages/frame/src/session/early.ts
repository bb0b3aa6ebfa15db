import { language } from '@penglai/sdk'

/** Told to the boot script, which cannot see the session's cookie. */
const HINT = 'penglai.signedIn'

declare global {
  interface Window {
    /** What the boot script asked for while the code was still on its way: the language and the answers. */
    penglaiEarly?: { readonly language: string; readonly answers: Record<string, Promise<unknown> | undefined> }
  }
}

/** Notes for the next visit whether asking before the code is there will be answered. */
export function noteSignedIn(signedIn: boolean): void {
  if (signedIn) localStorage.setItem(HINT, 'yes')
  else localStorage.removeItem(HINT)
}

/** Whether this browser has been signed in since before this page was opened. */
export const wasSignedIn = (): boolean => localStorage.getItem(HINT) !== null

/** The early answer to a question, once; otherwise that of asking now. */
export async function earlyOr<T>(url: string, ask: () => Promise<T>): Promise<T> {
  const early = window.penglaiEarly
  const answer = early?.answers[url]
  if (!answer) return ask()
  early.answers[url] = undefined
  const body = early.language === language.value ? ((await answer) as T | undefined) : undefined
  return body ?? ask()
}
