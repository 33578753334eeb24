package com.hubify.identity.server.api;

import com.hubify.identity.protocol.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Who calls the endpoints that run the platform. Attack: a client that may ask people for such a scope is given it by anybody who
 * signs in there, and anybody is an operator. So programs are operators by their scopes, and people need to be operators, too.
 */
@Component
public class OperatorCalls {

    private final ObjectProvider<OperatorPeople> people;

    OperatorCalls(ObjectProvider<OperatorPeople> people) {
        this.people = people;
    }

    /**
     * The operator who calls.
     *
     * @throws InsufficientScope if the token does not cover the scope, and alike if it is of a person who is no operator
     */
    public ApiCaller require(@Nullable Jwt token, Scope scope) {
        ApiCaller caller = ApiCaller.of(token);
        if (!mayUse(caller, scope)) {
            throw new InsufficientScope(scope);
        }
        return caller;
    }

    /** Whether the token covers the scope, and is not of a person who is no operator. */
    public boolean mayUse(ApiCaller caller, Scope scope) {
        return caller.scopes().cover(scope)
                && (!caller.isPerson() || people.stream().anyMatch(known -> known.include(caller.subject())));
    }
}
