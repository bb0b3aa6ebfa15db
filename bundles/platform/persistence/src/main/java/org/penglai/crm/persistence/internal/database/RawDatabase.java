package org.penglai.crm.persistence.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.tools.jdbc.JDBCUtils;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;

/** The pooled DataSource that the platform works on at the moment, and what database is behind it. */
@Component(service = RawDatabase.class, immediate = true)
public class RawDatabase {
    private volatile Attached attached;

    /**
     * From now on connections come from this DataSource.
     *
     * @throws SQLException if no connection can be had, or the database is neither Derby nor PostgreSQL
     */
    public void attach(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            SQLDialect dialect = JDBCUtils.dialect(connection);
            if (dialect != SQLDialect.DERBY && dialect != SQLDialect.POSTGRES) {
                throw new SQLException(
                        "Derby and PostgreSQL are supported, this is "
                                + connection.getMetaData().getDatabaseProductName(),
                        "0A000");
            }
            attached = new Attached(dataSource, dialect);
        }
    }

    /** No connections any more; those in use stay with their users. */
    public void detach() {
        attached = null;
    }

    /** A connection of the pool. */
    public Connection open() throws SQLException {
        Attached now = attached;
        if (now == null) {
            throw new SQLNonTransientConnectionException("no database is attached", "08001");
        }
        return now.dataSource.getConnection();
    }

    /** Which database it is; throws Unavailable while there is none. */
    public SQLDialect dialect() {
        Attached now = attached;
        if (now == null) {
            throw away(null);
        }
        return now.dialect;
    }

    /** What a caller is told when no connection can be had. */
    public static Unavailable away(Throwable cause) {
        return new Unavailable(
                "databaseAway",
                Localized.of("数据库暂时无法访问，请稍后重试。", "The database cannot be reached at the moment; please try again."),
                Duration.ofSeconds(5),
                cause);
    }

    private record Attached(DataSource dataSource, SQLDialect dialect) {}
}
