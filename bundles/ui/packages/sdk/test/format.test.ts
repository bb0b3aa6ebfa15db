import { expect, it } from 'vitest'
import { formatMoney, formatPhone, setLanguage } from '../src'

it.each([
  ['+8613912345678', '139 1234 5678'],
  ['+865328800001', '0532-8800001'],
  ['+861088000012;ext=21', '010-88000012 ×21'],
  ['4008001234', '400-800-1234'],
  ['+442071838750', '+442071838750'],
])('shows %s as %s', (stored, shown) => expect(formatPhone(stored)).toBe(shown))

it('keeps every digit of an exact amount', () => {
  setLanguage('zh-CN')
  expect(formatMoney('90071992547409931.25', 'CNY')).toBe('¥90,071,992,547,409,931.25')
})
