package org.penglai.crm.identity.internal.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustStoreTrustManager;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Conversations with one directory server, each on a connection of its own and within the time limits. */
final class LdapServer {
    private static final String LDAPS = "ldaps";
    private static final int PLAIN_PORT = 389;
    private static final int TLS_PORT = 636;
    private static final String NO_ATTRIBUTES = "1.1";

    private final LdapConfiguration configuration;
    private final URI address;

    LdapServer(LdapConfiguration configuration) {
        this.configuration = configuration;
        this.address = URI.create(configuration.url());
    }

    /** The one entry that may sign in under the name. Empty for none, and for several: who is meant is unclear then. */
    Optional<SearchResultEntry> find(LDAPConnection connection, String username) throws LDAPException {
        return only(connection, LdapFilters.filled(configuration.userFilter(), username));
    }

    /** The entry with that id. */
    Optional<SearchResultEntry> byId(LDAPConnection connection, String id) throws LDAPException {
        return only(connection, Filter.createEqualityFilter(configuration.attribute_id(), LdapIds.bytes(id)));
    }

    /** Names of the groups that the entry is in. */
    Set<String> groups(LDAPConnection connection, SearchResultEntry entry, String username) throws LDAPException {
        Set<String> groups = new LinkedHashSet<>();
        if (configuration.groupBase().isEmpty()) {
            return groups;
        }
        Filter filter = LdapFilters.filled(configuration.groupFilter(), entry.getDN(), username);
        SearchRequest search =
                new SearchRequest(configuration.groupBase(), SearchScope.SUB, filter, configuration.attribute_group());
        search.setTimeLimitSeconds(configuration.timeoutSeconds());
        for (SearchResultEntry group : connection.search(search).getSearchEntries()) {
            Attribute name = group.getAttribute(configuration.attribute_group());
            if (name != null) {
                groups.addAll(List.of(name.getValues()));
            }
        }
        return groups;
    }

    /** Whether the password is the entry's. Never asked with an empty one, which servers take for anybody's. */
    boolean isPassword(String dn, char[] password) throws LDAPException {
        if (password.length == 0) {
            return false;
        }
        try (LDAPConnection connection = connect()) {
            return connection.bind(dn, new String(password)).getResultCode() == ResultCode.SUCCESS;
        } catch (LDAPException refused) {
            // Any other answer of a server that can be talked to: wrong, expired or locked.
            if (refused.getResultCode().isConnectionUsable()) {
                return false;
            }
            throw refused;
        }
    }

    /** A connection on which to search. */
    LDAPConnection search() throws LDAPException {
        LDAPConnection connection = connect();
        if (!configuration.bindDn().isEmpty()) {
            try {
                connection.bind(configuration.bindDn(), configuration.bindPassword());
            } catch (LDAPException refused) {
                connection.close();
                throw refused;
            }
        }
        return connection;
    }

    private Optional<SearchResultEntry> only(LDAPConnection connection, Filter filter) throws LDAPException {
        SearchRequest search = new SearchRequest(configuration.userBase(), SearchScope.SUB, filter, attributes());
        search.setTimeLimitSeconds(configuration.timeoutSeconds());
        search.setSizeLimit(2);
        List<SearchResultEntry> found = connection.search(search).getSearchEntries();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private String[] attributes() {
        List<String> wanted = new ArrayList<>();
        for (String attribute : new String[] {
            configuration.attribute_id(),
            configuration.attribute_username(),
            configuration.attribute_name(),
            configuration.attribute_email(),
            configuration.attribute_phone(),
            configuration.attribute_department()
        }) {
            if (!attribute.isEmpty()) {
                wanted.add(attribute);
            }
        }
        return wanted.isEmpty() ? new String[] {NO_ATTRIBUTES} : wanted.toArray(String[]::new);
    }

    private LDAPConnection connect() throws LDAPException {
        boolean tls = LDAPS.equalsIgnoreCase(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        int limit = (int) Duration.ofSeconds(configuration.timeoutSeconds()).toMillis();
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(limit);
        options.setResponseTimeoutMillis(limit);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        if (tls) {
            return new LDAPConnection(sockets(), options, address.getHost(), port);
        }
        LDAPConnection connection = new LDAPConnection(options, address.getHost(), port);
        if (configuration.startTls()) {
            try {
                ExtendedResult turned = connection.processExtendedOperation(new StartTLSExtendedRequest(sockets()));
                if (turned.getResultCode() != ResultCode.SUCCESS) {
                    throw new LDAPException(turned.getResultCode(), "the server refuses StartTLS");
                }
            } catch (LDAPException refused) {
                connection.close();
                throw refused;
            }
        }
        return connection;
    }

    private SSLSocketFactory sockets() throws LDAPException {
        try {
            String store = configuration.trustStore();
            SSLUtil tls = store.isEmpty()
                    ? new SSLUtil()
                    : new SSLUtil(new TrustStoreTrustManager(
                            store, configuration.trustStorePassword().toCharArray(), null, true));
            return tls.createSSLSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
