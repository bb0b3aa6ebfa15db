import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem, http, provideHttpHost, records } from '../src'

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  })
const calls: Request[] = []

/** Answers in turn; keeps what was asked. */
function serve(...answers: Response[]) {
  calls.length = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls.push(new Request(new URL(url, 'http://localhost'), init))
    return Promise.resolve(answers.shift() ?? answer(500, { title: 'No more answers' }))
  })
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the HTTP client', () => {
  it('sends the token with writes only, and the version to compare', async () => {
    provideHttpHost({ csrfToken: () => 'secret', signInAgain: async () => false, renewToken: async () => undefined })
    serve(answer(200, { items: [] }), answer(200, { id: '1' }, { ETag: '"2-x"' }))
    await records.list('customers')
    const saved = await records.update('customers', '1', { name: 'x' }, '"1-x"')
    expect(calls[0]?.headers.has('X-CSRF-Token')).toBe(false)
    expect(calls[1]?.headers.get('X-CSRF-Token')).toBe('secret')
    expect(calls[1]?.headers.get('If-Match')).toBe('"1-x"')
    expect(saved.etag).toBe('"2-x"')
  })

  it('turns a problem into a typed error with its fields', async () => {
    serve(
      answer(422, {
        title: 'Not valid',
        code: 'invalid',
        errors: [{ field: 'name', code: 'required', message: 'Name is missing' }],
      }),
    )
    const error = await http.post('/api/v1/customers', {}).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({ status: 422, code: 'invalid', message: 'Not valid', errors: [{ field: 'name' }] })
  })

  it('asks to sign in again and repeats the request', async () => {
    const signInAgain = vi.fn(async () => true)
    provideHttpHost({ csrfToken: () => 'next', signInAgain, renewToken: async () => undefined })
    serve(answer(401, { title: 'Signed out' }), answer(200, { ok: true }))
    expect(await http.get('/api/v1/jobs')).toEqual({ ok: true })
    expect(signInAgain).toHaveBeenCalledOnce()
  })

  it('waits for a module that is being replaced, for readings only', async () => {
    vi.useFakeTimers()
    serve(
      answer(503, { title: 'Later' }, { 'Retry-After': '2' }),
      answer(200, 1),
      answer(503, { title: 'Later' }, { 'Retry-After': '2' }),
    )
    const reading = http.get('/api/v1/customers')
    await vi.advanceTimersByTimeAsync(2000)
    expect(await reading).toBe(1)
    await expect(http.post('/api/v1/customers', {})).rejects.toMatchObject({ status: 503 })
  })

  it('renews a refused token once', async () => {
    const renewToken = vi.fn(async () => undefined)
    provideHttpHost({ csrfToken: () => 'old', signInAgain: async () => false, renewToken })
    serve(answer(403, { title: 'Token', code: 'csrf' }), answer(204))
    await http.delete('/api/v1/customers/1')
    expect(renewToken).toHaveBeenCalledOnce()
  })
})
