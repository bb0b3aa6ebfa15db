import { ApiProblem, http, provideHttpHost, provideSession, refreshTypes, session, type Session } from '@penglai/sdk'
import { ref, shallowRef } from 'vue'
import { earlyOr, noteSignedIn, wasSignedIn } from './early'

const URL = '/api/v1/session'

/** Whether the server has been asked yet who is signed in. */
export const phase = ref<'starting' | 'ready' | 'unreachable'>('starting')

/** Set while a session that ended asks for the password again, over the open page. */
export const signInAgain = shallowRef<{ readonly done: (signedIn: boolean) => void }>()

let arrived = false

/** Whether somebody has just signed in, once: then the page that the roles name opens. */
export function takeArrival(): boolean {
  const now = arrived
  arrived = false
  return now
}

/** Asks who is signed in. */
export async function findSession(): Promise<void> {
  try {
    provideSession(await earlyOr(URL, () => http.get<Session>(URL, { anonymous: true })))
    // Who comes back from a provider outside has signed in just now.
    arrived = !wasSignedIn()
    noteSignedIn(true)
    phase.value = 'ready'
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (error.status === 401) noteSignedIn(false)
    phase.value = error.status === 401 ? 'ready' : 'unreachable'
  }
}

/**
 * Signs in. Answers recovery codes if the code has just put a second factor to use: they are shown before the page goes on.
 */
export async function signIn(
  username: string,
  password: string,
  otp?: string,
): Promise<{ codes: readonly string[]; proceed: () => void } | undefined> {
  const body = otp ? { username, password, otp } : { username, password }
  const next = await http.post<Session & { recoveryCodes?: readonly string[] }>(URL, body, { anonymous: true })
  if (next.recoveryCodes?.length) return { codes: next.recoveryCodes, proceed: () => goOn(next) }
  goOn(next)
  return undefined
}

/** Another user than before gets a fresh page, so that nothing of the old one shows. */
function goOn(next: Session): void {
  const before = session.value?.user.id
  if (before !== undefined && before !== next.user.id) return location.reload()
  arrived = before === undefined
  provideSession(next)
  noteSignedIn(true)
  refreshTypes()
}

/** Takes over what another tab has signed in meanwhile; false if nobody is signed in. */
export async function signedInElsewhere(): Promise<boolean> {
  const next = await http.get<Session>(URL, { anonymous: true }).catch(() => undefined)
  if (next) goOn(next)
  return next !== undefined
}

export async function signOut(): Promise<void> {
  const answer = await http
    .send<{ signOutAt: string } | undefined>('DELETE', URL, undefined, { anonymous: true })
    .catch(() => undefined)
  noteSignedIn(false)
  // A fresh page holds nothing of the one who left. Whoever came from a provider outside signs out there, too.
  location.assign(answer?.body?.signOutAt ?? '/')
}

let asking: Promise<boolean> | undefined

/** All requests that are refused meanwhile share one dialog. */
function askAgain(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    signInAgain.value = { done: resolve }
  }).finally(() => {
    asking = undefined
    signInAgain.value = undefined
  })
  return asking
}

provideHttpHost({
  csrfToken: () => session.value?.csrfToken,
  signInAgain: () => (session.value ? askAgain() : Promise.resolve(false)),
  renewToken: async () => provideSession(await http.get<Session>(URL, { anonymous: true })),
})
