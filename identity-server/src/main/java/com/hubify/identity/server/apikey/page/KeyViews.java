package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.endpoint.ExistingScopes;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotator;
import com.hubify.identity.server.consent.ScopeDescription;
import com.hubify.identity.server.consent.ScopeDescriptions;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.page.People;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts keys and scopes into words. */
@Component
class KeyViews {

    private final ScopeDescriptions descriptions;
    private final ExistingScopes existing;
    private final ApiKeyRotator rotator;
    private final OrganizationChoice organizations;
    private final People people;
    private final Clock clock;

    KeyViews(
            ScopeDescriptions descriptions,
            ExistingScopes existing,
            ApiKeyRotator rotator,
            OrganizationChoice organizations,
            People people,
            Clock clock) {
        this.people = people;
        this.organizations = organizations;
        this.rotator = rotator;
        this.descriptions = descriptions;
        this.existing = existing;
        this.clock = clock;
    }

    KeyView of(ApiKey key, Locale locale) {
        return new KeyView(
                key,
                descriptions.describe(key.scopes().asSet(), locale),
                organization(key),
                key.isOrganizations() && key.creator() != null
                        ? people.of(key.creator()).name()
                        : null,
                clock.instant(),
                rotator.canRotate(key));
    }

    private @Nullable String organization(ApiKey key) {
        String id = key.organization();
        return id == null ? null : organizations.title(id);
    }

    /** Scopes in words. */
    List<ScopeDescription> describe(Scopes scopes, Locale locale) {
        return descriptions.describe(scopes.asSet(), locale);
    }

    /** What the form of a new key offers, and what was chosen besides. */
    List<ScopeDescription> choices(Collection<String> chosen, Locale locale) {
        Stream<Scope> others = chosen.stream().flatMap(scope -> Scope.parse(scope).stream());
        return describe(Stream.concat(offered(), others.filter(existing::isForKeys)), locale);
    }

    /** What a key has, and what it could be narrowed to. */
    List<ScopeDescription> within(Scopes scopes, Locale locale) {
        return describe(Stream.concat(scopes.asSet().stream(), offered().filter(scopes::cover)), locale);
    }

    /** What {@code *} covers today. */
    List<ScopeDescription> everything(Locale locale) {
        return describe(offered().filter(Predicate.not(Scope.ALL::equals)), locale);
    }

    private Stream<Scope> offered() {
        return Stream.concat(ScopeCatalogue.PUBLISHED.stream(), existing.more().stream());
    }

    private List<ScopeDescription> describe(Stream<Scope> scopes, Locale locale) {
        Set<Scope> once = scopes.collect(Collectors.toCollection(LinkedHashSet::new));
        return descriptions.describe(once, locale);
    }
}
