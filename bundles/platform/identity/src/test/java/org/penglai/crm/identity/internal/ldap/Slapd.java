package org.penglai.crm.identity.internal.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenLDAP server on a free port of the loopback, with folder and certificate of its own. */
final class Slapd implements AutoCloseable {
    static final String SUFFIX = "dc=penglai,dc=example";
    static final String ROOT = "cn=root," + SUFFIX;
    static final String PASSWORD = "not-for-production";
    private static final List<String> PLACES = List.of("/usr/sbin/slapd", "/usr/libexec/slapd", "/usr/bin/slapd");
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final int port = freePort();
    private final int tlsPort = freePort();
    private Process process;

    Slapd(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("data"));
        certificate();
        Files.writeString(
                folder.resolve("slapd.conf"),
                """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                pidfile %1$s/slapd.pid
                TLSCertificateFile %1$s/server.pem
                TLSCertificateKeyFile %1$s/server.key
                database mdb
                suffix "%2$s"
                rootdn "%3$s"
                rootpw %4$s
                directory %1$s/data
                access to attrs=userPassword by anonymous auth by * none
                access to * by dn.exact="cn=reader,%2$s" read by * none
                """
                        .formatted(folder, SUFFIX, ROOT, PASSWORD));
        start();
        try (LDAPConnection connection = root()) {
            connection.add(
                    "dn: " + SUFFIX, "objectClass: dcObject", "objectClass: organization", "dc: penglai", "o: P");
            connection.add(
                    "dn: cn=reader," + SUFFIX,
                    "objectClass: organizationalRole",
                    "objectClass: simpleSecurityObject",
                    "cn: reader",
                    "userPassword: " + PASSWORD);
            connection.add("dn: ou=people," + SUFFIX, "objectClass: organizationalUnit", "ou: people");
            connection.add("dn: ou=groups," + SUFFIX, "objectClass: organizationalUnit", "ou: groups");
        }
    }

    /** Whether the machine has one; test.sh sees to that. */
    static boolean isInstalled() {
        return PLACES.stream().map(Path::of).anyMatch(Files::isExecutable);
    }

    void start() throws Exception {
        String program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow();
        process = new ProcessBuilder(
                        program,
                        "-f",
                        folder.resolve("slapd.conf").toString(),
                        "-h",
                        "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + tlsPort + "/",
                        "-d",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slapd.log").toFile())
                .start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (LDAPConnection up = root()) {
                return;
            } catch (LDAPException notYet) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    throw new IllegalStateException(Files.readString(folder.resolve("slapd.log")), notYet);
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    LDAPConnection root() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, ROOT, PASSWORD);
    }

    void addPerson(String uid, String name, String... more) throws Exception {
        String[] lines = new String[7 + more.length];
        lines[0] = "dn: uid=" + uid + ",ou=people," + SUFFIX;
        lines[1] = "objectClass: inetOrgPerson";
        lines[2] = "uid: " + uid;
        lines[3] = "cn: " + name;
        lines[4] = "sn: " + name;
        lines[5] = "userPassword: secret of " + uid;
        lines[6] = "mail: " + uid + "@penglai.example";
        System.arraycopy(more, 0, lines, 7, more.length);
        try (LDAPConnection connection = root()) {
            connection.add(lines);
        }
    }

    void addGroup(String name, String... members) throws Exception {
        String[] lines = new String[3 + members.length];
        lines[0] = "dn: cn=" + name + ",ou=groups," + SUFFIX;
        lines[1] = "objectClass: groupOfNames";
        lines[2] = "cn: " + name;
        for (int i = 0; i < members.length; i++) {
            lines[3 + i] = "member: uid=" + members[i] + ",ou=people," + SUFFIX;
        }
        try (LDAPConnection connection = root()) {
            connection.add(lines);
        }
    }

    void deletePerson(String uid) throws LDAPException {
        try (LDAPConnection connection = root()) {
            connection.delete("uid=" + uid + ",ou=people," + SUFFIX);
        }
    }

    String url() {
        return "ldap://127.0.0.1:" + port;
    }

    String tlsUrl() {
        return "ldaps://127.0.0.1:" + tlsPort;
    }

    /** What trusts the server's certificate. */
    Path trustStore() {
        return folder.resolve("server.p12");
    }

    private void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        trustStore().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore store = KeyStore.getInstance(trustStore().toFile(), PASSWORD.toCharArray());
        Key key = store.getKey("server", PASSWORD.toCharArray());
        pem("server.key", "PRIVATE KEY", key.getEncoded());
        pem("server.pem", "CERTIFICATE", store.getCertificate("server").getEncoded());
        // The same file as trust store: with the certificate as an entry of its own.
        store.setCertificateEntry("trusted", store.getCertificate("server"));
        try (var out = Files.newOutputStream(trustStore())) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private void pem(String file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
