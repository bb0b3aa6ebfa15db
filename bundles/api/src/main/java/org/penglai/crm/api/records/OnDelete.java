package org.penglai.crm.api.records;

/**
 * What happens to a record when the one that it refers to is deleted. Its hooks are not asked, see {@link RecordHook}. A
 * reference can stand against the deletion for some records only, see {@link FieldBuilder#restrictWhile}.
 */
public enum OnDelete {
    /** The other record cannot be deleted while this one exists: 409 with counts. */
    RESTRICT,
    /** This record goes into the recycle bin with the other one. */
    CASCADE,
    /** The reference is emptied. */
    CLEAR
}
