package org.penglai.crm.records.internal.value;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.records.spi.Regions;

/** The divisions that the platform ships, from a table of codes and names. */
@Component(service = {Regions.class, NationalRegions.class})
public final class NationalRegions implements Regions {
    private static final String RESOURCE = "/regions/divisions.tsv";
    private static final Pattern CODE = Pattern.compile("\\d{6}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\-_/\\\\·,，、>]+");
    /** Levels that only order the codes and name no place: the counties below belong to the province. */
    private static final Pattern FILLERS = Pattern.compile("(?<=.)(市辖区|(省|自治区)?直辖县级行政区划)");

    private static final int LONGEST = 60;
    private static final int SHORTEST_NAME = 2;

    private final Map<String, Region> byCode = new LinkedHashMap<>();
    private final Map<String, List<Region>> byName = new HashMap<>();
    private final List<Region> all;

    @Activate
    public NationalRegions() {
        try (InputStream in = NationalRegions.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        all = List.copyOf(byCode.values());
    }

    @Override
    public List<Region> list() {
        return all;
    }

    @Override
    public Optional<Region> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    @Override
    public Optional<Region> resolve(String text) {
        List<Region> found = candidates(text);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** What the text may mean: none, the one, or several of the same rank. */
    List<Region> candidates(String text) {
        String plain = Texts.halfWidth(text);
        if (CODE.matcher(plain).matches()) {
            return byCode(plain);
        }
        String name = FILLERS.matcher(SEPARATORS.matcher(plain).replaceAll("")).replaceAll("");
        return name.length() > LONGEST ? List.of() : DivisionRank.highest(named(name));
    }

    private List<Region> byCode(String code) {
        Region region = byCode.get(code);
        if (region == null && (code.endsWith("0100") || code.endsWith("0200") || code.endsWith("9000"))) {
            region = byCode.get(code.substring(0, 2) + "0000");
        }
        return region == null ? List.of() : List.of(region);
    }

    private Set<Region> named(String name) {
        List<Region> whole = byName.get(name);
        if (whole != null) {
            return new LinkedHashSet<>(whole);
        }
        for (int cut = name.length() - SHORTEST_NAME; cut >= SHORTEST_NAME; cut--) {
            List<Region> heads = byName.get(name.substring(0, cut));
            if (heads != null) {
                Set<Region> below = below(heads, named(name.substring(cut)));
                if (!below.isEmpty()) {
                    return below;
                }
            }
        }
        return Set.of();
    }

    private Set<Region> below(List<Region> heads, Set<Region> tails) {
        Set<Region> below = new LinkedHashSet<>();
        for (Region tail : tails) {
            for (Region up = tail; up != null; up = up.parent() == null ? null : byCode.get(up.parent())) {
                if (heads.contains(up)) {
                    below.add(tail);
                }
            }
        }
        return below;
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        String code = line.substring(0, tab);
        String name = line.substring(tab + 1);
        Region region = new Region(code, name, parent(code));
        byCode.put(code, region);
        for (String each : DivisionNames.of(name)) {
            byName.computeIfAbsent(each, n -> new ArrayList<>()).add(region);
        }
    }

    private String parent(String code) {
        if (code.endsWith("0000")) {
            return null;
        }
        String prefecture = code.substring(0, 4) + "00";
        return !code.endsWith("00") && byCode.containsKey(prefecture) ? prefecture : code.substring(0, 2) + "0000";
    }
}
