import { defineAsyncComponent, shallowReactive, type Component } from 'vue'
import type { FieldKind, FieldMeta } from '@penglai/sdk'
import BooleanField from './fields/BooleanField.vue'
import ChoiceField from './fields/ChoiceField.vue'
import DateField from './fields/DateField.vue'
import LinksField from './fields/LinksField.vue'
import LongTextField from './fields/LongTextField.vue'
import MoneyField from './fields/MoneyField.vue'
import PhoneField from './fields/PhoneField.vue'
import ReferenceField from './fields/ReferenceField.vue'
import RegionField from './fields/RegionField.vue'
import TagsField from './fields/TagsField.vue'
import TextField from './fields/TextField.vue'

/**
 * The control of each field kind. A control takes `field`, `modelValue`, `inputId`, `describedBy` and `invalid`,
 * and emits `update:modelValue`. Plug-ins add kinds of their own in `activate` and take them away in dispose. `kind:name`
 * stands for the fields of that kind and name alone.
 */
export const fieldTypes: Map<string, Component> = shallowReactive(
  new Map<FieldKind | `${FieldKind}:${string}`, Component>([
    ['text', TextField],
    ['text:rrule', defineAsyncComponent(() => import('../repeat/RepeatField.vue'))],
    ['longText', LongTextField],
    ['integer', TextField],
    ['decimal', TextField],
    ['percent', TextField],
    ['phone', PhoneField],
    ['email', TextField],
    ['url', TextField],
    ['creditCode', TextField],
    ['boolean', BooleanField],
    ['date', DateField],
    ['instant', DateField],
    ['enumeration', ChoiceField],
    ['picklist', ChoiceField],
    ['choices', ChoiceField],
    ['reference', ReferenceField],
    ['money', MoneyField],
    ['region', RegionField],
    ['tags', TagsField],
    ['links', LinksField],
  ]),
)

export const controlOf = (field: FieldMeta): Component | undefined =>
  fieldTypes.get(`${field.kind}:${field.name}`) ?? fieldTypes.get(field.kind) ?? fieldTypes.get('text')
