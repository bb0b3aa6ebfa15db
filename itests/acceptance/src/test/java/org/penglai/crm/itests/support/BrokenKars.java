package org.penglai.crm.itests.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Later versions of the loyalty module, each of which goes wrong in its own way. */
public final class BrokenKars {
    private static final String GOOD = "1.0.1";
    private static final String PACKAGE = "com.acme.loyalty.internal";

    private final Path folder;

    /** @param folder where they are written */
    public BrokenKars(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Needs a package that nobody has. */
    public Path missingImport(String version) throws IOException {
        return write(version, Map.of(), "com.acme.gone;version=\"[1.0,2)\"", null);
    }

    /** Brings a script that fails. */
    public Path failingMigration(String version) throws IOException {
        byte[] script = "insert into acme_nowhere values (1)".getBytes(StandardCharsets.UTF_8);
        return write(version, Map.of("db/acme_loyalty/V2__broken.sql", script), null, null);
    }

    /** Has a component whose constructor does this. */
    public Path component(String version, String statements) throws IOException {
        String source = "package " + PACKAGE + "; public final class Broken { public Broken() { " + statements + " } }";
        return write(version, compiled(source), null, "");
    }

    /** Says of itself that it is not well. */
    public Path unwell(String version) throws IOException {
        String source = "package " + PACKAGE + "; import java.util.Optional; import org.penglai.crm.api.Localized;"
                + " public final class Broken implements org.penglai.crm.api.modules.HealthCheck {"
                + " public Optional<Localized> problem() {"
                + " return Optional.of(Localized.of(\"没有伙伴\", \"no partner answers\")); } }";
        return write(
                version,
                compiled(source),
                "org.penglai.crm.api;version=\"[1.0,2)\",org.penglai.crm.api.modules;version=\"[1.1,2)\"",
                "<service><provide interface=\"org.penglai.crm.api.modules.HealthCheck\"/></service>");
    }

    /** Offers a service of the platform, before all others. */
    public Path poisonous(String version) throws IOException {
        String source = "package " + PACKAGE + "; import org.penglai.crm.api.live.*;"
                + " public final class Broken implements LiveUpdates {"
                + " public void publish(LiveUpdate update) { throw new IllegalStateException(); }"
                + " public AutoCloseable subscribe(java.util.function.Consumer<LiveUpdate> listener) {"
                + " throw new IllegalStateException(); } }";
        return write(
                version,
                compiled(source),
                "org.penglai.crm.api.live;version=\"[1.0,2)\"",
                "<property name=\"service.ranking\" type=\"Integer\" value=\"2147483647\"/>"
                        + "<service><provide interface=\"org.penglai.crm.api.live.LiveUpdates\"/></service>");
    }

    /** Brings a record type whose name another module has. */
    public Path takenType(String version) throws IOException {
        String source = "package " + PACKAGE + "; import org.penglai.crm.api.records.*;"
                + " public final class Broken implements RecordType { public RecordDefinition definition() {"
                + " return RecordDefinition.of(\"acme-loyalty\", \"customers\", LoyaltyAccount.class)"
                + ".unit(\"acme_loyalty\").label(\"客户\", \"Customer\", \"Customers\").title(\"accountNo\")"
                + ".field(\"accountNo\", FieldKind.TEXT, f -> f.label(\"编号\", \"No.\"))"
                + ".view(\"all\", \"全部\", \"All\", \"accountNo\", \"\", \"accountNo\")"
                + ".section(\"basic\", \"基本\", \"Basics\", \"accountNo\").build(); } }";
        return write(
                version,
                compiled(source),
                null,
                "<service><provide interface=\"org.penglai.crm.api.records.RecordType\"/></service>");
    }

    /** Brings console pages whose name another module has. */
    public Path takenPlugin(String version) throws IOException {
        byte[] manifest = "{\"id\":\"customers\",\"entry\":\"plugin.json\"}".getBytes(StandardCharsets.UTF_8);
        return write(version, Map.of("META-INF/crm-ui/plugin.json", manifest), null, null);
    }

    /** As a copy that stopped half-way. */
    public Path half() throws IOException {
        byte[] whole = Files.readAllBytes(Kars.loyaltyNext());
        return Files.write(folder.resolve("half.kar"), Arrays.copyOf(whole, whole.length / 2));
    }

    /** Signed, and changed afterwards. */
    public Path tampered() throws IOException {
        Path keys = folder.resolve("vendor.p12");
        Path signed = folder.resolve("signed.kar");
        Files.copy(Kars.loyaltyNext(), signed);
        String[] store = {"-storetype", "PKCS12", "-storepass", "changeit", "-keystore", keys.toString()};
        tool("keytool", store, "-genkeypair", "-alias", "vendor", "-keyalg", "EC", "-dname", "CN=vendor");
        tool("jarsigner", store, signed.toString(), "vendor");
        Path tampered = folder.resolve("tampered.kar");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(signed));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(tampered))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.readAllBytes();
                out.write(content);
                if (entry.getName().endsWith("-features.xml")) {
                    out.write('\n');
                }
            }
        }
        return tampered;
    }

    private void tool(String name, String[] store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", name).toString()));
        if (name.equals("keytool")) {
            command.addAll(List.of(arguments));
            command.addAll(List.of(store));
        } else {
            command.addAll(List.of(store));
            command.addAll(List.of(arguments));
        }
        try {
            Shell.run(folder, command.toArray(String[]::new));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Map<String, byte[]> compiled(String source) throws IOException {
        Path file = Files.createDirectories(folder.resolve("source")).resolve("Broken.java");
        Files.writeString(file, source);
        Path root = Path.of(System.getProperty("crm.root")).toAbsolutePath().normalize();
        String api = root.resolve("bundles/api/target/classes")
                + File.pathSeparator
                + root.resolve("itests/upgrades/loyalty-next/target/classes");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-cp", api, "-d", folder.toString(), file.toString());
        if (result != 0) {
            throw new IllegalStateException("does not compile: " + source);
        }
        String path = PACKAGE.replace('.', '/') + "/Broken.class";
        return Map.of(path, Files.readAllBytes(folder.resolve(path)));
    }

    /**
     * @param imports added to Import-Package; null for none
     * @param service of the component Broken, empty for none; null if there is no component
     */
    private Path write(String version, Map<String, byte[]> files, String imports, String service) throws IOException {
        Path kar = folder.resolve("loyalty-" + version + ".kar");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(Kars.loyaltyNext()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(kar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (!name.startsWith("repository/") || entry.isDirectory()) {
                    continue;
                }
                out.putNextEntry(new ZipEntry(name.replace(GOOD, version)));
                if (name.endsWith(".jar")) {
                    out.write(bundle(in.readAllBytes(), version, files, imports, service));
                } else {
                    out.write(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace(GOOD, version)
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return kar;
    }

    /** The bundle in another version, with further files. */
    static byte[] bundle(byte[] good, String version, Map<String, byte[]> files, String imports, String service)
            throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Manifest manifest = new Manifest();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(good))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    manifest.read(new ByteArrayInputStream(in.readAllBytes()));
                } else if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        entries.putAll(files);
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Bundle-Version", version);
        if (imports != null) {
            headers.putValue("Import-Package", headers.getValue("Import-Package") + ',' + imports);
        }
        if (service != null) {
            headers.putValue("Service-Component", headers.getValue("Service-Component") + ",OSGI-INF/broken.xml");
            entries.put(
                    "OSGI-INF/broken.xml",
                    ("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"broken\""
                                    + " immediate=\"true\"><implementation class=\"" + PACKAGE + ".Broken\"/>" + service
                                    + "</scr:component>")
                            .getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                try (InputStream content = new ByteArrayInputStream(entry.getValue())) {
                    content.transferTo(jar);
                }
            }
        }
        return bytes.toByteArray();
    }
}
