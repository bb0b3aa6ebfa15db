package org.penglai.crm.itests.support;

/** The databases that every promise is kept on. */
public enum Store {
    DERBY,
    POSTGRES
}
