package org.penglai.crm.persistence.internal.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.SQLDialect;

/** What a database says about its own tables. */
interface Catalog {
    /** All tables of the connection's schema, by name. */
    List<TableShape> tables(Connection connection) throws SQLException;

    /** Statements that remove all tables of the connection's schema. */
    List<String> drops(Connection connection) throws SQLException;

    /** Type of a text that is bound to a column of any type. */
    int textType();

    static Catalog of(SQLDialect dialect) {
        return dialect == SQLDialect.POSTGRES ? new PostgresCatalog() : new DerbyCatalog();
    }
}
