package com.hubify.demo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTests {

    @Test
    void takesTwentyFromTheBeginningUnlessAsked() {
        PageRequest request = new PageRequest(null, null);

        assertThat(request.limit()).isEqualTo(20);
        assertThat(request.isBefore("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "20", "100", "007"})
    void acceptsLimit(String limit) {
        assertThat(new PageRequest(limit, null).limit()).isEqualTo(Integer.parseInt(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "", " 5", "1e1", "١٢", "99999999999", "20;drop"})
    void refusesLimit(String limit) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new PageRequest(limit, null))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lab", "LAB_1", "lab_", "lab_../..", "lab_1 ", "lab_000000000000000000000000000000000"})
    void refusesCursor(String cursor) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new PageRequest(null, cursor));
    }

    @Test
    void namesTheLastItemWhereMoreFollow() {
        Page<String> page = page(2, null, "lab_1", "lab_2", "lab_3");

        assertThat(page.items()).containsExactly("lab_1", "lab_2");
        assertThat(page.nextCursor()).isEqualTo("lab_2");
        assertThat(page.hasMore()).isTrue();
    }

    @Test
    void endsWhereTheListEnds() {
        Page<String> page = page(2, "lab_1", "lab_1", "lab_2", "lab_3");

        assertThat(page.items()).containsExactly("lab_2", "lab_3");
        assertThat(page.hasMore()).isFalse();
    }

    @Test
    void goesOnAfterAnItemThatIsGone() {
        Page<String> page = page(2, "lab_2", "lab_1", "lab_3", "lab_4");

        assertThat(page.items()).containsExactly("lab_3", "lab_4");
    }

    private static Page<String> page(int limit, @org.jspecify.annotations.Nullable String cursor, String... ids) {
        return Page.of(Stream.of(ids), Function.identity(), new PageRequest(String.valueOf(limit), cursor));
    }
}
