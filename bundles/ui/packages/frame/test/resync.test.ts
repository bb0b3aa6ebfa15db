import { onLive } from '@penglai/sdk'
import { afterEach, expect, it, vi } from 'vitest'
import { readAnew } from '../src/host/stream'

afterEach(() => vi.unstubAllGlobals())

it('has every page read again what it shows when more was missed than the server can tell', async () => {
  const types = { items: [{ type: 'customers' }, { type: 'tasks' }] }
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(JSON.stringify(types), { headers: { 'Content-Type': 'application/json' } }))),
  )
  const heard: string[] = []
  const stops = [
    onLive('resync', () => heard.push('resync')),
    onLive('record', ({ type, id }) => heard.push(`record ${type} ${String(id)}`)),
    onLive('views', ({ type }) => heard.push(`views ${type}`)),
  ]
  await readAnew()
  for (const stop of stops) stop()
  expect(heard).toEqual(['resync', 'record customers null', 'views customers', 'record tasks null', 'views tasks'])
})

it('still tells what needs no list of types when that cannot be read', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.reject(new TypeError('offline'))),
  )
  const heard = vi.fn()
  const stop = onLive('resync', heard)
  await readAnew()
  stop()
  expect(heard).toHaveBeenCalledOnce()
})
