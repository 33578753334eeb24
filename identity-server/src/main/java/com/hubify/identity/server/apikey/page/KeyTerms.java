package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.BadIpNetwork;
import com.hubify.identity.protocol.IpNetwork;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKeyDescription;
import com.hubify.identity.server.apikey.ApiKeyName;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.endpoint.ExistingScopes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a {@link KeyForm}, and notes what is wrong with each field. */
@Component
class KeyTerms {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

    private final ExistingScopes existing;
    private final Clock clock;

    KeyTerms(ExistingScopes existing, Clock clock) {
        this.existing = existing;
        this.clock = clock;
    }

    /** The terms of a new key; empty if a field is wrong. */
    Optional<ApiKeyTerms> read(KeyForm form, Problems problems) {
        Instant end = end(form.expiresIn(), problems);
        return read(form, Scopes.none(), problems)
                .map(terms -> terms.expiringAt(end))
                .filter(terms -> problems.areNone());
    }

    /**
     * The terms of a key that is changed, without its end.
     *
     * @param had scopes that the key has, which may have been taken from the settings since
     */
    Optional<ApiKeyTerms> read(KeyForm form, Scopes had, Problems problems) {
        Optional<ApiKeyName> name = ApiKeyName.parse(form.name());
        if (name.isEmpty()) {
            problems.add("name", form.name().isEmpty() ? "name-missing" : "name");
        }
        ApiKeyDescription description = description(form.description(), problems);
        Scopes scopes = scopes(form.scopes(), had, problems);
        IpNetworks networks = networks(form.allowedIps(), problems);
        return problems.areNone()
                ? name.map(known -> new ApiKeyTerms(known, description, scopes, null, networks))
                : Optional.empty();
    }

    private static @Nullable ApiKeyDescription description(String entered, Problems problems) {
        Optional<ApiKeyDescription> description = ApiKeyDescription.parse(entered);
        if (description.isEmpty() && !entered.isEmpty()) {
            problems.add("description", "description");
        }
        return description.orElse(null);
    }

    /**
     * Scopes that were chosen; none if one is wrong.
     *
     * @param had as above
     */
    Scopes scopes(List<String> entered, Scopes had, Problems problems) {
        if (entered.isEmpty()) {
            problems.add("scopes", "scopes-missing");
        }
        entered.stream()
                .filter(text -> Scope.parse(text)
                        .filter(scope -> existing.contain(scope) || had.asSet().contains(scope))
                        .isEmpty())
                .findFirst()
                .ifPresent(unknown -> addUnknown(unknown, problems));
        return Scopes.parse(entered).orElseGet(() -> {
            problems.add("scopes", "scopes", Scopes.MAX_COUNT);
            return Scopes.none();
        });
    }

    private static void addUnknown(String scope, Problems problems) {
        String meant = ScopeCatalogue.meantBy(scope).stream().map(Scope::value).collect(Collectors.joining(", "));
        problems.add("scopes", meant.isEmpty() ? "scope-unknown" : "scope-unknown-meant", scope, meant);
    }

    private static IpNetworks networks(String entered, Problems problems) {
        List<String> texts = SEPARATORS
                .splitAsStream(entered)
                .filter(text -> !text.isEmpty())
                .toList();
        try {
            return IpNetworks.parse(texts);
        } catch (BadIpNetwork e) {
            if (e.areTooMany()) {
                problems.add("allowed_ips", "networks", IpNetworks.MAX_COUNT);
            } else {
                String meant = e.meant().map(IpNetwork::toString).orElse("");
                problems.add("allowed_ips", meant.isEmpty() ? "network" : "network-meant", texts.get(e.index()), meant);
            }
            return IpNetworks.ANYWHERE;
        }
    }

    /** The end of a successor; null if it lives as long as the old key did. */
    @Nullable
    Instant endOfSuccessor(String expiresIn, Problems problems) {
        Optional<Duration> life = expiresIn.equals(Lifetime.SAME) ? Optional.empty() : Lifetime.parse(expiresIn);
        if (life.isEmpty() && !expiresIn.equals(Lifetime.SAME)) {
            problems.add("expires_in", "expires-in-again");
        }
        return life.map(clock.instant()::plus).orElse(null);
    }

    private @Nullable Instant end(String expiresIn, Problems problems) {
        if (expiresIn.equals(Lifetime.NEVER)) {
            return null;
        }
        Optional<Duration> life = Lifetime.parse(expiresIn);
        if (life.isEmpty()) {
            problems.add("expires_in", "expires-in");
        }
        return life.map(clock.instant()::plus).orElse(null);
    }
}
