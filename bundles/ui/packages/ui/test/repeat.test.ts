import { setLanguage } from '@penglai/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { nextDays, nthOf } from '../src/repeat/dates'
import { readRule, writeRule, type Repeat } from '../src/repeat/rule'
import { ruleText } from '../src/repeat/summary'

const read = (rule: string): Repeat => {
  const repeat = readRule(rule)
  if (!repeat) throw new Error(rule)
  return repeat
}
const next = (rule: string, start: string, most = 3) => nextDays(read(rule), start, most)

describe('a recurrence rule', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=2;COUNT=5',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR',
    'FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270330',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
  ])('is read and written the same: %s', (rule) => expect(writeRule(read(rule))).toBe(rule))

  it.each(['FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=9', 'FREQ=MONTHLY;BYDAY=MO', 'FREQ=MONTHLY;BYMONTHDAY=1,15', 'nonsense'])(
    'that says more than the control can is left as it is: %s',
    (rule) => {
      expect(readRule(rule)).toBeUndefined()
      expect(ruleText(rule)).toBe(rule)
    },
  )

  it('ends on a day of the reader, whatever the rule is written in', () => {
    expect(read('FREQ=DAILY;UNTIL=20270330T215959Z').until).toBe('2027-03-31')
    expect(read('FREQ=DAILY;UNTIL=20270330T215959').until).toBe('2027-03-30')
  })
})

describe('the next dates', () => {
  it('keep the rhythm from the first day on', () => {
    expect(next('FREQ=DAILY;INTERVAL=3', '2027-02-27')).toEqual(['2027-02-27', '2027-03-02', '2027-03-05'])
    expect(next('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', '2027-03-17')).toEqual(['2027-03-18', '2027-03-29', '2027-04-01'])
    expect(next('FREQ=WEEKLY', '2027-03-17')).toEqual(['2027-03-17', '2027-03-24', '2027-03-31'])
  })

  it('leave out months that have no such day', () => {
    expect(next('FREQ=MONTHLY;BYMONTHDAY=31', '2027-01-31')).toEqual(['2027-01-31', '2027-03-31', '2027-05-31'])
    expect(next('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2027-01-01', 2)).toEqual(['2028-02-29', '2032-02-29'])
  })

  it('count weekdays from either end of the month', () => {
    expect(next('FREQ=MONTHLY;BYDAY=2FR', '2027-03-01')).toEqual(['2027-03-12', '2027-04-09', '2027-05-14'])
    expect(next('FREQ=MONTHLY;BYDAY=-1MO', '2027-11-02')).toEqual(['2027-11-29', '2027-12-27', '2028-01-31'])
    expect([nthOf('2027-03-01'), nthOf('2027-03-28'), nthOf('2027-03-29')]).toEqual([1, 4, -1])
  })

  it('stop at the end', () => {
    expect(next('FREQ=DAILY;COUNT=2', '2027-03-01', 9)).toEqual(['2027-03-01', '2027-03-02'])
    expect(next('FREQ=DAILY;UNTIL=20270302', '2027-03-01', 9)).toEqual(['2027-03-01', '2027-03-02'])
    expect(next('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2027-01-01')).toEqual([])
  })
})

describe('plain words', () => {
  afterEach(() => setLanguage('zh-CN'))

  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '每周一至周五', 'Every week from Monday to Friday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', '每 2 周的周一和周三', 'Every 2 weeks on Mon & Wed'],
    ['FREQ=MONTHLY;BYMONTHDAY=14;COUNT=10', '每月14日，共 10 次', 'Every month on day 14, 10 times'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '每月最后一个星期五', 'Every month on the last Friday'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14', '每年3月14日', 'Every year in Mar on day 14'],
    ['FREQ=DAILY;UNTIL=20270330', '每天，至 2027年3月30日', 'Every day, until Mar 30, 2027'],
  ])('say %s', (rule, zh, en) => {
    setLanguage('zh-CN')
    expect(ruleText(rule)).toBe(zh)
    setLanguage('en')
    expect(ruleText(rule)).toBe(en)
  })
})
