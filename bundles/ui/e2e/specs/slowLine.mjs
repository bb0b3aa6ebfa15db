import assert from 'node:assert/strict'
import { signIn } from '../support/actions.mjs'

const TIMES = 10
const FIRST_MS = 2500
const RETURN_MS = 1200
const LINE = { offline: false, latency: 40, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 }

/** A first and a second visit on a slow line with a slow processor; here only a tenth of the speed is asked for. */
export default async function slowLine(page, ctx) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', LINE)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const since = Date.now()
  await page.goto(ctx.base)
  await page.locator('input[name=username]').waitFor()
  const toSignIn = Date.now() - since
  const half = Date.now()
  await signIn(page, ctx)
  await page.getByRole('navigation').first().getByRole('link', { name: '客户', exact: true }).waitFor()
  const first = toSignIn + Date.now() - half
  const again = Date.now()
  await page.reload()
  await page.getByRole('navigation').first().getByRole('link', { name: '客户', exact: true }).waitFor()
  const back = Date.now() - again
  console.log(`     1.6 Mbit/s, processor / 4: sign-in page ${toSignIn} ms, menu ${first} ms; return visit ${back} ms`)
  assert.ok(first < FIRST_MS * TIMES, `first visit ${first} ms`)
  assert.ok(back < RETURN_MS * TIMES, `return visit ${back} ms`)
}
