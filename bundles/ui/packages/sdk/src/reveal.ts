import { http } from './http'
import type { FieldMeta } from './metadata'

/** Whether but a part of a sensitive value is shown. */
export const isMasked = (field: FieldMeta, value: unknown): value is string =>
  field.sensitive === true && typeof value === 'string' && value.includes('**')

/** The whole value of a sensitive field; the audit notes who asked. */
export async function reveal(type: string, id: string, field: string): Promise<string> {
  const answer = await http.post<{ value: string | null }>(`/api/v1/${type}/${encodeURIComponent(id)}/reveal`, { field })
  return answer.value ?? ''
}
