package org.penglai.crm.container;

import static org.ops4j.pax.exam.CoreOptions.maven;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.ops4j.pax.exam.Option;

/** Our own archive as the container of all tests here: off line, with fresh data, on free loopback ports. */
final class CrmContainer {
    private static final String KARAF = "4.4.10";
    private static final String VERSION = "1.0.0";

    /** Of the build, wherever that keeps it; Surefire tells. */
    private static final String REPOSITORY = System.getProperty("localRepository");

    private CrmContainer() {}

    static Option[] configuration() throws IOException {
        Path data = Path.of("target", "exam-data", UUID.randomUUID().toString()).toAbsolutePath();
        Files.createDirectories(data.resolve("log"));
        Files.createDirectories(data.resolve("db"));
        return options(
                karafDistributionConfiguration()
                        .frameworkUrl(maven("org.penglai.crm", "penglai-crm")
                                .version(VERSION)
                                .type("tar.gz"))
                        .name("Penglai CRM")
                        .karafVersion(KARAF)
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                keepRuntimeFolder(),
                // The archive looks nowhere else; the tests' own bundles come from the build's repository.
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "file:${karaf.home}/system@id=system,file:" + REPOSITORY + "@id=build"),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", String.valueOf(freePort())),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", String.valueOf(freePort())),
                vmOptions(
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Duser.timezone=UTC",
                        "-Dcrm.data=" + data,
                        "-Dkaraf.log=" + data.resolve("log")),
                vmOptions(moduleFlags()),
                systemProperty("org.ops4j.pax.exam.rbc.rmi.host").value("127.0.0.1"),
                mavenBundle("org.apache.geronimo.specs", "geronimo-atinject_1.0_spec", "1.2")
                        .startLevel(20)
                        .noStart());
    }

    /** Pax Exam does not read the archive's own list of these. */
    private static String[] moduleFlags() {
        return new String[] {
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--patch-module",
            "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + KARAF + ".jar",
            "--patch-module",
            "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + KARAF + ".jar",
            "--add-opens",
            "java.base/java.security=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.net=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.util=ALL-UNNAMED",
            "--add-opens",
            "java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens",
            "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
            "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
            "-classpath",
            "lib/jdk9plus/*:lib/boot/*"
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
