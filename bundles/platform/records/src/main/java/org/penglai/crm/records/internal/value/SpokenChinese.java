package org.penglai.crm.records.internal.value;

import com.ibm.icu.util.VersionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.records.spi.ChineseText;

/** Readings and foldings by ICU, corrected by the table of characters with several readings. */
@Component(service = ChineseText.class)
public final class SpokenChinese implements ChineseText {
    /** To be raised with the table of polyphones and the rules below. */
    private static final String RULES = "2";

    private final LatinSpelling latin = new LatinSpelling();
    private final Readings readings = new Readings(latin);
    private final Polyphones polyphones = new Polyphones();
    private final SimplifiedSpelling simplified = new SimplifiedSpelling();

    @Activate
    public SpokenChinese() {}

    @Override
    public String folded(String text) {
        return simplified.of(text).toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> syllables(String text) {
        return usualSyllables(polyphones.unambiguous(text));
    }

    @Override
    public List<String> usualSyllables(String text) {
        List<String> syllables = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            syllables.add(readings.of(point));
        }
        return syllables;
    }

    @Override
    public String spelled(String text) {
        return Readings.plain(latin.of(text));
    }

    @Override
    public String version() {
        return VersionInfo.ICU_VERSION + "-" + RULES;
    }
}
