import { threadTime } from './threadTime.mjs'

/** A slow line and a slow machine, as the promise has them. */
const LINE = {
  offline: false,
  latency: 40,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
}
const SLOWER = 4

const FIRST_MS = 2500
const RETURN_MS = 1200
const FRAME_KB = 220

/** How long until the navigation can be used: with an empty cache and with a full one. */
export async function measureVisits(newContext, ctx, report) {
  const context = await newContext()
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const requests = new Map()
  network.on('Network.requestWillBeSent', ({ requestId, request }) => requests.set(requestId, { url: request.url, bytes: 0 }))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId)
    if (request) request.bytes = encodedDataLength
  })
  await network.send('Network.emulateNetworkConditions', LINE)
  await network.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })

  const processor = await threadTime(page)
  const visit = async (which, promised) => {
    report(`${which} visit, 1.6 Mbit/s, CPU/4: menu after`, await menu(page, ctx), 'ms', promised)
    report('  processor time of the page, slowed down', await processor(), 'ms')
  }
  await visit('first', FIRST_MS)
  await page.waitForLoadState('networkidle')
  const frame = [...requests.values()].filter(({ url }) => !/\/(plugins|api)\//.test(new URL(url).pathname))
  report('first visit: frame on the wire', frame.reduce((sum, { bytes }) => sum + bytes, 0) / 1024, 'KB', FRAME_KB)
  await visit('return', RETURN_MS)
  await page.waitForLoadState('networkidle')
  const foreign = [...requests.values()]
    .map(({ url }) => new URL(url))
    .filter(({ protocol, host }) => protocol.startsWith('http') && host !== new URL(ctx.base).host)
  report('requests to other hosts', foreign.length, '', 0)
  await context.close()
}

async function menu(page, ctx) {
  const since = Date.now()
  await page.goto(ctx.base, { waitUntil: 'commit' })
  await page.locator('nav a[href="/customers"]').first().waitFor()
  return Date.now() - since
}
