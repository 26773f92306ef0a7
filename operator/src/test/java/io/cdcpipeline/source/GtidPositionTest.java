package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class GtidPositionTest {

    @Test
    void aLaterPlaceOfTheSameDomainCoversAnEarlierOne() {
        assertThat(at("0-1-20").covers(at("0-1-20"))).isTrue();
        assertThat(at("0-1-21").covers(at("0-1-20"))).isTrue();
        assertThat(at("0-1-19").covers(at("0-1-20"))).isFalse();
    }

    @Test
    void theServerThatWroteDoesNotMatterForAFailOverGoesOnInTheSameDomain() {
        assertThat(at("0-2-21").covers(at("0-1-20"))).isTrue();
    }

    @Test
    void thePlaceBeforeEverythingIsCoveredByAllAndCoversNoneOther() {
        assertThat(at("0-1-1").covers(at(""))).isTrue();
        assertThat(at("").covers(at(""))).isTrue();
        assertThat(at("").covers(at("0-1-1"))).isFalse();
    }

    @Test
    void eachDomainCounts() {
        assertThat(at("0-1-20,7-1-3").covers(at("7-1-3,0-1-19"))).isTrue();
        assertThat(at("0-1-20").covers(at("0-1-19,7-1-3"))).isFalse();
    }

    @Test
    void ofSeveralServersInADomainTheLatestCounts() {
        assertThat(at("0-1-5,\n0-2-9").sequences()).containsOnlyKeys(0L).containsEntry(0L, 9L);
    }

    @Test
    void whatIsNoPositionIsNone() {
        assertThat(GtidPosition.parse("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5"))
                .isEmpty();
        assertThat(GtidPosition.parse("0-1")).isEmpty();
    }

    /** As Connect answers: the connector keeps more than the log's place. */
    @Test
    void theConnectorsPlaceIsFoundAmongItsOffsets() throws Exception {
        var answer = new ObjectMapper().readTree("""
                {"offsets": [
                  {"partition": {"schemas": "shop.schemas"}, "offset": {"announced": true}},
                  {"partition": {"server": "shop"},
                   "offset": {"ts_sec": 1796016215, "file": "binlog.000001", "pos": 2429, "gtids": "0-1-9"}}]}
                """);

        assertThat(GtidPosition.ofOffsets(answer)).contains(at("0-1-9"));
        assertThat(GtidPosition.ofOffsets(new ObjectMapper().readTree("{\"offsets\": []}")))
                .isEmpty();
    }

    private static GtidPosition at(String text) {
        return GtidPosition.parse(text).orElseThrow();
    }
}
