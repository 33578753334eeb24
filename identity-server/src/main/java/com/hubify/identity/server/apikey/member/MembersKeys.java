package com.hubify.identity.server.apikey.member;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.organization.MembershipChanged;
import com.hubify.identity.server.organization.MembershipEnded;
import com.hubify.identity.server.organization.acting.ActingMembers;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Revokes the keys by which a person acts for an organization, with the membership, and with the role that allowed what they have.
 * Keys of the person alone, and of other organizations, stay.
 */
@Component
class MembersKeys {

    private final ApiKeys keys;
    private final ApiKeyRevoker revoker;
    private final ActingMembers members;

    MembersKeys(ApiKeys keys, ApiKeyRevoker revoker, ActingMembers members) {
        this.keys = keys;
        this.revoker = revoker;
        this.members = members;
    }

    @EventListener
    void on(MembershipEnded event) {
        of(event.account(), event.organization()).forEach(this::revoke);
    }

    /** Of an organization's keys those that have more than the present role allows. */
    @EventListener
    void on(MembershipChanged event) {
        for (ApiKey key : of(event.account(), event.organization())) {
            boolean isAllowed = members.find(key.owner(), event.organization())
                    .map(member -> members.within(key.scopes(), member.membership()))
                    .filter(allowed -> allowed.coverAll(key.scopes()))
                    .isPresent();
            if (!isAllowed) {
                revoke(key);
            }
        }
    }

    private void revoke(ApiKey key) {
        revoker.revoke(key, ApiKeyRevoked.Cause.MEMBERSHIP);
    }

    private List<ApiKey> of(String account, String organization) {
        return keys.ownedBy(new AccountId(account)).stream()
                .filter(key -> organization.equals(key.organization()))
                .toList();
    }
}
