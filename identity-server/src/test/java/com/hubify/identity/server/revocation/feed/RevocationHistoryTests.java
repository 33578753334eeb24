package com.hubify.identity.server.revocation.feed;

import static com.hubify.identity.server.revocation.feed.TestFeed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevocationHistoryTests {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NOW = 1_732_508_400_000L;
    private static final long SINCE = NOW - RevocationLog.KEPT.toMillis();

    private final RevocationHistory history = new RevocationHistory(5, SECOND);

    @Test
    void knowsWhatWasLoaded() {
        load(0, entry(NOW, 0, "a"), entry(NOW, 1, "b"));

        assertThat(ids(view().all())).containsExactly("a", "b");
        assertThat(view().end()).isEqualTo(new LogPosition(NOW, 1));
        assertThat(view().reachesBackTo(new LogPosition(NOW, 0))).isTrue();
        assertThat(ids(view().after(new LogPosition(NOW, 0)))).containsExactly("b");
    }

    @Test
    void earlierViewsDoNotChange() {
        load(0, entry(NOW, 0, "a"));
        RevocationSnapshot before = view();

        history.append(List.of(entry(NOW, 1, "b")), 1L);

        assertThat(ids(before.all())).containsExactly("a");
        assertThat(ids(view().all())).containsExactly("a", "b");
        assertThat(view().continues(before, before.end())).isTrue();
    }

    /** Attack: a reader says it has been where the log has not been yet, or where nothing ever stood. */
    @Test
    void goesOnFromNoPositionThatItDoesNotKnow() {
        load(0, entry(NOW, 0, "a"), entry(NOW + 5, 0, "b"));

        assertThat(view().reachesBackTo(new LogPosition(NOW + 6, 0))).isFalse();
        assertThat(view().reachesBackTo(new LogPosition(NOW + 1, 0))).isFalse();
        assertThat(view().reachesBackTo(LogPosition.START)).isFalse();
        assertThat(ids(view().after(new LogPosition(NOW + 6, 0)))).isEmpty();
    }

    /** Otherwise a service would take for fresh what was not read to the end. */
    @Test
    void isNoYoungerThanTheLatestCompleteReading() {
        load(10);

        history.append(List.of(entry(NOW, 0, "a")), null);

        assertThat(view().asOf()).isEqualTo(10);
        assertThat(ids(view().all())).containsExactly("a");
    }

    @Test
    void readersGoOnWhereALoadOnlyAdds() {
        load(0, entry(NOW, 0, "a"));
        RevocationSnapshot before = view();

        load(1, entry(NOW, 0, "a"), entry(NOW + 1, 0, "b"));

        assertThat(view().continues(before, before.end())).isTrue();
        assertThat(ids(view().after(before.end()))).containsExactly("b");
    }

    /** Fault: the store was put back to an older state. Who connects or resumes later must be told all the same. */
    @Test
    void readersGoOnWhereTheLogHasLostSomething() {
        load(0, entry(NOW, 0, "a"), entry(NOW + 1, 0, "b"));
        RevocationSnapshot before = view();

        load(1, entry(NOW, 0, "a"), entry(NOW + 2, 0, "c"));

        assertThat(view().continues(before, before.end())).isTrue();
        assertThat(ids(view().all())).containsExactly("a", "b", "c");
        assertThat(view().reachesBackTo(before.end())).isTrue();
        assertThat(ids(view().after(before.end()))).containsExactly("c");
    }

    /** Fault: all of it is gone, and others have revoked something meanwhile, by a slower clock. */
    @Test
    void keepsWhatIsLostWhereReadersStartAnew() {
        load(0, entry(NOW, 0, "a"), entry(NOW + 5, 0, "b"));
        RevocationSnapshot before = view();

        load(1, entry(NOW + 3, 0, "late"));

        assertThat(view().continues(before, before.end())).isFalse();
        assertThat(ids(view().all())).containsExactly("a", "late", "b");
    }

    /** What was written again stands at another place, and is not missing for that. */
    @Test
    void missesWhatIsNotSaidAnywhere() {
        load(0, entry(NOW, 0, "a"), entry(NOW + 1, 0, "b"), entry(NOW + 2, 0, "b"));

        assertThat(missing(entry(NOW, 0, "a"))).containsExactly("b");
        assertThat(missing(entry(NOW + 7, 0, "a"), entry(NOW + 8, 0, "b"))).isEmpty();
        assertThat(missing()).containsExactlyInAnyOrder("a", "b");
    }

    /** A later revocation of a client says more than an earlier one, and the other way round it does not. */
    @Test
    void missesWhatReachesFurther() {
        load(0, client(NOW, 1_000), client(NOW + 1, 2_000), client(NOW + 2, 1_500));

        assertThat(missing(client(NOW + 5, 2_000))).isEmpty();
        assertThat(missing(client(NOW, 1_000))).containsExactly("shop");
        assertThat(history.missingIn(recent(SINCE)))
                .singleElement()
                .satisfies(event -> assertThat(Objects.requireNonNull(event.revocation())
                                .issuedBy()
                                .getEpochSecond())
                        .isEqualTo(2_000));
    }

    /** Fault: a node of the next version has revoked something that this one has no word for. */
    @Test
    void missesWhatItDoesNotKnowByItsPlace() {
        load(0, new LoggedRevocation(new LogPosition(NOW, 0), "planet", "mars", 0));

        assertThat(missing()).containsExactly("mars");
        load(1, entry(NOW - 1, 0, "a"));
        assertThat(ids(view().all())).containsExactly("a", "mars");
    }

    /** Else each reading of a log that reaches back less far would write again what nothing living descends from. */
    @Test
    void missesNothingThatTheReadingDoesNotReachBackTo() {
        load(0, entry(NOW, 0, "old"), entry(NOW + 1_000, 0, "a"));

        assertThat(history.missingIn(recent(NOW + 1, entry(NOW + 1_000, 0, "a"))))
                .isEmpty();
        LoggedRevocation[] many = IntStream.range(0, 6)
                .mapToObj(i -> entry(NOW + 500 + i, 0, "m" + i))
                .toArray(LoggedRevocation[]::new);
        assertThat(missing(many)).containsExactly("a");
    }

    /** A store that took over with a slower clock writes before what readers have seen already. */
    @Test
    void readersStartAnewWhereTheLogHasGrownBehindThem() {
        load(0, entry(NOW, 0, "a"), entry(NOW + 5, 0, "b"));
        RevocationSnapshot before = view();

        assertThat(history.append(List.of(entry(NOW + 2, 0, "late")), 1L)).isFalse();
        load(2, entry(NOW, 0, "a"), entry(NOW + 2, 0, "late"), entry(NOW + 5, 0, "b"));

        assertThat(view().continues(before, before.end())).isFalse();
        assertThat(ids(view().all())).containsExactly("a", "late", "b");
    }

    @Test
    void repeatedEntriesCountOnce() {
        load(0, entry(NOW, 0, "a"));

        assertThat(history.append(List.of(entry(NOW, 0, "a"), entry(NOW + 1, 0, "b")), 1L))
                .isTrue();

        assertThat(ids(view().all())).containsExactly("a", "b");
    }

    @Test
    void forgetsWhatIsOlderThanItReachesAndCutsWhoIsStillThere() {
        load(0, entry(SINCE, 0, "old"), entry(SINCE + 1_500, 0, "younger"));
        RevocationSnapshot before = view();

        history.append(List.of(), SECOND);

        assertThat(view().sinceMillis()).isEqualTo(SINCE + 1_000);
        assertThat(ids(view().all())).containsExactly("younger");
        assertThat(view().continues(before, LogPosition.START)).isFalse();
        assertThat(view().continues(before, new LogPosition(SINCE, 0))).isTrue();
    }

    @Test
    void whatItForgotIsNothingLost() {
        load(0, entry(SINCE, 0, "old"), entry(NOW, 0, "a"));
        RevocationSnapshot before = view();
        history.append(List.of(), SECOND);

        history.load(recent(SINCE + 1_000, entry(NOW, 0, "a")), 2 * SECOND);

        assertThat(view().continues(before, before.end())).isTrue();
    }

    /**
     * Attack: mint and revoke in a loop until there are more than the node may hold. That once ended the feed for everybody.
     * What is dropped must not live for a new reader, who therefore learns that it was told of less.
     */
    @Test
    void holdsTheLatestAndSaysFromWhenOn() {
        load(0, entry(NOW, 0, "a"), entry(NOW, 1, "b"), entry(NOW + 1, 0, "c"), entry(NOW + 2, 0, "d"));
        history.append(List.of(entry(NOW + 3, 0, "e")), 1L);
        RevocationSnapshot before = view();
        assertThat(history.isShortened()).isFalse();

        history.append(List.of(entry(NOW + 4, 0, "f")), 2L);

        assertThat(ids(view().all())).containsExactly("b", "c", "d", "e", "f");
        assertThat(view().sinceMillis()).isEqualTo(NOW + 1);
        assertThat(history.isShortened()).isTrue();
        assertThat(view().continues(before, before.end())).isTrue();
        assertThat(ids(view().after(before.end()))).containsExactly("f");
        assertThat(view().reachesBackTo(new LogPosition(NOW + 3, 0))).isTrue();
        assertThat(view().reachesBackTo(new LogPosition(NOW, 0))).isFalse();
    }

    @Test
    void loadingMoreThanItHoldsKeepsTheLatestAndCutsNobody() {
        LoggedRevocation[] many =
                IntStream.range(0, 9).mapToObj(i -> entry(NOW + i, 0, "r" + i)).toArray(LoggedRevocation[]::new);
        load(0, many);
        RevocationSnapshot before = view();

        load(1, Arrays.copyOfRange(many, 3, 9));

        assertThat(ids(view().all())).containsExactly("r4", "r5", "r6", "r7", "r8");
        assertThat(view().sinceMillis()).isEqualTo(NOW + 4);
        assertThat(view().continues(before, before.end())).isTrue();
    }

    @Test
    void beatsOnceForEachHeartbeat() {
        load(0);
        history.append(List.of(), SECOND / 2);
        assertThat(view().beats()).isZero();
        history.append(List.of(), SECOND);
        assertThat(view().beats()).isEqualTo(1);
        history.append(List.of(entry(NOW, 0, "a")), SECOND + 1);
        assertThat(view().beats()).isEqualTo(1);
        history.append(List.of(entry(NOW, 1, "b")), null);
        assertThat(view().beats()).isEqualTo(1);
    }

    @Test
    void newcomersWaitForAReadingThatBeganAfterThey() throws Exception {
        load(10);

        assertThat(history.awaitReadAfter(11, 1)).isNull();
        CompletableFuture<RevocationSnapshot> newcomer = CompletableFuture.supplyAsync(() -> {
            try {
                return history.awaitReadAfter(11, 20 * SECOND);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        history.append(List.of(), 11L);

        assertThat(newcomer.get().asOf()).isEqualTo(11);
    }

    private void load(long asOf, LoggedRevocation... entries) {
        history.load(recent(SINCE, entries), asOf);
    }

    private static RevocationLog.Recent recent(long since, LoggedRevocation... entries) {
        LogPosition end = entries.length == 0 ? LogPosition.START : entries[entries.length - 1].position();
        return new RevocationLog.Recent(List.of(entries), end, since);
    }

    private List<String> missing(LoggedRevocation... entries) {
        return ids(history.missingIn(recent(SINCE, entries)));
    }

    private static LoggedRevocation client(long millis, long issuedBy) {
        return new LoggedRevocation(new LogPosition(millis, 0), "client", "shop", issuedBy);
    }

    private RevocationSnapshot view() {
        return Objects.requireNonNull(history.current());
    }

    private static List<String> ids(Iterable<RevocationEvent> events) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        events.forEach(event -> event.writeTo(text));
        return text.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
