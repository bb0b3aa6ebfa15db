/** The rules of the house, checked on what was built. */
package org.penglai.crm.rules;
