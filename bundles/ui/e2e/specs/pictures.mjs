import { writeFileSync } from 'node:fs'
import { aCustomer, anImport, givePoints, open } from '../support/actions.mjs'
import { settled } from '../support/page.mjs'
import { shrink } from '../support/png.mjs'

export const needs = 'pictures'
export const reducedMotion = 'reduce'
const DESK = { width: 1440, height: 810 }
const PHONE = { width: 390, height: 780 }

/** The pictures of the documentation, from whatever the console shows: after the samples, a full office. */
export default async function pictures(page, ctx) {
  const take = async (name, path, size) => {
    await page.setViewportSize(size)
    await page.goto(ctx.base + path)
    await settled(page)
    await page.mouse.move(0, 0)
    writeFileSync(`${ctx.pictures}/${name}.png`, shrink(await page.screenshot()))
  }
  await page.setViewportSize(DESK)
  await open(page, ctx)
  const customer = await aCustomer(page)
  await givePoints(page, customer)
  await take('customers', '/customers?sort=customerNo', DESK)
  await take('record', `/customers/${customer}`, DESK)
  await take('import', await anImport(page), DESK)
  await take('phone', '/customers', PHONE)
}
