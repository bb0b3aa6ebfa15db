package org.penglai.crm.persistence.internal.database;

import java.sql.Connection;
import java.time.Duration;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** Makes query builders; what they have in common, jOOQ's caches included, is set up once. */
public final class Queries {
    private final Configuration derby;
    private final Configuration postgres;
    private final int seconds;

    /** @param limit how long one statement may take */
    public Queries(Duration limit) {
        seconds = (int) Math.max(1, limit.toSeconds());
        derby = new DefaultConfiguration().set(SQLDialect.DERBY).set(settings(seconds));
        postgres = new DefaultConfiguration().set(SQLDialect.POSTGRES).set(settings(seconds));
    }

    /** How long one statement may take. */
    public int seconds() {
        return seconds;
    }

    public DSLContext on(SQLDialect dialect, Connection connection, ExecuteListener... listeners) {
        Configuration common = dialect == SQLDialect.DERBY ? derby : postgres;
        return DSL.using(common.derive(new DefaultConnectionProvider(connection))
                .derive(DefaultExecuteListenerProvider.providers(listeners)));
    }

    /**
     * Names are rendered as they are written and without quotes, so that PostgreSQL folds them to lower and Derby to
     * upper case, as both do with the names in migrations. A name that must be quoted is quoted explicitly.
     */
    private static Settings settings(int seconds) {
        return new Settings()
                .withRenderSchema(false)
                .withRenderCatalog(false)
                .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                .withRenderNameCase(RenderNameCase.AS_IS)
                .withInListPadding(true)
                .withExecuteLogging(false)
                .withFetchWarnings(false)
                .withReflectionCaching(true)
                .withCacheRecordMappers(true)
                .withQueryTimeout(seconds);
    }
}
