/** The yardstick of the measurements. */
package org.penglai.crm.bench.bare;
