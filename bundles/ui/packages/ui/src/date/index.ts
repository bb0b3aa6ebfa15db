import dayjs from 'dayjs'
import en from 'dayjs/locale/en'
import 'dayjs/locale/zh-cn'

// Weeks start on Monday in both languages; the library takes that from its date locale.
dayjs.locale({ ...en, weekStart: 1 }, undefined, true)

export { ElDatePicker as CrmDatePicker } from 'element-plus'
