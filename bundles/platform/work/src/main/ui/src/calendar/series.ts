import { http, notify, problemText, records } from '@penglai/sdk'
import { shallowRef } from 'vue'
import type { Entry } from './entries'

export type Scope = 'one' | 'following' | 'all'

interface Done {
  readonly id: string | null
  readonly undo: { readonly operations: readonly object[]; readonly restore: readonly string[] }
}

/** A question to which occurrences a change applies. */
export interface ScopeQuestion {
  readonly kind: 'change' | 'remove'
  readonly title: string
  readonly scopes: readonly Scope[]
  readonly answer: (scope: Scope | undefined) => void
}
export const scopeQuestion = shallowRef<ScopeQuestion>()

const askScope = (kind: 'change' | 'remove', title: string, scopes: readonly Scope[]) =>
  new Promise<Scope | undefined>((resolve) => {
    scopeQuestion.value = {
      kind,
      title,
      scopes,
      answer: (scope) => {
        scopeQuestion.value = undefined
        resolve(scope)
      },
    }
  })

const EVERY: readonly Scope[] = ['one', 'following', 'all']

async function takeBack(type: string, { undo }: Done) {
  if (undo.operations.length > 0) await http.post(`/api/v1/${type}/batch`, { atomic: true, operations: undo.operations })
  for (const id of undo.restore) await records.restore(type, id)
}

function told(message: string, undo: () => Promise<unknown>, after: () => Promise<void>) {
  notify(message, {
    kind: 'success',
    undo: () => void undo().then(after, (error: unknown) => notify(problemText(error), { kind: 'error' })),
  })
}

/** Changes and removes entries of the calendar; asks how far where they repeat, and offers to take it back. */
export function useSeries(reload: () => Promise<void>) {
  /**
   * False if somebody thought better of it.
   *
   * @param before the values that a single record has now, to go back to
   */
  async function change(
    entry: Entry,
    values: Record<string, unknown>,
    before: Record<string, unknown>,
    message: string,
    scopes: readonly Scope[] = EVERY,
  ): Promise<boolean> {
    if (!entry.recurring || !entry.occurrenceAt) {
      await records.update(entry.type, entry.id, values)
      told(message, () => records.update(entry.type, entry.id, before), reload)
      return true
    }
    const scope = await askScope('change', entry.title, scopes)
    if (!scope) return false
    const done = await http.post<Done>(`/api/v1/calendar/${entry.type}/${entry.id}/change`, {
      occurrence: entry.occurrenceAt,
      scope,
      values,
    })
    told(message, () => takeBack(entry.type, done), reload)
    return true
  }

  async function remove(entry: Entry, message: string): Promise<boolean> {
    if (!entry.recurring || !entry.occurrenceAt) {
      await records.remove(entry.type, entry.id)
      told(message, () => records.restore(entry.type, entry.id), reload)
      return true
    }
    const scope = await askScope('remove', entry.title, EVERY)
    if (!scope) return false
    const done = await http.post<Done>(`/api/v1/calendar/${entry.type}/${entry.id}/remove`, {
      occurrence: entry.occurrenceAt,
      scope,
    })
    told(message, () => takeBack(entry.type, done), reload)
    return true
  }

  return { change, remove }
}
