package com.hubify.identity.server.apikey.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UseChartTests {

    private static final LocalDate TODAY = LocalDate.parse("2026-04-14");

    @Test
    void drawsABarForEachDayWithUses() {
        UseChart chart = UseChart.of(
                use(
                        day(TODAY.minusDays(90), 9),
                        day(TODAY.minusDays(89), 1),
                        day(TODAY.minusDays(1), 50),
                        day(TODAY, 100)),
                TODAY);

        assertThat(chart.most()).isEqualTo(100);
        assertThat(chart.bars())
                .containsExactly(
                        new UseChart.Bar(TODAY.minusDays(89), 1, 0, 98, 2),
                        new UseChart.Bar(TODAY.minusDays(1), 50, 440, 50, 50),
                        new UseChart.Bar(TODAY, 100, 445, 0, 100));
        assertThat(chart.bars().get(2).x() + chart.bars().get(2).width()).isLessThan(UseChart.WIDTH);
    }

    @Test
    void drawsNothingWithoutUses() {
        assertThat(UseChart.of(RecordedUse.NONE, TODAY)).isEqualTo(new UseChart(List.of(), 0));
        assertThat(UseChart.of(use(day(TODAY, 0)), TODAY).bars()).isEmpty();
    }

    private static RecordedUse use(RecordedUse.Day... days) {
        return new RecordedUse(null, null, null, null, List.of(days));
    }

    private static RecordedUse.Day day(LocalDate date, long count) {
        return new RecordedUse.Day(date, count, new TreeMap<>());
    }
}
