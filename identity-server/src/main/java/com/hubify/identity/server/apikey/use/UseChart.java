package com.hubify.identity.server.apikey.use;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A bar for each of the last 90 days, for a picture that is 450 wide and 100 high.
 *
 * @param most uses on the busiest day; zero if there were none
 */
public record UseChart(List<Bar> bars, long most) {

    public static final int WIDTH = 450;
    public static final int HEIGHT = 100;

    private static final int DAYS = (int) ApiKeyUseRecords.KEPT.toDays();
    private static final int STEP = WIDTH / DAYS;

    /** A day's bar, from its upper left corner; a day without uses has none. */
    public record Bar(LocalDate date, long count, int x, int y, int height) {

        public int width() {
            return STEP - 1;
        }
    }

    public UseChart {
        bars = List.copyOf(bars);
    }

    public static UseChart of(RecordedUse use, LocalDate today) {
        Map<LocalDate, Long> counts =
                use.days().stream().collect(Collectors.toMap(RecordedUse.Day::date, RecordedUse.Day::count));
        long most = counts.values().stream().mapToLong(count -> count).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            LocalDate date = today.minusDays(DAYS - 1L - i);
            long count = counts.getOrDefault(date, 0L);
            if (count > 0) {
                // A single use beside a million must be seen, too.
                int height = (int) Math.max(2, Math.round((double) count * HEIGHT / most));
                bars.add(new Bar(date, count, i * STEP, HEIGHT - height, height));
            }
        }
        return new UseChart(bars, most);
    }
}
