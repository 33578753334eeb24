package com.hubify.identity.server.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.chain.ChainHead;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.audit.trail.RecordLink;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrimmingTests {

    private final Trimming trimming = new Trimming(Map.of("old", 7L));

    @Test
    void saysWhereTheRestOfAChainBegins() {
        trimming.remove(link("new", 1, ""));
        trimming.remove(link("old", 7, "old"));
        trimming.remove(link("new", 2, ""));
        trimming.keep(link("old", 8, "old"));
        trimming.keep(link("new", 3, ""));

        assertThat(trimming.isOpen()).isFalse();
        assertThat(trimming.said()).isEqualTo(Map.of("new", 3L, "old", 8L));
        assertThat(trimming.unexplained()).isEmpty();
    }

    /** Attack: an insider takes records away, and waits for the retention, which is to sign that it was it. */
    @Test
    void saysNothingOfAChainThatHasGaps() {
        trimming.remove(link("new", 1, ""));
        trimming.remove(link("new", 4, ""));
        trimming.keep(link("new", 5, ""));

        assertThat(trimming.said()).isEmpty();
        assertThat(trimming.unexplained()).containsExactly("new");
    }

    /** Attack: the same with the first records. */
    @Test
    void saysNothingOfAChainWithoutItsBeginning() {
        trimming.remove(link("old", 8, "old"));
        trimming.keep(link("old", 9, "old"));

        assertThat(trimming.said()).isEmpty();
    }

    /** Attack: put made-up records in the place of those that were taken away. The next genuine one doesn't follow. */
    @Test
    void saysNothingOfAChainWhoseRestDoesNotFollow() {
        trimming.remove(link("new", 1, "made up"));
        trimming.remove(link("new", 2, "made up"));
        trimming.keep(link("new", 3, ""));

        assertThat(trimming.said()).isEmpty();
        assertThat(trimming.unexplained()).containsExactly("new");
    }

    /** Attack: make up the whole chain, shorter or longer than it was. */
    @Test
    void saysNothingOfAChainThatEndsOtherwiseThanWasSigned() {
        trimming.remove(link("new", 1, "made up"));

        trimming.end(chain -> new ChainHead(AuditStream.GRANTS, chain, 1, hash(chain, 1, "")));

        assertThat(trimming.said()).isEmpty();
    }

    @Test
    void saysThatAChainIsGoneAltogether() {
        trimming.remove(link("new", 1, ""));

        trimming.end(chain -> new ChainHead(AuditStream.GRANTS, chain, 1, hash(chain, 1, "")));

        assertThat(trimming.said()).isEqualTo(Map.of("new", 2L));
    }

    private static RecordLink link(String chain, long seq, String salt) {
        return new RecordLink(chain, seq, seq == 1 ? null : hash(chain, seq - 1, salt), hash(chain, seq, salt));
    }

    private static String hash(String chain, long seq, String salt) {
        return chain + seq + salt;
    }
}
