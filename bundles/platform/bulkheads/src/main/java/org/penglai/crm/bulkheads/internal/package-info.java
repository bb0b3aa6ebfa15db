/** Threads, limits and fences around the code of capabilities. */
package org.penglai.crm.bulkheads.internal;
