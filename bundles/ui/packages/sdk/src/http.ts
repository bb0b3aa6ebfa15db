import { language, translator } from './localized'
import { readonly, ref } from 'vue'
import { ApiProblem, problemOf } from './problem'

/** An answer with what a later conditional request needs. */
export interface Reply<T> {
  readonly body: T
  readonly etag: string | null
  readonly location: string | null
}

export interface RequestOptions {
  /** ETag of the copy that is being changed; the server answers 412 when it is stale. */
  readonly ifMatch?: string
  /** Makes a repeated POST give the first answer again. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** A session call must not open the sign-in dialog when it is refused. */
  readonly anonymous?: boolean
}

/** The console's HTTP client: same origin, JSON, session cookie. Every failure is an {@link ApiProblem}. */
export interface Http {
  get<T>(url: string, options?: RequestOptions): Promise<T>
  post<T>(url: string, body?: unknown, options?: RequestOptions): Promise<T>
  patch<T>(url: string, body: unknown, options?: RequestOptions): Promise<T>
  delete(url: string, options?: RequestOptions): Promise<void>
  /** Like the others, with ETag and Location. `FormData` bodies are sent as multipart. */
  send<T>(method: string, url: string, body?: unknown, options?: RequestOptions): Promise<Reply<T>>
}

/** What the frame lends to the client; plug-ins never set it. */
export interface HttpHost {
  csrfToken(): string | undefined
  /** Asks the user to sign in again; false when they gave up. */
  signInAgain(): Promise<boolean>
  /** Fetches a fresh CSRF token after the server refused the old one. */
  renewToken(): Promise<void>
}

const t = translator('sdk')
const MAX_RETRIES = 3
const answered = ref(true)
addEventListener('offline', () => {
  answered.value = false
})

/** Whether the server answered when it was last asked. */
export const reachable = readonly(answered)
const MAX_WAIT_SECONDS = 10

let host: HttpHost = {
  csrfToken: () => undefined,
  signInAgain: async () => false,
  renewToken: async () => undefined,
}

export function provideHttpHost(given: HttpHost): void {
  host = given
}

function headersOf(method: string, body: unknown, options: RequestOptions): Headers {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language.value })
  if (body !== undefined && !(body instanceof FormData)) headers.set('Content-Type', 'application/json')
  if (options.ifMatch) headers.set('If-Match', options.ifMatch)
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  const token = host.csrfToken()
  if (method !== 'GET' && token) headers.set('X-CSRF-Token', token)
  return headers
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

async function fetchOnce(method: string, url: string, body: unknown, options: RequestOptions): Promise<Response> {
  const init: RequestInit = { method, headers: headersOf(method, body, options), credentials: 'same-origin' }
  if (options.signal) init.signal = options.signal
  if (body !== undefined) init.body = body instanceof FormData ? body : JSON.stringify(body)
  try {
    const response = await fetch(url, init)
    answered.value = true
    return response
  } catch (error) {
    if (options.signal?.aborted) throw error
    answered.value = false
    throw new ApiProblem(0, { code: 'offline', title: t('offline') })
  }
}

/**
 * Sends until there is an answer worth keeping: once more after signing in again or after a
 * renewed CSRF token, and a few times when a reading meets a module that is being replaced.
 */
async function fetchPatiently(method: string, url: string, body: unknown, options: RequestOptions): Promise<Response> {
  let renewed = false
  for (let retries = 0; ; retries++) {
    const response = await fetchOnce(method, url, body, options)
    if (response.ok || options.anonymous) return response
    if (response.status === 401) {
      if (!(await host.signInAgain())) return response
      continue
    }
    const problem = await problemOf(response.clone())
    if (response.status === 403 && problem.code === 'csrf' && !renewed) {
      renewed = true
      await host.renewToken()
      continue
    }
    const wait = Number(response.headers.get('Retry-After'))
    if (response.status !== 503 || method !== 'GET' || !(wait > 0) || retries >= MAX_RETRIES) return response
    await pause(Math.min(wait, MAX_WAIT_SECONDS))
  }
}

async function send<T>(method: string, url: string, body?: unknown, options: RequestOptions = {}): Promise<Reply<T>> {
  const response = await fetchPatiently(method, url, body, options)
  if (!response.ok) throw await problemOf(response)
  const text = response.status === 204 ? '' : await response.text()
  return {
    body: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
  }
}

export const http: Http = {
  send,
  get: async <T>(url: string, options?: RequestOptions) => (await send<T>('GET', url, undefined, options)).body,
  post: async <T>(url: string, body?: unknown, options?: RequestOptions) => (await send<T>('POST', url, body, options)).body,
  patch: async <T>(url: string, body: unknown, options?: RequestOptions) => (await send<T>('PATCH', url, body, options)).body,
  delete: async (url, options) => void (await send('DELETE', url, undefined, options)),
}
