package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiRefusal;

/** What revoking some ancestors takes beside the scope {@code revocations:write}. Asked before anything is published. */
public interface RevocationCheck {

    /** @throws ApiRefusal if the operator may not revoke this one, or there is no such ancestor */
    void check(Ancestor ancestor, ApiCaller operator);
}
