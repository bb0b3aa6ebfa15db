package org.penglai.crm.persistence.internal.query;

import java.util.EnumSet;
import java.util.Set;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteType;
import org.jooq.exception.DataAccessException;

/** PostgreSQL does not keep an auto-committed connection from writing, however read-only it is. */
final class ReadOnlyStatements implements ExecuteListener {
    private static final long serialVersionUID = 1L;
    private static final Set<ExecuteType> WRITING =
            EnumSet.of(ExecuteType.WRITE, ExecuteType.DDL, ExecuteType.BATCH, ExecuteType.ROUTINE);

    @Override
    public void start(ExecuteContext context) {
        if (WRITING.contains(context.type())) {
            throw new DataAccessException("writing needs a transaction");
        }
    }
}
