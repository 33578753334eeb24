package com.hubify.identity.server.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page asks before an operator changes something: the act is done by a click on it, never by a link.
 *
 * @param section whose page it is
 * @param act names its texts, {@code admin.ask.<act>}
 * @param path where its form is posted to, and where it is
 * @param back where it leads without the act
 * @param about what the act is on, as the page names it: untrusted text
 * @param fields what the form sends besides
 * @param typed what must be typed, where a click is too quick; null for nothing
 */
public record Question(
        String section,
        String act,
        String path,
        String back,
        String about,
        Map<String, String> fields,
        @Nullable String typed) {

    public Question {
        fields = Map.copyOf(fields);
    }

    /** @param text what was typed */
    public boolean isAnsweredBy(@Nullable String text) {
        return typed == null || text != null && typed.equals(text.strip());
    }
}
