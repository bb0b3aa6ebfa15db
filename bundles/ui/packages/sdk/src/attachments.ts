import { http } from './http'
import { language } from './localized'
import { ApiProblem, type ProblemBody } from './problem'
import type { Page, Reference } from './records'
import { session } from './session'

/** A file that belongs to a record. */
export interface Attachment {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly mediaType?: string | null
  readonly createdAt: string
  readonly createdBy?: Reference | null
}

const listPath = (type: string, id: string) => `/api/v1/${type}/${encodeURIComponent(id)}/attachments`
const path = (id: string) => `/api/v1/attachments/${encodeURIComponent(id)}`

function problemIn(request: XMLHttpRequest): ApiProblem {
  try {
    return new ApiProblem(request.status, JSON.parse(request.responseText) as ProblemBody)
  } catch {
    return new ApiProblem(request.status, { title: request.statusText })
  }
}

/** Files of records. */
export const attachments = {
  list: async (type: string, id: string): Promise<readonly Attachment[]> =>
    (await http.get<Page<Attachment>>(listPath(type, id))).items,

  remove: (id: string): Promise<void> => http.delete(path(id)),

  /** Address of the content; `inline` is for looking at it on the page. */
  link: (id: string, inline = false): string => `${path(id)}/content${inline ? '?inline=true' : ''}`,

  /** Sends a file; `progress` hears the share that has been sent, 0 to 1. Aborting rejects with an `AbortError`. */
  upload(type: string, id: string, file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<void> {
    // fetch tells nothing about what has been sent so far.
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', listPath(type, id))
      request.setRequestHeader('Accept', 'application/json')
      request.setRequestHeader('Accept-Language', language.value)
      if (session.value) request.setRequestHeader('X-CSRF-Token', session.value.csrfToken)
      request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
      request.onload = () => (request.status < 300 ? resolve() : reject(problemIn(request)))
      request.onerror = () => reject(problemIn(request))
      request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
      signal?.addEventListener('abort', () => request.abort())
      const form = new FormData()
      form.set('file', file)
      request.send(form)
    })
  },
}
