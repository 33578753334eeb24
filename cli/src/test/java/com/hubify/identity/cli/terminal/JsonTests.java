package com.hubify.identity.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "null", "{", "{\"a\":1,\"a\":2}", "{'a':1}", "<html>", "{\"a\":NaN}"})
    void readsNothingButObjects(String text) {
        assertThat(Json.object(text)).isEmpty();
    }

    @Test
    void refusesBottomlessNesting() {
        assertThat(Json.object("{\"a\":" + "[".repeat(10_000))).isEmpty();
        assertThat(Json.object("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .isEmpty();
    }

    @Test
    void printsWhatItWroteBackTheSame() {
        ObjectNode node =
                Json.newObject().put("a", "x\u001b\u202e\u2028\u009b😀 \"\\").put("b", 1);
        node.putArray("c").add("d").addObject();

        String printed = Json.pretty(node);

        assertThat(Json.object(printed)).contains(node);
        assertThat(printed).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u009b");
    }
}
