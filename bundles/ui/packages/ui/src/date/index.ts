import dayjs from 'dayjs'
import en from 'dayjs/locale/en'
import 'dayjs/locale/zh-cn'
import { ElDatePicker } from 'element-plus'
import { defineAsyncComponent } from 'vue'
import { linkSheet } from '../basic/sheets'
import sheet from './sheet.css?url'

// Weeks start on Monday in both languages; the library takes that from its date locale.
dayjs.locale({ ...en, weekStart: 1 }, undefined, true)

/** Its sheet comes with it, and it is not drawn before. */
export const CrmDatePicker = defineAsyncComponent(() => linkSheet(sheet).then(() => ElDatePicker)) as typeof ElDatePicker
