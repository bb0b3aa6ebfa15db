package org.penglai.crm.security.internal.user;

import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.jobs.spi.JobCallers;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.security.internal.Permissions;

/** Who submitted a job, with what is left of the rights that the submission had. */
@Component
public final class CurrentJobCallers implements JobCallers {
    private final Accounts accounts;

    /**
     * @param migrated only there when the tables are
     * @param links the kernel's tables, among them that of links
     */
    @Activate
    public CurrentJobCallers(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource links) {
        this(database);
    }

    CurrentJobCallers(Database database) {
        accounts = new Accounts(database);
    }

    @Override
    public Optional<Caller> now(Caller submitted) {
        return accounts.find(submitted.userId())
                .filter(Account::isActive)
                .map(accounts::caller)
                .map(user -> new Caller(
                        user.userId(),
                        user.username(),
                        user.displayName(),
                        submitted.locale(),
                        submitted.zone(),
                        Permissions.common(user, submitted)));
    }
}
