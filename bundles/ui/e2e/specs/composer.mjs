import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
)
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'

/** A tenth of a second of silence. */
function wave() {
  const samples = 800
  const bytes = Buffer.alloc(44 + samples, 128)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8000, 24)
  bytes.writeUInt32LE(8000, 28)
  bytes.writeUInt16LE(1, 32)
  bytes.writeUInt16LE(8, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples, 40)
  return bytes
}

/** A contact is logged with a colleague mentioned and a photo; files fall anywhere on the page and are looked at there. */
export default async function composer(page, ctx) {
  await open(page, ctx)
  const person = `钱多多${ctx.unique}`
  await createRecord(page, 'users', { username: `qdd${ctx.unique.toLowerCase()}`, name: person })
  const customer = await createRecord(page, 'customers', { name: `记录${ctx.unique}`, kind: 'company' })
  await page.goto(`${ctx.base}/customers/${customer.id}`)
  await mentionsByInitials(page, ctx, person)
  await showsThePhotoInTheTimeline(page, ctx)
  await takesFilesAnywhere(page, ctx)
  await linksRecordsOfSeveralTypes(page, ctx, customer)
}

async function mentionsByInitials(page, ctx, person) {
  const text = page.getByRole('textbox', { name: '跟进内容' })
  await text.click()
  await text.pressSequentially(`看厂 ${ctx.unique} @qdd${ctx.unique.slice(0, 2).toLowerCase()}`)
  const list = page.getByRole('listbox', { name: '提到的人' })
  const option = list.getByRole('option', { name: person })
  await option.waitFor()
  await ctx.shot(page, 'composer-mention')
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await page.keyboard.press('Backspace')
  await option.waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await list.waitFor({ state: 'detached' })
  assert.match(await text.inputValue(), new RegExp(`@${person} $`))
}

async function showsThePhotoInTheTimeline(page, ctx) {
  await page
    .locator('form.log input[type=file]')
    .setInputFiles([{ name: `厂门${ctx.unique}.png`, mimeType: 'image/png', buffer: PICTURE }])
  await page.getByRole('button', { name: `不要 厂门${ctx.unique}.png` }).waitFor()
  await page.getByRole('button', { name: '记录', exact: true }).click()
  const photo = page.getByRole('button', { name: `查看 厂门${ctx.unique}.png` })
  await photo.waitFor()
  await settled(page)
  await ctx.shot(page, 'composer-photo')
  assert.deepEqual(await violations(page), [])
  await photo.click()
  await page.getByRole('dialog', { name: `厂门${ctx.unique}.png` }).waitFor()
  await page.waitForFunction(() => document.querySelector('.el-dialog img')?.naturalWidth === 10)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function takesFilesAnywhere(page, ctx) {
  const files = [
    { name: `合同${ctx.unique}.pdf`, type: 'application/pdf', bytes: [...Buffer.from(PDF)] },
    { name: `录音${ctx.unique}.wav`, type: 'audio/wav', bytes: [...wave()] },
  ]
  await page.evaluate((files) => {
    const transfer = new DataTransfer()
    for (const { name, type, bytes } of files) transfer.items.add(new File([new Uint8Array(bytes)], name, { type }))
    const target = document.querySelector('article.record dl')
    for (const kind of ['dragover', 'drop'])
      target.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, files)
  const panel = page.getByRole('tabpanel', { name: '附件' })
  await panel.getByRole('button', { name: `合同${ctx.unique}.pdf`, exact: true }).click()
  const preview = page.getByRole('dialog')
  await preview.locator(`iframe[title="合同${ctx.unique}.pdf"]`).waitFor()
  await page.getByRole('button', { name: '下一个' }).click()
  await page.waitForFunction(() => document.querySelector('.el-dialog audio')?.duration > 0)
  await page.keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })
}

async function linksRecordsOfSeveralTypes(page, ctx, customer) {
  const contact = await createRecord(page, 'contacts', { name: `孙联${ctx.unique}`, customer: customer.id })
  await page.goto(`${ctx.base}/tasks/new`)
  await page.getByRole('textbox', { name: '主题' }).fill(`两处 ${ctx.unique}`)
  const links = page.getByRole('group', { name: '相关记录' })
  for (const [type, name] of [
    ['客户', `记录${ctx.unique}`],
    ['联系人', contact.name],
  ]) {
    await links.getByRole('combobox', { name: '类型' }).press('Enter')
    await page.getByRole('option', { name: type, exact: true }).click()
    const add = links.getByRole('combobox').last()
    await add.fill(name)
    await page.getByRole('option', { name }).first().click()
    await links.getByRole('listitem').filter({ hasText: name }).waitFor()
  }
  await links.getByRole('button', { name: new RegExp(`记录${ctx.unique}`) }).click()
  await page.getByRole('button', { name: '保存', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: `两处 ${ctx.unique}` }).waitFor()
  const id = page.url().split('/').pop().split('?')[0]
  const task = await page.evaluate(async (id) => (await fetch(`/api/v1/tasks/${id}`)).json(), id)
  assert.deepEqual(
    task.related.map((link) => link.id),
    [contact.id],
  )
}
