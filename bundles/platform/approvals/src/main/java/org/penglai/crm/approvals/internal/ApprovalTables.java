package org.penglai.crm.approvals.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The table of those who are asked. */
final class ApprovalTables {
    static final Table<Record> STEP = table(unquotedName("crm_approval_step"));
    static final Field<Long> APPROVAL = field(unquotedName("approval_id"), SQLDataType.BIGINT);
    static final Field<Long> ASSIGNEE = field(unquotedName("assignee_id"), SQLDataType.BIGINT);
    static final Field<String> DECISION = field(unquotedName("decision"), SQLDataType.VARCHAR);
    static final Field<String> RECORD_TYPE = field(unquotedName("record_type"), SQLDataType.VARCHAR);
    static final Field<String> RECORD_ID = field(unquotedName("record_id"), SQLDataType.VARCHAR);
    static final Field<Long> ID = field(unquotedName("id"), SQLDataType.BIGINT);
    static final Condition LIVE =
            field(unquotedName("deleted_at"), SQLDataType.LOCALDATETIME).isNull();

    private ApprovalTables() {}
}
