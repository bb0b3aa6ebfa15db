package org.penglai.crm.records.internal.duplicates;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.records.spi.ChineseText;
import org.penglai.crm.records.spi.Regions;

/**
 * Keys under which a name is found by others that are written or sound alike. Names that share a key are compared; those
 * that share none are taken as different (blocking, as in Fellegi and Sunter, A Theory for Record Linkage, 1969).
 */
@Component(service = NameKeys.class)
public final class NameKeys {
    static final String CORE = "core";
    static final String SOUND = "sound";
    static final String HEAD = "head";
    static final String TAIL = "tail";

    private static final int LONGEST = 120;
    private static final int PART = 2;
    /** Of shorter names the head alone says nothing. */
    private static final int LONG_ENOUGH = 4;

    private final CompanyNames names;

    @Activate
    public NameKeys(@Reference Regions regions, @Reference ChineseText chinese) {
        names = new CompanyNames(regions, chinese);
    }

    /** None for a name without letters and digits. */
    List<Key> of(String name) {
        List<Key> keys = new ArrayList<>();
        String core = core(name);
        if (!core.isEmpty()) {
            keys.add(new Key(CORE, cut(core)));
            String sound = names.sound(core);
            if (!sound.isEmpty()) {
                keys.add(new Key(SOUND, cut(sound)));
            }
            int length = core.codePointCount(0, core.length());
            if (length >= LONG_ENOUGH) {
                keys.add(new Key(HEAD, core.substring(0, core.offsetByCodePoints(0, PART))));
                keys.add(new Key(TAIL, core.substring(core.offsetByCodePoints(core.length(), -PART))));
            }
        }
        return keys;
    }

    String core(String name) {
        return names.core(name);
    }

    String sound(String core) {
        return names.sound(core);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** @param kind what of the name the value is */
    record Key(String kind, String value) {}
}
