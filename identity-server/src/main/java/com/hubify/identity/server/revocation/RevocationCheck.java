package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiRefusal;

/** Checks an operator's revocation beyond the scope {@code revocations:write}, before it is published. */
public interface RevocationCheck {

    /** @throws ApiRefusal if the operator may not revoke this ancestor, or it does not exist */
    void check(Ancestor ancestor, ApiCaller operator);
}
