package com.hubify.identity.server.apikey.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.expiry.ExpiryNotices.Entry;
import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ExpiryNotices}, which every implementation keeps. */
abstract class ExpiryNoticesContract {

    private static final Instant NOW = TestClock.START;
    private static final ApiKeyId KEY = new ApiKeyId("abcd1234");
    private static final Entry FIRST = new Entry(KEY, ExpiryStage.FORTNIGHT);
    private static final Entry SECOND = new Entry(KEY, ExpiryStage.WEEK);

    private ExpiryNotices notices = new InMemoryExpiryNotices();

    /** An empty index. */
    abstract ExpiryNotices create();

    @BeforeEach
    void startEmpty() {
        notices = create();
    }

    /** Two nodes look at once: one gets it. The other does if that one is killed before it has given notice. */
    @Test
    void givesAnEntryToOneNodeAndToTheNextAfterACrash() {
        notices.enter(FIRST, NOW.plusSeconds(100), NOW);

        assertThat(notices.takeDue(NOW.plusSeconds(99))).isEmpty();
        assertThat(notices.takeDue(NOW.plusSeconds(100))).containsExactly(FIRST);
        assertThat(notices.takeDue(NOW.plusSeconds(100))).isEmpty();
        assertThat(notices.takeDue(NOW.plusSeconds(160))).containsExactly(FIRST);
    }

    @Test
    void hasOneEntryForAKey() {
        notices.enter(FIRST, NOW.plusSeconds(100), NOW);
        notices.enter(SECOND, NOW.plusSeconds(200), NOW);

        assertThat(notices.takeDue(NOW.plusSeconds(300))).containsExactly(SECOND);
    }

    /** A use of the key in the minute in which its notice is due must not put the next stage in its place. */
    @Test
    void keepsWhatIsDueOrTaken() {
        notices.enter(FIRST, NOW.plusSeconds(100), NOW);

        notices.enter(SECOND, NOW.plusSeconds(500), NOW.plusSeconds(100));
        assertThat(notices.takeDue(NOW.plusSeconds(100))).containsExactly(FIRST);
        notices.enter(SECOND, NOW.plusSeconds(500), NOW.plusSeconds(100));

        assertThat(notices.takeDue(NOW.plusSeconds(160))).containsExactly(FIRST);
    }

    @Test
    void replacesWhatIsDoneUnlessItWasRemoved() {
        notices.enter(FIRST, NOW, NOW);
        notices.replace(FIRST, SECOND, NOW.plusSeconds(1));
        assertThat(notices.takeDue(NOW.plusSeconds(1))).containsExactly(SECOND);

        notices.remove(KEY);
        notices.replace(SECOND, FIRST, NOW);
        assertThat(notices.takeDue(NOW.plusSeconds(1_000))).isEmpty();
    }

    @Test
    void takesAHundredAtOnce() {
        IntStream.range(0, 150)
                .forEach(i -> notices.enter(
                        new Entry(new ApiKeyId("%08d".formatted(i)), ExpiryStage.DAY), NOW, NOW.minusSeconds(100)));

        List<Entry> first = notices.takeDue(NOW);
        first.forEach(notices::finish);

        assertThat(first).hasSize(100);
        assertThat(notices.takeDue(NOW)).hasSize(50).doesNotContainAnyElementsOf(first);
    }
}
