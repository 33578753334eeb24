package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Explains scopes to the person who is asked to allow them. Published scopes have words of their own under
 * {@code scope.<scope>}; any other is spelled out and said to be unknown rather than made to sound harmless.
 */
@Component
class ScopeDescriptions {

    private static final String OTHER = "scope.other.";

    private final MessageSource messages;

    ScopeDescriptions(MessageSource messages) {
        this.messages = messages;
    }

    /** The scopes in words, the mightiest first. */
    List<ScopeDescription> describe(Set<Scope> scopes, Locale locale) {
        return scopes.stream()
                .map(scope -> describe(scope, locale))
                .sorted(Comparator.comparing(ScopeDescription::reach))
                .toList();
    }

    private ScopeDescription describe(Scope scope, Locale locale) {
        String words = words(scope, locale);
        return words == null
                ? new ScopeDescription(scope.value(), spelledOut(scope, locale), Reach.of(scope), false)
                : new ScopeDescription(scope.value(), words, Reach.of(scope), true);
    }

    private @Nullable String words(Scope scope, Locale locale) {
        return messages.getMessage("scope." + scope, null, null, locale);
    }

    private String spelledOut(Scope scope, Locale locale) {
        String action = scope.value().substring(scope.resource().length() + 1);
        String key = switch (action) {
            case "*" -> "full";
            case "read", "write" -> action;
            default -> "action";
        };
        return messages.getMessage(OTHER + key, new Object[] {scope.resource(), action}, locale);
    }
}
