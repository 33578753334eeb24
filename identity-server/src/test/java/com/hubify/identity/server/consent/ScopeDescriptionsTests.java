package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ScopeDescriptionsTests {

    private final ScopeDescriptions descriptions = new ScopeDescriptions(messages());

    static Stream<Scope> published() {
        return Stream.concat(
                ScopeCatalogue.PUBLISHED.stream(),
                Stream.of("profile", "email", "offline_access", "api-keys:read", "api-keys:write")
                        .map(Scope::new));
    }

    @ParameterizedTest
    @MethodSource("published")
    void hasWordsForEveryPublishedScope(Scope scope) {
        assertThat(describe(scope.value()).published()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*, FULL",
        "experiments:*, FULL",
        "telescope:*, FULL",
        "labs:write, CHANGE",
        "api-keys:write, CHANGE",
        "telescope:point, CHANGE",
        "labs:read, READ",
        "telescope:read, READ",
        "profile, READ",
        "offline_access, READ"
    })
    void marksWhatAScopeReaches(String scope, Reach reach) {
        assertThat(describe(scope).reach()).isEqualTo(reach);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telescope:*|Full access to telescope: read, change, delete, and whatever is added later",
                "telescope:read|Read telescope",
                "telescope:write|Create, change and delete telescope",
                "telescope:point|Do “point” with telescope"
            })
    void spellsOutWhatItDoesNotKnow(String scope, String text) {
        assertThat(describe(scope).text()).isEqualTo(text);
        assertThat(describe(scope).published()).isFalse();
    }

    /** Attack: a scope named so that it borrows the words of a harmless one. */
    @Test
    void lendsItsWordsToNoOtherScope() {
        assertThat(describe("other.full:read").text()).isEqualTo("Read other.full");
        assertThat(describe("labs:Read").published()).isFalse();
    }

    @Test
    void namesTheMightiestFirst() {
        assertThat(descriptions.describe(
                        scopes("profile", "labs:read", "labs:write", "*", "agents:read"), Locale.ENGLISH))
                .extracting(ScopeDescription::scope)
                .containsExactly("*", "labs:write", "profile", "labs:read", "agents:read");
    }

    /** A set in memory has no order of its own, so the page once had another at each start. */
    @Test
    void keepsTheOrderOfTheDocumentationWithinAReach() {
        Set<Scope> jumbled = scopes(
                "zeta:*",
                "knowledge:*",
                "pods:read",
                "alpha:*",
                "offline_access",
                "api-keys:read",
                "experiments:*",
                "labs:read",
                "*",
                "email",
                "api-keys:write",
                "labs:write");

        assertThat(descriptions.describe(jumbled, Locale.ENGLISH))
                .extracting(ScopeDescription::scope)
                .containsExactly(
                        "*",
                        "experiments:*",
                        "knowledge:*",
                        "alpha:*",
                        "zeta:*",
                        "labs:write",
                        "api-keys:write",
                        "email",
                        "offline_access",
                        "labs:read",
                        "pods:read",
                        "api-keys:read");
    }

    private ScopeDescription describe(String scope) {
        return descriptions.describe(scopes(scope), Locale.ENGLISH).get(0);
    }

    private static Set<Scope> scopes(String... values) {
        return Scopes.parse(List.of(values)).orElseThrow().asSet();
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        return messages;
    }
}
