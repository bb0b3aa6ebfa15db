/**
 * The parts every page of the console is made of. The library behind them is not part of the
 * contract: plug-ins import from here, so that it can be replaced.
 */
import type {
  ElCheckbox as Checkbox,
  ElDialog as Dialog,
  ElDrawer as Drawer,
  ElOption as Option,
  ElSelect as Select,
  ElSwitch as Switch,
} from 'element-plus'
import { defineAsyncComponent, type Component } from 'vue'
import './text'

/** Parts no first page shows: their code comes when one is first drawn. */
const later = <C>(load: () => Promise<C>): C => defineAsyncComponent(load as () => Promise<Component>) as C
export const CrmCheckbox = later<typeof Checkbox>(() => import('./basic/choices').then((library) => library.ElCheckbox))
export const CrmDialog = later<typeof Dialog>(() => import('./basic/overlays').then((library) => library.ElDialog))
export const CrmDrawer = later<typeof Drawer>(() => import('./basic/overlays').then((library) => library.ElDrawer))
export const CrmOption = later<typeof Option>(() => import('./basic/choices').then((library) => library.ElOption))
export const CrmSelect = later<typeof Select>(() => import('./basic/choices').then((library) => library.ElSelect))
export const CrmSwitch = later<typeof Switch>(() => import('./basic/choices').then((library) => library.ElSwitch))

export {
  ElButton as CrmButton,
  ElDropdown as CrmDropdown,
  ElDropdownItem as CrmDropdownItem,
  ElDropdownMenu as CrmDropdownMenu,
  ElInput as CrmInput,
  ElPopover as CrmPopover,
  ElTooltip as CrmTooltip,
} from 'element-plus'
export { ask, type Question } from './basic/ask'
export { default as CrmBars } from './basic/CrmBars.vue'
export { default as CrmConfig } from './basic/CrmConfig.vue'
export { default as CrmEmpty } from './basic/CrmEmpty.vue'
export { default as CrmIcon } from './basic/CrmIcon.vue'
export { default as CrmPanel } from './basic/CrmPanel.vue'
export { default as CrmProgress } from './basic/CrmProgress.vue'
export { default as CrmTabs, type Tab } from './basic/CrmTabs.vue'
export { default as CrmTag } from './basic/CrmTag.vue'
export { default as PluginSlot } from './basic/PluginSlot.vue'
export type { IconName } from './basic/icons'
export { useMedia, usePhone } from './basic/media'
export { default as FieldValue } from './values/FieldValue.vue'
export { initialsOf } from './values/initials'
export { valueText } from './values/text'
export { toneOf, type Tone } from './values/tone'

/** A text of several lines in which "@" mentions a person. */
export const MentionText = defineAsyncComponent(() => import('./form/fields/MentionText.vue'))

/** A plain table, for pages that no record type makes. */
export const CrmTable = defineAsyncComponent(() => import('./basic/CrmTable.vue'))

/** A line that is there to be copied. */
export const CrmCopy = defineAsyncComponent(() => import('./basic/CrmCopy.vue'))

/** A page whose content is fetched: title, a line about it, and what stands there meanwhile. */
export const LoadedPage = defineAsyncComponent(() => import('./basic/LoadedPage.vue'))

/** A text for another device's camera. */
export const QrCode = defineAsyncComponent(() => import('./basic/QrCode.vue'))

/** How often something comes again: its control, and a rule in plain words. */
export const RepeatField = defineAsyncComponent(() => import('./repeat/RepeatField.vue'))
export const RepeatText = defineAsyncComponent(() => import('./repeat/RepeatText.vue'))

export { ImportPage, pagesFor, RecordForm, RecordList, RecordPage } from './pages'

/** Brings what a list shows into a file; opens a dialog that asks how. */
export { default as ExportButton } from './export/ExportButton.vue'

/** Asks for what an action of a record needs, and shows why it was refused. */
export const ActionDialog = defineAsyncComponent(() => import('./record/ActionDialog.vue'))

/** The figures of a report: a chart where one says more, and a table whose rows lead to the records behind them. */
export const ReportFigures = defineAsyncComponent(() => import('./report/ReportFigures.vue'))
export { fileOf, type ReportColumn, type ReportData, type ReportRow } from './report/report'
export { useReport } from './report/useReport'

/** Takes back what a job wrote many at a time. */
export const UndoJob = defineAsyncComponent(() => import('./bulk/UndoJob.vue'))
