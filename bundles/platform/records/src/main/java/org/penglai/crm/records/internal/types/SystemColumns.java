package org.penglai.crm.records.internal.types;

/** Columns that every record table has, see {@link org.penglai.crm.api.records.RecordEntity}. */
public final class SystemColumns {
    public static final String ID = "id";
    public static final String VERSION = "version";
    public static final String CREATED_AT = "created_at";
    public static final String CREATED_BY = "created_by";
    public static final String UPDATED_AT = "updated_at";
    public static final String UPDATED_BY = "updated_by";
    public static final String OWNER = "owner_id";
    public static final String OWNER_DEPARTMENT = "owner_department_id";
    public static final String DEPT_PATH = "dept_path";
    public static final String DELETED_AT = "deleted_at";
    public static final String DELETED_BY = "deleted_by";
    /** 0, or the row's id in the recycle bin: part of what is unique. */
    public static final String DELETED_MARKER = "deleted_marker";
    /** Collation key of the title in hex, compared binary. */
    public static final String SORT_KEY = "sort_key";
    /** First letters of the title's pinyin, lower-case Latin letters and digits, compared binary. */
    public static final String INITIALS = "initials";

    private SystemColumns() {}
}
