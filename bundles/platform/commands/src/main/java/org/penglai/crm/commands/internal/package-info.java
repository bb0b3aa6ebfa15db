/** The console scope {@code crm}: what operators do from the Karaf shell. */
package org.penglai.crm.commands.internal;
