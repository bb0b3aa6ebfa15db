export { ElDatePicker as CrmDatePicker } from 'element-plus'
