package org.penglai.crm.security.internal.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.spi.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets somebody in after the first start: where there is no user yet, makes {@code admin} with the password from
 * CRM_ADMIN_PASSWORD, else with a generated one that only the operator's file tells. There is no default password.
 */
@Component(service = FirstAdministrator.class, immediate = true)
public final class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String USERNAME = "admin";
    private static final String FILE = "admin-password";
    /** Nothing that looks like something else on paper. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 20;

    private final Accounts accounts;
    private final Users users;

    @Activate
    public FirstAdministrator(@Reference Database database, @Reference Users users) {
        this.accounts = new Accounts(database);
        this.users = users;
    }

    @Activate
    void start() {
        ensure(System.getenv("CRM_ADMIN_PASSWORD"), Path.of(System.getProperty("crm.data", "data")));
    }

    /** @param chosen the operator's password, null or empty for none */
    void ensure(String chosen, Path data) {
        if (!accounts.isEmpty()) {
            return;
        }
        try {
            if (chosen == null || chosen.isEmpty() || !addWith(chosen)) {
                addWithGenerated(data);
            }
        } catch (Conflict anotherNodeWasFaster) {
            LOG.info("The user {} has just been made by another node", USERNAME);
        }
    }

    private boolean addWith(String chosen) {
        try {
            add(chosen);
            LOG.info("Made the user {} with the password from CRM_ADMIN_PASSWORD", USERNAME);
            return true;
        } catch (Invalid refused) {
            LOG.warn(
                    "CRM_ADMIN_PASSWORD is not used, a password is generated instead: {}",
                    refused.violations().get(0).message().en());
            return false;
        }
    }

    private void addWithGenerated(Path data) {
        String password = new Secrets().next(ALPHABET, LENGTH);
        Path file = data.resolve(FILE).toAbsolutePath();
        try {
            write(file, password);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ", so the user " + USERNAME + " is not made", e);
        }
        add(password);
        LOG.info("Made the user {}; its password is in {}: read it, then delete the file", USERNAME, file);
    }

    private void add(String password) {
        users.add(USERNAME, "系统管理员", password.toCharArray(), true);
    }

    private static void write(Path file, String password) throws IOException {
        Files.createDirectories(file.getParent());
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
        Path written =
                Files.createTempFile(file.getParent(), FILE, ".new", PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.write(written, (password + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
