import assert from 'node:assert/strict'
import { changeRecord, createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** What was changed in bulk can be taken back days later, from a page that says what would stay as it is. */
export default async function bulkChanges(page, ctx) {
  await open(page, ctx)
  const word = `批量撤${ctx.unique}`
  const made = []
  for (const at of [1, 2, 3])
    made.push(await createRecord(page, 'customers', { name: `${word}${at}`, kind: 'company', level: 'B' }))
  const job = await bulk(page, 'customers', { ids: made.map(({ id }) => id), operation: 'update', values: { level: 'A' } })
  await page.goto(`${ctx.base}/settings/bulk-changes`)
  await settled(page)

  // The newest is on top: who, when, how many, until when.
  const change = page.getByRole('list', { name: '批量操作' }).getByRole('group').first()
  await change.getByText('改动 3 条').waitFor()
  await change.getByText(/^可撤销至 /).waitFor()
  await change.getByRole('button', { name: /之后的改动$/ }).click()
  await change.getByText('之后没有人改动过这些记录。').waitFor()
  await change.getByRole('button', { name: /之后的改动$/ }).click()

  await changeRecord(page, 'customers', made[1].id, { level: 'C' })
  await change.getByRole('button', { name: /之后的改动$/ }).click()
  await change.getByRole('link', { name: `${word}2` }).waitFor()
  await change.getByText('之后又被修改过。').waitFor()
  assert.equal(await change.getByRole('link', { name: word }).count(), 1)
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'bulk-changes')

  await change.getByRole('button', { name: /^撤销 / }).click()
  const question = page.getByRole('dialog', { name: /^撤销“/ })
  await question.getByText('1 条之后又被修改，将保持不变。').waitFor()
  await question.getByRole('button', { name: '撤销', exact: true }).click()
  const undone = page.getByRole('list', { name: '批量操作' }).getByRole('group').filter({ hasText: '已撤销 2 条' }).first()
  await undone.getByText(/1 条之后又被修改，未撤销/).waitFor({ timeout: 30000 })
  const levels = await page.evaluate(
    async (ids) => Promise.all(ids.map(async (id) => (await (await fetch(`/api/v1/customers/${id}`)).json()).level)),
    made.map(({ id }) => id),
  )
  assert.deepEqual(levels, ['B', 'C', 'B'])
  assert.equal(await page.evaluate(async (id) => (await (await fetch(`/api/v1/jobs/${id}`)).json()).canUndo, job), false)
}

/** Runs a change of many records to its end; gives the job's id. */
async function bulk(page, type, body) {
  return page.evaluate(
    async ([type, body]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }
      const start = await fetch(`/api/v1/${type}/bulk`, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!start.ok) throw new Error(`${start.status} ${await start.text()}`)
      let job = await start.json()
      while (job.state === 'queued' || job.state === 'running') {
        await new Promise((done) => setTimeout(done, 100))
        job = await (await fetch(`/api/v1/jobs/${job.id}`)).json()
      }
      if (job.state !== 'succeeded') throw new Error(JSON.stringify(job))
      return job.id
    },
    [type, body],
  )
}
