import type { FieldMeta } from '@penglai/sdk'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { MetaForm, changesOf, checkForm, controlValues } from '../src/form'

const field = (name: string, kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  name,
  kind,
  label: { 'zh-CN': name, en: name },
  ...more,
})
const fields = [
  field('name', 'text', { required: true, maxLength: 5 }),
  field('phone', 'phone'),
  field('size', 'integer'),
  field('revenue', 'money'),
  field('parent', 'reference', { target: 'customers' }),
]

describe('values of a form', () => {
  it('sends only what changed, empty controls as null', () => {
    const before = controlValues(fields, {
      id: '1',
      version: 1,
      name: '云启',
      phone: '+8613800000000',
      size: 12,
      revenue: null,
      parent: { id: 'p', title: 'P' },
    })
    const after = {
      ...before,
      phone: ' ',
      size: '1,300',
      parent: { id: 'q', title: 'Q' },
      revenue: { amount: ' 1,000.50 ', currency: 'CNY' },
    }
    expect(changesOf(fields, before, before)).toEqual({})
    expect(changesOf(fields, before, after)).toEqual({
      phone: null,
      size: 1300,
      parent: 'q',
      revenue: { amount: '1000.50', currency: 'CNY' },
    })
  })

  it('finds what the browser can find', () => {
    const wrong = checkForm(fields, { name: '太长的名称了', size: '1.5', revenue: { amount: 'x', currency: 'CNY' } })
    expect(wrong.map((one) => [one.field, one.code])).toEqual([
      ['name', 'tooLong'],
      ['size', 'format.integer'],
      ['revenue', 'format.money'],
    ])
    expect(checkForm(fields, { name: '  ' }).map((one) => one.code)).toEqual(['required'])
  })
})

describe('MetaForm', () => {
  const show = (errors = [] as { field: string; code: string; message: string }[]) =>
    mount(MetaForm, {
      props: { fields: fields.slice(0, 2), modelValue: { name: '', phone: '' }, errors },
      attachTo: document.body,
    })

  it('keeps a form with a missing value, says so at the field and in the summary, and goes there', async () => {
    const form = show()
    await form.get('form').trigger('submit')
    await nextTick()
    expect(form.emitted('submit')).toBeUndefined()
    const input = form.get('input')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(document.getElementById(input.attributes('aria-describedby') ?? '')?.textContent).toContain('name')
    expect(form.get('[role=alert] a').attributes('href')).toBe(`#${input.attributes('id')}`)
    expect(document.activeElement).toBe(input.element)
    form.unmount()
  })

  it('shows refusals of the server in the same places until the field changes', async () => {
    const form = show([{ field: 'phone', code: 'phone', message: '电话格式不正确' }])
    expect(form.text().match(/电话格式不正确/g)).toHaveLength(2)
    await form.findAll('input')[1]?.setValue('139')
    expect(form.text()).not.toContain('电话格式不正确')
    form.unmount()
  })
})
