package org.penglai.crm.rest.internal.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {

    @Test
    void onePartIsGivenAndAnythingElseIsTheWholeFile() {
        assertThat(ByteRange.parse("bytes=0-99", 1_000)).isEqualTo(new ByteRange(0, 99));
        assertThat(ByteRange.parse("bytes=900-", 1_000)).isEqualTo(new ByteRange(900, 999));
        assertThat(ByteRange.parse("bytes=-100", 1_000)).isEqualTo(new ByteRange(900, 999));
        assertThat(ByteRange.parse("bytes=-5000", 1_000)).isEqualTo(new ByteRange(0, 999));
        assertThat(ByteRange.parse("bytes=990-5000", 1_000)).isEqualTo(new ByteRange(990, 999));
        for (String whole : new String[] {null, "", "bytes=-", "bytes=0-1,5-6", "items=0-1", "bytes=a-b"}) {
            assertThat(ByteRange.parse(whole, 1_000)).as(whole).isEqualTo(new ByteRange(0, 999));
        }
    }

    @Test
    void aPartOutsideTheFileIsNone() {
        assertThat(ByteRange.parse("bytes=1000-", 1_000)).isNull();
        assertThat(ByteRange.parse("bytes=5-4", 1_000)).isNull();
        assertThat(ByteRange.parse("bytes=-0", 1_000)).isNull();
    }
}
