import assert from 'node:assert/strict'
import { signIn } from '../support/actions.mjs'
import { settled } from '../support/page.mjs'

/** What the frame may weigh on the wire, before any plug-in. */
const LIMIT_KB = 220

/** A first visit stays light, fetches nothing twice and nothing from elsewhere. */
export default async function firstVisit(page, ctx) {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const requests = new Map()
  network.on('Network.requestWillBeSent', ({ requestId, request }) => requests.set(requestId, { url: request.url, bytes: 0 }))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId)
    if (request) request.bytes = encodedDataLength
  })
  const kilobytes = (wanted) =>
    [...requests.values()].filter(({ url }) => wanted(new URL(url).pathname)).reduce((sum, { bytes }) => sum + bytes, 0) / 1024

  await page.goto(ctx.base)
  await page.locator('input[name=username]').waitFor()
  const before = kilobytes(() => true)
  await signIn(page, ctx)
  await settled(page)
  const frame = kilobytes((path) => !/^\/(plugins|api)\//.test(path))
  const plugins = kilobytes((path) => path.startsWith('/plugins/'))
  const data = kilobytes((path) => path.startsWith('/api/'))
  console.log(
    `     first visit: sign-in page ${before.toFixed(0)} KB; then home, in all: frame ${frame.toFixed(0)} KB, ` +
      `plug-ins ${plugins.toFixed(0)} KB, data ${data.toFixed(0)} KB`,
  )
  assert.ok(frame <= LIMIT_KB, `the frame weighs ${frame.toFixed(0)} KB`)
  // What the browser takes from its cache has no bytes.
  const assets = [...requests.values()]
    .filter(({ bytes }) => bytes > 0)
    .map(({ url }) => url)
    .filter((url) => /\/(assets|plugins)\//.test(url))
  assert.deepEqual(
    assets.filter((url, at) => assets.indexOf(url) !== at),
    [],
    'fetched twice',
  )
  const hosts = new Set(
    [...requests.values()]
      .map(({ url }) => new URL(url))
      .filter(({ protocol }) => protocol !== 'data:')
      .map(({ host }) => host),
  )
  assert.deepEqual([...hosts], [new URL(ctx.base).host])
}
