import { http, notify, onLive, pageOf, problemText, records, usePlugin, type Localized } from '@penglai/sdk'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { instantOf } from '../zone'

export interface InboxItem {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly subtitle: string | null
  readonly at: string | null
  readonly overdue: boolean
  readonly to: string | null
  readonly actions: readonly string[]
}

export interface InboxSection {
  readonly id: string
  readonly title: Localized
  readonly items: readonly InboxItem[]
}

const LATER = 400
/** When somebody is asked to do something on another day without saying at what time. */
export const MORNING = 9 * 60
export const EVENING = 18 * 60

export const linkOf = (item: InboxItem): string | undefined => item.to ?? pageOf(item.type, 'record', item.id)

/** What waits for the user; follows changes that others make. */
export function useMyDay() {
  const ctx = usePlugin('work')
  const sections = shallowRef<readonly InboxSection[]>()
  const failure = shallowRef<unknown>()
  /** Ids of items that are being done, so that they go at once. */
  const leaving = ref(new Set<string>())
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function load() {
    const mine = ++asked
    try {
      const answer = await http.get<{ sections: InboxSection[] }>('/api/v1/my-day')
      // An answer to an older question would show what is no longer so.
      if (mine !== asked) return
      sections.value = answer.sections
      leaving.value = new Set()
      failure.value = undefined
    } catch (error) {
      if (mine === asked) failure.value = error
    }
  }

  onScopeDispose(
    onLive('record', ({ type }) => {
      if (type !== 'tasks' && type !== 'appointments') return
      clearTimeout(timer)
      timer = setTimeout(() => void load(), LATER)
    }),
  )
  onScopeDispose(() => clearTimeout(timer))
  void load()

  async function attempt(item: InboxItem, work: () => Promise<unknown>, message: string, undo: () => Promise<unknown>) {
    leaving.value = new Set([...leaving.value, item.id])
    try {
      await work()
      notify(message, {
        kind: 'success',
        undo: () => void undo().then(load, (error: unknown) => notify(problemText(error), { kind: 'error' })),
      })
    } catch (error) {
      notify(problemText(error), { kind: 'error' })
    }
    await load()
  }

  const complete = (item: InboxItem) =>
    attempt(
      item,
      () => records.action(item.type, item.id, 'complete'),
      ctx.t('completed', { title: item.title }),
      () => records.action(item.type, item.id, 'reopen'),
    )

  const reschedule = (item: InboxItem, day: string, name: string) =>
    attempt(
      item,
      () => records.update(item.type, item.id, { dueAt: instantOf(day, MORNING), remindAt: instantOf(day, MORNING) }),
      ctx.t('moved', { day: name }),
      () => records.update(item.type, item.id, { dueAt: item.at }),
    )

  return { sections, failure, leaving, load, complete, reschedule }
}
