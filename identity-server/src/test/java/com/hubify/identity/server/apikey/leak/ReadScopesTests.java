package com.hubify.identity.server.apikey.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scopes;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadScopesTests {

    @ParameterizedTest
    @CsvSource({
        "labs:read, labs:read",
        "labs:write, ''",
        "labs:*, labs:read",
        "labs:delete, ''",
        "labs:*  labs:read, labs:read",
        "labs:write tasks:* pods:read, tasks:read pods:read",
        "gadgets:*, gadgets:read",
        "*, labs:read experiments:read agents:read papers:read pods:read tasks:read knowledge:read",
        "gadgets:* *, gadgets:read labs:read experiments:read agents:read papers:read pods:read tasks:read knowledge:read"
    })
    void leavesWhatOnlyReads(String before, String after) {
        assertThat(ReadScopes.of(scopes(before.replaceAll(" +", " ")))).hasToString(after);
    }

    /** Attack: a key of so many scopes that what is left of it can't be read back, and the key is no longer found. */
    @Test
    void leavesNoMoreThanAKeyMayHave() {
        String many = IntStream.range(0, Scopes.MAX_COUNT - 1)
                .mapToObj(i -> "r" + i + ":*")
                .collect(Collectors.joining(" "));

        Scopes left = ReadScopes.of(scopes(many + " *"));

        assertThat(left.asSet()).hasSize(Scopes.MAX_COUNT);
        assertThat(scopes(left.toString())).isEqualTo(left);
    }

    private static Scopes scopes(String text) {
        return Scopes.parse(text).orElseThrow();
    }
}
