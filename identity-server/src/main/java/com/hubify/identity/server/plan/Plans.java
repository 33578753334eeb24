package com.hubify.identity.server.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.plan.Settlements.Limits;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Whose plan is which. Services are not asked: attack: a service, or who signs a token, that says a caller has a better plan. A key
 * has its owner's plan, a person's or an organization's, and somebody without an account here, as with a session of Clerk alone, the
 * smallest.
 */
@Component
@EnableConfigurationProperties(PlanProperties.class)
class Plans {

    /** Until a changed plan counts. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** About 2 MB. */
    private static final int MOST = 10_000;

    private final PlanProperties properties;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Cache<String, Optional<Plan>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    Plans(PlanProperties properties, Accounts accounts, ApiKeys keys) {
        this.properties = properties;
        this.accounts = accounts;
        this.keys = keys;
    }

    /** The plan of a budget's holder; empty if there is no such key. */
    Optional<Plan> of(Claim claim) {
        return known.get(claim.name(), name -> find(claim));
    }

    Limits limits(Plan plan) {
        return new Limits(properties.perMinute(plan), properties.perDay(plan));
    }

    private Optional<Plan> find(Claim claim) {
        String key = claim.id(Claim.KEY);
        if (key != null) {
            return ApiKeyId.parse(key).flatMap(keys::find).map(this::ofOwner);
        }
        String caller = claim.id(Claim.CALLER);
        if (caller != null) {
            return Optional.of(ofCaller(caller));
        }
        return Optional.of(claim.id(Claim.CLIENT) == null ? properties.organizations() : properties.clients());
    }

    private Plan ofOwner(ApiKey key) {
        return key.isOrganizations() ? properties.organizations() : ofAccount(key.owner());
    }

    /** The caller of an organization's key is the organization. */
    private Plan ofCaller(String id) {
        return Organization.isId(id)
                ? properties.organizations()
                : AccountId.parse(id).map(this::ofAccount).orElse(Plan.FREE);
    }

    private Plan ofAccount(AccountId id) {
        return accounts.find(id).map(Account::plan).map(Plan::named).orElse(Plan.FREE);
    }
}
