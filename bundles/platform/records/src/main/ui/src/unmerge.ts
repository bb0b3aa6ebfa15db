import { http, notify, problemText, type Translate } from '@penglai/sdk'

interface Undone {
  readonly left: readonly unknown[]
}

/** Takes a merge back and tells what stayed as it was; true if it went back. */
export async function unmerge(t: Translate, type: string, kept: string, merge: string): Promise<boolean> {
  try {
    const { left } = await http.post<Undone>(`/api/v1/${type}/${kept}/actions/unmerge`, { merge })
    notify(left.length > 0 ? t('merge.undoneLeft', { count: left.length }) : t('merge.undone'), { kind: 'success' })
    return true
  } catch (error) {
    notify(t('undoFailed', { reason: problemText(error) }), { kind: 'error' })
    return false
  }
}
