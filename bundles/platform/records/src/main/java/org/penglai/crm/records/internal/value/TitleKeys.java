package org.penglai.crm.records.internal.value;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.records.spi.ChineseText;

/** What a record's title is sorted and found by. Safe for any thread. */
@Component(service = TitleKeys.class)
public final class TitleKeys {
    private static final int LONGEST_BYTES = 120;
    private static final int LONGEST_INITIALS = 80;
    /** Longer titles do not reach further into the key than this. */
    private static final int LONGEST_TITLE = 240;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final RuleBasedCollator pinyin;
    private final Queue<RuleBasedCollator> idle = new ConcurrentLinkedQueue<>();
    private final Polyphones polyphones = new Polyphones();
    private final ChineseText chinese;

    public TitleKeys() {
        this(new SpokenChinese());
    }

    @Activate
    public TitleKeys(@Reference ChineseText chinese) {
        this.chinese = chinese;
        pinyin = (RuleBasedCollator) Collator.getInstance(new ULocale("zh@collation=pinyin"));
        pinyin.setStrength(Collator.SECONDARY);
    }

    /**
     * Collation key of the text in Chinese order by pinyin, without regard to case, in hex; at most 240 characters. Comparing
     * two keys character by character orders the texts.
     *
     * @return null for null
     */
    public String sortKey(String title) {
        if (title == null) {
            return null;
        }
        String text = polyphones.unambiguous(cut(title));
        // A collator works on a buffer of its own; a frozen one shared by all threads would make them queue.
        RuleBasedCollator mine = idle.poll();
        if (mine == null) {
            mine = copy();
        }
        RawCollationKey key = mine.getRawCollationKey(text, null);
        idle.add(mine);
        // The last byte is a terminator that every key has.
        return hex(key.bytes, Math.min(key.size - 1, LONGEST_BYTES));
    }

    /**
     * First letters of the text's pinyin, lower case, with its Latin letters and digits; at most 80 characters.
     *
     * @return null for null
     */
    public String initials(String title) {
        if (title == null) {
            return null;
        }
        StringBuilder out = new StringBuilder(Math.min(title.length(), LONGEST_INITIALS));
        for (String syllable : chinese.syllables(cut(title))) {
            if (!syllable.isEmpty() && out.length() < LONGEST_INITIALS) {
                out.append(syllable.charAt(0));
            }
        }
        return out.toString();
    }

    private synchronized RuleBasedCollator copy() {
        return pinyin.cloneAsThawed();
    }

    private static String cut(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }

    private static String hex(byte[] bytes, int size) {
        char[] out = new char[size * 2];
        for (int i = 0; i < size; i++) {
            out[2 * i] = HEX[bytes[i] >> 4 & 15];
            out[2 * i + 1] = HEX[bytes[i] & 15];
        }
        return new String(out);
    }
}
