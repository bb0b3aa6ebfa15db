/** Keeps the set of modules that ought to run, restores it at boot, and installs, moves and removes modules. */
package org.penglai.crm.modules.internal;
