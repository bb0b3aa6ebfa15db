import assert from 'node:assert/strict'
import { createRecord, createUser, open } from '../support/actions.mjs'
import { eventually } from '../support/eventually.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'

/** A queue's members are kept in settings; its tickets go to them by turn, and one passes a ticket on to the other. */
export default async function assignment(page, ctx) {
  await open(page, ctx, '/settings/ticket-queues')
  const roles = await page.evaluate(async () => (await (await fetch('/api/v1/roles?filter=code==serviceAgent')).json()).items)
  const agent = (name) =>
    createUser(
      page,
      {
        username: `${name}.${ctx.unique.toLowerCase()}`,
        name: `${name}${ctx.unique}`,
        roles: [{ type: 'roles', id: roles[0].id }],
      },
      PASSWORD,
    )
  const [first, second] = [await agent('anna'), await agent('bela')]
  const { id: queue } = await createRecord(page, 'ticketQueues', { name: `轮流${ctx.unique}`, assignment: 'roundRobin' })
  for (const user of [first, second]) await createRecord(page, 'ticketQueueMembers', { queue, user: user.id })

  const tickets = []
  for (let count = 1; count <= 4; count++)
    tickets.push(
      await createRecord(page, 'tickets', { subject: `轮流${ctx.unique} ${count}`, kind: 'enquiry', queue, owner: null }),
    )
  const owners = () =>
    page.evaluate(
      async (queue) =>
        (await (await fetch(`/api/v1/tickets?filter=queue==${queue}&sort=id`)).json()).items.map(({ owner }) => owner?.id),
      queue,
    )
  const given = await eventually(async () => {
    const found = await owners()
    return found.every(Boolean) && found
  })
  for (const user of [first, second]) assert.equal(given.filter((id) => id === user.id).length, 2, 'each has two of four')

  await page.goto(`${ctx.base}/settings/ticket-queues/${queue}`)
  await page.getByRole('heading', { level: 1, name: `轮流${ctx.unique}` }).waitFor()
  await page.getByText(`anna${ctx.unique}`).first().waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'queue-members')

  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await context.newPage()
    const mine = tickets[given.indexOf(first.id)]
    const user = `anna.${ctx.unique.toLowerCase()}`
    await open(theirs, { ...ctx, user, password: PASSWORD }, `/tickets/${mine.id}`)
    await theirs.getByRole('button', { name: '更多操作' }).click()
    await theirs.getByRole('menuitem', { name: '转交', exact: true }).click()
    const dialog = theirs.getByRole('dialog', { name: '转交“' })
    await dialog.getByRole('combobox', { name: '转交给' }).click()
    await dialog.getByRole('combobox', { name: '转交给' }).pressSequentially(`bela${ctx.unique}`)
    await theirs
      .getByRole('option', { name: `bela${ctx.unique}` })
      .first()
      .click()
    await dialog.getByRole('button', { name: '转交', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const now = await page.evaluate(async (id) => (await (await fetch(`/api/v1/tickets/${id}`)).json()).owner.id, mine.id)
    assert.equal(now, second.id, 'it was passed on')
    await theirs.setViewportSize({ width: 390, height: 844 })
    await theirs.goto(`${ctx.base}/tickets`)
    await theirs.locator('#main h1').waitFor()
    await assertNoSidewaysScroll(theirs)
  } finally {
    await context.close()
  }
}
