package org.penglai.crm.support.internal.sla;

import org.penglai.crm.api.calendar.WorkingHours;

/**
 * What a policy says of one metric.
 *
 * @param policy its id
 * @param minutes working minutes; null if it promises nothing
 * @param hours what is worked
 * @param warnMinutes so long before somebody is told; null for not at all
 */
record Promise(long policy, Long minutes, WorkingHours hours, Long warnMinutes) {}
