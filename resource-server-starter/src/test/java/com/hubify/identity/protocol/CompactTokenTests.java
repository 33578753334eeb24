package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTokenTests {

    private static final String HEAD =
            Base64URL.encode("{\"alg\":\"ES256\"}") + "." + Base64URL.encode("{\"iss\":\"i\"}");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 256})
    void takesWhatAnIssuerSpells(int length) {
        assertThat(CompactToken.isCanonical(HEAD + "." + Base64URL.encode(new byte[length])))
                .isTrue();
    }

    /**
     * Attack: the holder of one token writes it in thousands of ways, each of which a service remembers as a token of its own.
     */
    @Test
    void takesOneSpellingOfASignature() {
        byte[] signature = new byte[64];
        String spelled = Base64URL.encode(signature).toString();
        List<String> all = IntStream.rangeClosed('!', '~')
                .mapToObj(last -> spelled.substring(0, spelled.length() - 1) + (char) last)
                .filter(other -> Arrays.equals(new Base64URL(other).decode(), signature))
                .toList();

        assertThat(all).hasSizeGreaterThan(10);
        assertThat(all.stream().filter(other -> CompactToken.isCanonical(HEAD + "." + other)))
                .containsExactly(spelled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "e30.e30",
                "e30.e30.",
                ".e30.AA",
                "e30..AA",
                "e30.e30.AA.",
                "e30.e30.AA.AA",
                "e30.e30.AA=",
                "e30.e30.AA==",
                "e30=.e30.AA",
                "e30.e30.A",
                "e30.e30.AAAAA",
                "e30.e30.A A",
                "e30.e30.A/",
                "e30.e30.A+",
                "e30.e30.AB",
                "e30.e31.AA",
                " e30.e30.AA",
                "e30.e30.AA\n"
            })
    void refusesAnyOtherText(String text) {
        assertThat(CompactToken.isCanonical(text)).isFalse();
    }
}
