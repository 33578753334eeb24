package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Explains scopes on pages. Published scopes have texts under {@code scope.<scope>}; others are spelled out and
 * marked as unknown, instead of sounding harmless.
 */
@Component
public class ScopeDescriptions {

    private static final String OTHER = "scope.other.";

    /** The order of the catalogue; the wildcard of a resource stands behind its actions. */
    private static final List<String> ORDER = Stream.of(
                    Stream.of("openid", "profile", "email", "offline_access"),
                    ScopeCatalogue.EXISTING.stream().map(Scope::value),
                    Stream.of("api-keys:read", "api-keys:write"))
            .flatMap(part -> part)
            .toList();

    private static final Comparator<ScopeDescription> AS_IN_CATALOGUE =
            Comparator.comparing(ScopeDescriptions::place).thenComparing(ScopeDescription::scope);

    private static final Comparator<ScopeDescription> MIGHTIEST_FIRST = Comparator.comparing(ScopeDescription::reach)
            .thenComparing(description -> !description.coversAll())
            .thenComparing(AS_IN_CATALOGUE);

    private final MessageSource messages;

    ScopeDescriptions(MessageSource messages) {
        this.messages = messages;
    }

    /** The scopes in words: by reach, widest first, then in the documented order, then alphabetically. */
    public List<ScopeDescription> describe(Set<Scope> scopes, Locale locale) {
        return describe(scopes, MIGHTIEST_FIRST, locale);
    }

    /** The scopes in words: in the documented order, then alphabetically. */
    public List<ScopeDescription> list(Set<Scope> scopes, Locale locale) {
        return describe(scopes, AS_IN_CATALOGUE, locale);
    }

    private List<ScopeDescription> describe(Set<Scope> scopes, Comparator<ScopeDescription> order, Locale locale) {
        return scopes.stream()
                .map(scope -> describe(scope, locale))
                .sorted(order)
                .toList();
    }

    private static int place(ScopeDescription description) {
        int place = ORDER.indexOf(description.scope());
        return place < 0 ? ORDER.size() : place;
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
