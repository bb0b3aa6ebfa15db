package org.penglai.crm.identity.internal.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.identity.internal.people.ExternalPeople;
import org.penglai.crm.identity.internal.people.ExternalPerson;
import org.penglai.crm.identity.internal.people.GroupRoles;
import org.penglai.crm.security.spi.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in by LDAP: searches the entry, binds as it, and keeps the user here as the entry says; now and then looks
 * who is gone. There only where it is configured.
 */
@Component(
        service = {Directory.class, PeriodicWork.class},
        configurationPid = LdapConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LdapConfiguration.class)
public final class LdapDirectory implements Directory, PeriodicWork {
    private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
    private static final String PROVIDER = "ldap";
    private static final String EVERYBODY = "*";
    private static final Duration NEVER = Duration.ofDays(365);

    private final LdapConfiguration configuration;
    private final LdapServer server;
    private final ExternalPeople people;
    private final GroupRoles roles;
    private final Set<String> localUsers;

    @Activate
    public LdapDirectory(@Reference ExternalPeople people, LdapConfiguration configuration) {
        this.people = people;
        this.configuration = configuration;
        this.server = new LdapServer(configuration);
        this.roles = new GroupRoles(configuration.roles(), configuration.rolesOfAll());
        this.localUsers = GroupRoles.items(configuration.localUsers()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean admitsLocal(String username) {
        return localUsers.contains(EVERYBODY) || localUsers.contains(username);
    }

    @Override
    public Answer authenticate(String username, char[] password) {
        if (password.length == 0) {
            return Answer.REFUSED;
        }
        ExternalPerson person;
        try (LDAPConnection connection = server.search()) {
            Optional<SearchResultEntry> entry = server.find(connection, username);
            if (entry.isEmpty() || !server.isPassword(entry.get().getDN(), password)) {
                return Answer.REFUSED;
            }
            person = person(entry.get(), server.groups(connection, entry.get(), username));
        } catch (LDAPException e) {
            LOG.warn("The directory {} cannot be asked: {}", configuration.url(), e.getMessage());
            return Answer.DOWN;
        }
        if (person == null) {
            LOG.warn("The entry of {} has no {}", username, configuration.attribute_id());
            return Answer.REFUSED;
        }
        OptionalLong user = people.admit(
                person, new ExternalPeople.Admission(configuration.createUsers(), configuration.adoptUsers()));
        return user.isPresent() ? Answer.accepted(user.getAsLong()) : Answer.REFUSED;
    }

    @Override
    public String name() {
        return "identity.ldap";
    }

    @Override
    public Duration every() {
        return configuration.syncMinutes() == 0 ? NEVER : Duration.ofMinutes(configuration.syncMinutes());
    }

    /** Disables who is gone. A directory that is down says nothing about anybody. */
    @Override
    public void run(Instant now) throws InterruptedException {
        if (configuration.syncMinutes() == 0) {
            return;
        }
        Map<String, Long> linked = people.linked(PROVIDER);
        if (linked.isEmpty()) {
            return;
        }
        try (LDAPConnection connection = server.search()) {
            for (Map.Entry<String, Long> each : linked.entrySet()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (server.byId(connection, each.getKey()).isEmpty()) {
                    people.disable(each.getValue(), PROVIDER);
                }
            }
        } catch (LDAPException e) {
            LOG.warn("The directory {} cannot be asked who is gone: {}", configuration.url(), e.getMessage());
        }
    }

    /** Null if the entry says nothing by which to know it again. */
    private ExternalPerson person(SearchResultEntry entry, Set<String> groups) {
        Attribute id = entry.getAttribute(configuration.attribute_id());
        String username = value(entry, configuration.attribute_username());
        if (id == null || username == null) {
            return null;
        }
        return new ExternalPerson(
                PROVIDER,
                LdapIds.text(id),
                username.toLowerCase(Locale.ROOT),
                value(entry, configuration.attribute_name()),
                value(entry, configuration.attribute_email()),
                value(entry, configuration.attribute_phone()),
                value(entry, configuration.attribute_department()),
                roles.of(groups));
    }

    private static String value(SearchResultEntry entry, String attribute) {
        String value = attribute.isEmpty() ? null : entry.getAttributeValue(attribute);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
